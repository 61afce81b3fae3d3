/** The routing service: tagged articles in, the topics that subscribers read out. */
@NullMarked
package io.depesche.sink;

import org.jspecify.annotations.NullMarked;
