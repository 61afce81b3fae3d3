/** Lets a service begin anew. */
@NullMarked
package io.depesche.cli.reset;

import org.jspecify.annotations.NullMarked;
