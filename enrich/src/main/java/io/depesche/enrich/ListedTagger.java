package io.depesche.enrich;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.enrich.step.entity.EntityList;
import io.depesche.service.StoredRecords;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tagger with the users' own names as they are now, made anew when the first article after a change comes. */
final class ListedTagger {

    private static final Logger LOG = LoggerFactory.getLogger(ListedTagger.class);

    private final Tagger plain;
    private final StoredRecords<ListedEntity> entities;
    private final AtomicLong changes = new AtomicLong();
    private Tagger current;
    private long seen = -1;

    ListedTagger(Tagger plain, RecordSerdes serdes) {
        this.plain = plain;
        this.current = plain;
        this.entities = new StoredRecords<>(
                Topics.ENTITY, "listed entity", serdes, (key, entity) -> EntityList.problemOf(entity));
    }

    /** Tells that the names have changed. */
    void listChanged() {
        changes.incrementAndGet();
    }

    /** The tagger with the names in the store. */
    synchronized Tagger with(ReadOnlyKeyValueStore<String, byte[]> store) {
        long now = changes.get();
        if (now != seen) {
            EntityList list = EntityList.of(entities.in(store, Integer.MAX_VALUE));
            current = list.entities().isEmpty() ? plain : plain.with(list);
            seen = now;
            LOG.info("tagging with {} listed entities", list.entities().size());
        }
        return current;
    }
}
