package io.depesche.enrich;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.record.ReportTrace;
import io.depesche.contracts.record.StoryMerge;
import io.depesche.contracts.record.StoryProgress;
import io.depesche.contracts.record.StoryState;
import io.depesche.enrich.story.Decision;
import io.depesche.enrich.story.Merge;
import io.depesche.enrich.story.StoryBook;
import io.depesche.enrich.story.StoryMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What the stories remember, in a store with a changelog: a trace for each report in the window, the merges, and how far they have come. */
final class StoryStore {

    /** The store's name; {@code depesche-enrich-stories-changelog} is its changelog topic. */
    static final String NAME = "stories";

    private static final TopicOf<StoryState> VALUES =
            new TopicOf<>(NAME, "text", StoryState.class, "story state", 1, TopicOf.Cleanup.COMPACT, Duration.ZERO);

    private static final String REPORT = "report/";
    private static final String MERGE = "merge/";
    private static final String PROGRESS = "progress";
    /** The first text after all that begin with a prefix that ends in a slash. */
    private static final String BEHIND = "\uffff";

    private final KeyValueStore<String, StoryState> store;

    StoryStore(KeyValueStore<String, StoryState> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<String, StoryState>> builder(RecordSerdes serdes) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.String(), values(serdes))
                .withCachingEnabled();
    }

    static Serde<StoryState> values(RecordSerdes serdes) {
        return serdes.of(VALUES);
    }

    /** The traces in the order of their numbers. */
    List<ReportTrace> reports() {
        List<ReportTrace> reports = new ArrayList<>();
        try (KeyValueIterator<String, StoryState> found = store.range(REPORT, REPORT + BEHIND)) {
            found.forEachRemaining(entry -> reports.add((ReportTrace) entry.value.getState()));
        }
        reports.sort(Comparator.comparingInt(ReportTrace::getNumber));
        return reports;
    }

    /** The stories that ended in others. */
    List<Merge> merges() {
        List<Merge> merges = new ArrayList<>();
        try (KeyValueIterator<String, StoryState> found = store.range(MERGE, MERGE + BEHIND)) {
            found.forEachRemaining(entry -> {
                StoryMerge merge = (StoryMerge) entry.value.getState();
                merges.add(new Merge(entry.key.substring(MERGE.length()), merge.getInto(), merge.getFounded()));
            });
        }
        return merges;
    }

    /** How far the stories had come; absent at the very start. */
    Optional<StoryBook.Progress> progress() {
        return Optional.ofNullable(store.get(PROGRESS))
                .map(state -> StoryMemory.progress((StoryProgress) state.getState()));
    }

    void remember(ReportTrace report) {
        store.put(REPORT + report.getMember().getArticleId(), new StoryState(report));
    }

    /** Drops a report; one that is not known is no error. */
    void forget(String article) {
        store.delete(REPORT + article);
    }

    /** Keeps what a decision changed beside the report itself. */
    void keep(Decision decision, StoryBook.Progress progress) {
        decision.forgotten().forEach(this::forget);
        decision.ended().forEach(story -> store.delete(MERGE + story));
        decision.merges().forEach(merge -> store.put(MERGE + merge.story(), new StoryState(StoryMemory.record(merge))));
        store.put(PROGRESS, new StoryState(StoryMemory.record(progress)));
    }
}
