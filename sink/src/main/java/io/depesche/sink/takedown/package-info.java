/** Takes back what the routes gave out. */
@NullMarked
package io.depesche.sink.takedown;

import org.jspecify.annotations.NullMarked;
