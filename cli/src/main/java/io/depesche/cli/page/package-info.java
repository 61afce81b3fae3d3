/** The live page: what flows, in a browser. */
@NullMarked
package io.depesche.cli.page;

import org.jspecify.annotations.NullMarked;
