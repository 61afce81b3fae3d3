/**
 * What is fetched next, and what was: the crawler's order and memory, kept by Kafka Streams. Hosts are shared among instances by
 * partition, and an article is written in one transaction with the memory of it.
 */
@NullMarked
package io.depesche.ingest.frontier;

import org.jspecify.annotations.NullMarked;
