/** Sends dead letters back to where they failed, each once. */
@NullMarked
package io.depesche.cli.redrive;

import org.jspecify.annotations.NullMarked;
