package io.depesche.service;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of a topic from a global store that keeps them as bytes, so that one that cannot be read spoils neither the table nor
 * the start: it is left out with a warning, as is one with a problem. Safe for several threads.
 *
 * @param <V> the records
 */
public final class StoredRecords<V> {

    private static final Logger LOG = LoggerFactory.getLogger(StoredRecords.class);

    private final TopicOf<V> topic;
    private final String kind;
    private final Deserializer<V> values;
    private final BiFunction<String, V, Optional<String>> problemOf;

    /**
     * @param kind what one is called in warnings
     * @param problemOf what is wrong with a record under its key, if anything
     */
    public StoredRecords(
            TopicOf<V> topic, String kind, RecordSerdes serdes, BiFunction<String, V, Optional<String>> problemOf) {
        this.topic = topic;
        this.kind = kind;
        this.values = serdes.of(topic).deserializer();
        this.problemOf = problemOf;
    }

    /** The good records of a store, in its order, at most {@code most}; more are left out with a warning. */
    public List<V> in(ReadOnlyKeyValueStore<String, byte[]> store, int most) {
        List<V> read = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> records = store.all()) {
            while (records.hasNext() && read.size() < most) {
                var record = records.next();
                read(record.key, record.value).ifPresent(read::add);
            }
            if (records.hasNext()) {
                LOG.warn("more than {} {}s; the rest is left out", most, kind);
            }
        }
        return read;
    }

    private Optional<V> read(String key, byte[] value) {
        try {
            V record = values.deserialize(topic.name(), value);
            Optional<String> problem = problemOf.apply(key, record);
            problem.ifPresent(what -> LOG.warn("{} {} is left out: {}", kind, key, what));
            return problem.isPresent() ? Optional.empty() : Optional.of(record);
        } catch (SerializationException e) {
            LOG.warn("{} {} cannot be read and is left out: {}", kind, key, e.getMessage());
            return Optional.empty();
        }
    }
}
