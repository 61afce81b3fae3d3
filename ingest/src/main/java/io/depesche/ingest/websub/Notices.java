package io.depesche.ingest.websub;

import io.depesche.contracts.record.PushEvent;
import java.time.Duration;
import java.util.Optional;

/** Passes on what hubs tell to whoever owns the source. */
@FunctionalInterface
public interface Notices {

    /**
     * Passes it on; tells whether it will arrive.
     *
     * @param lease how long a verified subscription lives, where the hub says so
     */
    boolean tell(Subscription subscription, PushEvent event, Optional<Duration> lease);
}
