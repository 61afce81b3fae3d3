/** What is tagged and how: plain functions of text and time, without Kafka. Each kind of tag has its own package below this one. */
@NullMarked
package io.depesche.enrich.step;

import org.jspecify.annotations.NullMarked;
