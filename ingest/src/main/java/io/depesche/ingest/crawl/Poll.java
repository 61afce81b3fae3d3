package io.depesche.ingest.crawl;

import io.depesche.ingest.discover.SourceContent;
import io.depesche.ingest.fetch.Validators;
import java.time.Duration;
import java.util.Optional;

/** What a poll of a source came to. */
public sealed interface Poll {

    /**
     * It was read.
     *
     * @param validators by what to ask the next time
     */
    record Read(SourceContent content, Validators validators) implements Poll {}

    /** The server said that nothing changed. */
    record Unchanged() implements Poll {}

    /**
     * It could not be read.
     *
     * @param reason half a sentence, without the address
     * @param hostTrouble whether it is the host that has trouble
     * @param retryAfter when to come again, where the host says so
     */
    record Broken(String reason, boolean hostTrouble, Optional<Duration> retryAfter) implements Poll {}
}
