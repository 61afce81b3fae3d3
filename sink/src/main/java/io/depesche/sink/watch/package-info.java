/**
 * Watchlists: what they are made of, how they are read, and what they find in an article. Plain functions of text and time; {@link
 * io.depesche.sink.WatchRoute} connects them to Kafka.
 */
@NullMarked
package io.depesche.sink.watch;

import org.jspecify.annotations.NullMarked;
