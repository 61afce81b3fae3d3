/** Orders takedowns, and proves that they are done. */
@NullMarked
package io.depesche.cli.takedown;

import org.jspecify.annotations.NullMarked;
