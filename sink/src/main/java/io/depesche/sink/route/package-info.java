/** What each subscriber topic holds, as plain functions of a tagged article, without Kafka. */
@NullMarked
package io.depesche.sink.route;

import org.jspecify.annotations.NullMarked;
