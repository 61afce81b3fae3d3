package io.depesche.enrich;

import io.depesche.contracts.Topics;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.enrich.step.entity.EntityList;
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

/** The tagger with the users' own names as they are now, made anew when the first article after a change comes. */
final class ListedTagger {

    private static final Logger LOG = LoggerFactory.getLogger(ListedTagger.class);

    private final Tagger plain;
    private final Deserializer<ListedEntity> entities;
    private final AtomicLong changes = new AtomicLong();
    private Tagger current;
    private long seen = -1;

    ListedTagger(Tagger plain, Deserializer<ListedEntity> entities) {
        this.plain = plain;
        this.current = plain;
        this.entities = entities;
    }

    /** Tells that the names have changed. */
    void listChanged() {
        changes.incrementAndGet();
    }

    /** The tagger with the names in the store. */
    synchronized Tagger with(ReadOnlyKeyValueStore<String, byte[]> store) {
        long now = changes.get();
        if (now != seen) {
            EntityList list = EntityList.of(read(store));
            current = list.entities().isEmpty() ? plain : plain.with(list);
            seen = now;
            LOG.info("tagging with {} listed entities", list.entities().size());
        }
        return current;
    }

    private List<ListedEntity> read(ReadOnlyKeyValueStore<String, byte[]> store) {
        List<ListedEntity> read = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> records = store.all()) {
            while (records.hasNext()) {
                read(records.next()).ifPresent(read::add);
            }
        }
        return read;
    }

    private Optional<ListedEntity> read(KeyValue<String, byte[]> record) {
        try {
            ListedEntity entity = entities.deserialize(Topics.ENTITY.name(), record.value);
            Optional<String> problem = EntityList.problemOf(entity);
            problem.ifPresent(what -> LOG.warn("listed entity {} is left out: {}", record.key, what));
            return problem.isPresent() ? Optional.empty() : Optional.of(entity);
        } catch (SerializationException e) {
            LOG.warn("listed entity {} cannot be read and is left out: {}", record.key, e.getMessage());
            return Optional.empty();
        }
    }
}
