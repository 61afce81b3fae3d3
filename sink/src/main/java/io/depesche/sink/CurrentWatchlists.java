package io.depesche.sink;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Watchlist;
import io.depesche.service.StoredRecords;
import io.depesche.sink.watch.WatchlistRules;
import io.depesche.sink.watch.Watchlists;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watchlists as they are now, made ready anew when the first article after a change comes. Where that takes long, the next time waits
 * as long as the last one took, so that thousands of changes in a row hold articles up by half at most.
 */
final class CurrentWatchlists {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentWatchlists.class);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final StoredRecords<Watchlist> watchlists;
    private final AtomicLong changes = new AtomicLong();
    private Watchlists current = Watchlists.NONE;
    private long seen = -1;
    private long earliest = System.nanoTime();

    CurrentWatchlists(RecordSerdes serdes) {
        this.watchlists = new StoredRecords<>(Topics.WATCHLIST, "watchlist", serdes, CurrentWatchlists::problemOf);
    }

    /** Tells that a watchlist has changed. */
    void changed() {
        changes.incrementAndGet();
    }

    /** The watchlists in the store. */
    synchronized Watchlists in(ReadOnlyKeyValueStore<String, byte[]> store) {
        long now = changes.get();
        long start = System.nanoTime();
        if (now != seen && start - earliest >= 0) {
            current = Watchlists.of(watchlists.in(store, WatchlistRules.MOST_WATCHLISTS));
            seen = now;
            long end = System.nanoTime();
            Duration took = Duration.ofNanos(end - start);
            earliest = took.compareTo(SHORT) > 0 ? end + took.toNanos() : end;
            LOG.info("watching with {} watchlists, made ready in {} ms", current.size(), took.toMillis());
        }
        return current;
    }

    private static Optional<String> problemOf(String key, Watchlist watchlist) {
        return WatchlistRules.problemOf(watchlist)
                .or(() -> watchlist.getId().equals(key)
                        ? Optional.empty()
                        : Optional.of("its id is " + watchlist.getId()));
    }
}
