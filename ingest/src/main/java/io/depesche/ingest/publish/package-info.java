/** Writes articles and crawl state to Kafka, together or not at all. */
@NullMarked
package io.depesche.ingest.publish;

import org.jspecify.annotations.NullMarked;
