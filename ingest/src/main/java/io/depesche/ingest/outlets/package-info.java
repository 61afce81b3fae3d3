/** Who is crawled: the outlets file and what it says of each outlet. */
@NullMarked
package io.depesche.ingest.outlets;

import org.jspecify.annotations.NullMarked;
