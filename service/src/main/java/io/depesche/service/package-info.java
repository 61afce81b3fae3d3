/** What every service runs in: its environment, its connection to Kafka, health, metrics and dead letters. */
@NullMarked
package io.depesche.service;

import org.jspecify.annotations.NullMarked;
