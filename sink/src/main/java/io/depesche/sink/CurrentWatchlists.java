package io.depesche.sink;

import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Watchlist;
import io.depesche.sink.watch.WatchlistRules;
import io.depesche.sink.watch.Watchlists;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
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

    private final Deserializer<Watchlist> values;
    private final AtomicLong changes = new AtomicLong();
    private Watchlists current = Watchlists.NONE;
    private long seen = -1;
    private long earliest = System.nanoTime();

    CurrentWatchlists(Deserializer<Watchlist> values) {
        this.values = values;
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
            current = Watchlists.of(read(store));
            seen = now;
            long end = System.nanoTime();
            Duration took = Duration.ofNanos(end - start);
            earliest = took.compareTo(SHORT) > 0 ? end + took.toNanos() : end;
            LOG.info("watching with {} watchlists, made ready in {} ms", current.size(), took.toMillis());
        }
        return current;
    }

    private List<Watchlist> read(ReadOnlyKeyValueStore<String, byte[]> store) {
        List<Watchlist> read = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> records = store.all()) {
            while (records.hasNext() && read.size() < WatchlistRules.MOST_WATCHLISTS) {
                read(records.next()).ifPresent(read::add);
            }
            if (records.hasNext()) {
                LOG.warn("more than {} watchlists; the rest is left out", WatchlistRules.MOST_WATCHLISTS);
            }
        }
        return read;
    }

    private Optional<Watchlist> read(KeyValue<String, byte[]> record) {
        try {
            Watchlist watchlist = values.deserialize(Topics.WATCHLIST.name(), record.value);
            Optional<String> problem = WatchlistRules.problemOf(watchlist)
                    .or(() -> watchlist.getId().equals(record.key)
                            ? Optional.empty()
                            : Optional.of("its id is " + watchlist.getId()));
            problem.ifPresent(what -> LOG.warn("watchlist {} is left out: {}", record.key, what));
            return problem.isPresent() ? Optional.empty() : Optional.of(watchlist);
        } catch (SerializationException e) {
            LOG.warn("watchlist {} cannot be read and is left out: {}", record.key, e.getMessage());
            return Optional.empty();
        }
    }
}
