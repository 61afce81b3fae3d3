package io.depesche.enrich;

import static io.depesche.contracts.Topics.ENTITY;
import static io.depesche.contracts.Topics.RAW;
import static io.depesche.contracts.Topics.STORY;
import static io.depesche.contracts.Topics.TAGGED;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.enrich.StoryProcessor.Told;
import io.depesche.service.Takedowns;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Raw articles in, tagged articles out, same key, and the stories they tell. A tombstone stays a tombstone. Articles are tagged where they
 * lie; then all meet in one partition, where each is told its story. The users' own names are a global table: articles that come after a
 * change are tagged with it. An article that is taken down comes out as a tombstone.
 */
public final class EnrichTopology implements Supplier<Topology> {

    /** Application id, and so the consumer group. */
    public static final String APPLICATION_ID = "depesche-enrich";

    static final String LISTED = "listed-entities";

    private final ListedTagger tagger;
    private final Takedowns takedowns;
    private final RecordSerdes serdes;

    public EnrichTopology(Tagger tagger, RecordSerdes serdes) {
        this.tagger = new ListedTagger(tagger, serdes);
        this.takedowns = new Takedowns(serdes);
        this.serdes = serdes;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        // As bytes, so that one record that cannot be read spoils neither the table nor the start.
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(LISTED), Serdes.String(), Serdes.ByteArray()),
                ENTITY.name(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("read-entities"),
                KeepEntity::new);
        builder.addStateStore(StoryStore.builder(serdes));
        KStream<String, Told> told = builder.stream(
                        RAW.name(),
                        Consumed.with(Serdes.String(), serdes.of(RAW)).withName("read-raw"))
                .processValues(TagArticle::new, Named.as("tag-article"))
                // All candidates of a story meet in one partition.
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(TAGGED))
                        .withName("stories")
                        .withNumberOfPartitions(1))
                .process(StoryProcessor::new, Named.as("tell-story"), StoryStore.NAME);
        told.filter((id, value) -> !value.ofStory(), Named.as("articles"))
                .mapValues(Told::article, Named.as("tagged-articles"))
                .to(
                        TAGGED.name(),
                        Produced.with(Serdes.String(), serdes.of(TAGGED)).withName("write-tagged"));
        told.filter((id, value) -> value.ofStory(), Named.as("stories-told"))
                .mapValues(Told::story, Named.as("stories-as-they-are"))
                .to(
                        STORY.name(),
                        Produced.with(Serdes.String(), serdes.of(STORY)).withName("write-stories"));
        Topology topology = builder.build();
        takedowns.addTo(topology);
        return topology;
    }

    private final class KeepEntity extends ContextualProcessor<String, byte[], Void, Void> {

        @Override
        public void process(Record<String, byte[]> entity) {
            KeyValueStore<String, byte[]> store = context().getStateStore(LISTED);
            store.put(entity.key(), entity.value());
            tagger.listChanged();
        }
    }

    private final class TagArticle extends ContextualFixedKeyProcessor<String, RawArticle, TaggedArticle> {

        @Override
        public void process(FixedKeyRecord<String, RawArticle> raw) {
            TaggedArticle tagged = raw.value() == null || isTakenDown(raw)
                    ? null
                    : tagger.with(context().getStateStore(LISTED)).tag(raw.value());
            if (tagged != null) {
                CloudEventHeaders.put(
                        raw.headers(), TAGGED, raw.value(), tagged.getLanguage().getTag());
            }
            context().forward(raw.withValue(tagged));
        }

        private boolean isTakenDown(FixedKeyRecord<String, RawArticle> raw) {
            return takedowns.in(context()).covers(raw.key(), raw.value().getOutlet());
        }
    }
}
