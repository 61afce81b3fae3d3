package io.depesche.ingest.crawl;

import io.depesche.ingest.discover.Source;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of one poll of a source.
 *
 * @param outlet the outlet's id
 * @param source the source
 * @param articles how many articles of the outlet it names; 0 when it did not change
 * @param changed false when the server said that nothing changed
 * @param trouble why it could not be read, without the address
 * @param nextPoll when it is asked again
 * @param requested the request that it was polled for, where it was not its turn
 */
public record SourceOutcome(
        String outlet,
        Source source,
        int articles,
        boolean changed,
        Optional<String> trouble,
        Instant nextPoll,
        Optional<Instant> requested) {}
