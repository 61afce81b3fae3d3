package io.depesche.ingest.crawl;

import java.net.URI;
import java.util.Optional;

/** What is remembered of articles, and how to find it. */
public interface Memory {

    /** What was found at that address, in whatever variant it is written. */
    Optional<Known> at(URI address);

    /** The outlet's article that has that mark, such as its text or its number in the editorial system. */
    Optional<Known> marked(String outlet, String mark);
}
