/** What outlets say may be done with their text, and what follows from it. */
@NullMarked
package io.depesche.ingest.rights;

import org.jspecify.annotations.NullMarked;
