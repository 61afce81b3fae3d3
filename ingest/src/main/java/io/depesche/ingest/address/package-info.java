/** Web addresses: which are accepted, which site they belong to, and when two of them are one. */
@NullMarked
package io.depesche.ingest.address;

import org.jspecify.annotations.NullMarked;
