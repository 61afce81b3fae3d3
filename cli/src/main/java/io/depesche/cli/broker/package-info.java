/** A real Kafka broker in this JVM, for people who want to see news flow without installing anything. */
@NullMarked
package io.depesche.cli.broker;

import org.jspecify.annotations.NullMarked;
