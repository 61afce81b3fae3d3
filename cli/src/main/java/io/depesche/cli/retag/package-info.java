/** Tags old articles with today's tagger, beside the stream, and tells what would be different. */
@NullMarked
package io.depesche.cli.retag;

import org.jspecify.annotations.NullMarked;
