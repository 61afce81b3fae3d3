/** The {@code depesche} command. */
@NullMarked
package io.depesche.cli;

import org.jspecify.annotations.NullMarked;
