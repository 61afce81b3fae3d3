package io.depesche.ingest.frontier;

import io.depesche.contracts.record.CrawlState;

/**
 * One thing that the crawler remembers, under its key in the frontier topic: the host, a space, and the id of an article or the
 * address of a source. An article that is reached by a second address has a memory for that as well, under the id that this
 * address would give; it points to the article and is never due.
 */
public record Memory(String key, CrawlState state) {}
