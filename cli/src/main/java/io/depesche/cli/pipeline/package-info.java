/** The whole of Depesche in one JVM, and what it shows of itself while it runs. */
@NullMarked
package io.depesche.cli.pipeline;

import org.jspecify.annotations.NullMarked;
