/** What a subscriber compiles against: topics, serdes, headers and ids. The records are in {@code record}, made from Avro IDL. */
@NullMarked
package io.depesche.contracts;

import org.jspecify.annotations.NullMarked;
