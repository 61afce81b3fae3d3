package io.depesche.sink;

import static io.depesche.contracts.Topics.LATEST;
import static io.depesche.contracts.Topics.MENTION;
import static io.depesche.contracts.Topics.NINJS;
import static io.depesche.contracts.Topics.RAW;
import static io.depesche.contracts.Topics.REVISION;
import static io.depesche.contracts.Topics.TAGGED;
import static io.depesche.contracts.Topics.TAKEDOWN;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.EntityMention;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.Takedown;
import io.depesche.service.Takedowns;
import io.depesche.sink.route.EntityMentions;
import io.depesche.sink.route.Ninjs;
import io.depesche.sink.takedown.Canceled;
import io.depesche.sink.takedown.HeedTakedowns;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tagged articles in; out go their language's topic, the table of latest articles, one record an entity, ninjs JSON, what each
 * revision changed, and the alerts of watchlists. A tombstone goes to every topic that is keyed by article, and so does a takedown, which
 * also takes back what has no article's key.
 */
public final class SinkTopology implements Supplier<Topology> {

    /** Application id, and so the consumer group. */
    public static final String APPLICATION_ID = "depesche-sink";

    /** The topics keyed by article id that the sink writes. */
    private static final List<TopicOf<?>> KEYED_BY_ARTICLE =
            List.of(Topics.TAGGED_GERMAN, Topics.TAGGED_ENGLISH, Topics.TAGGED_OTHER, LATEST, NINJS, REVISION);

    private final RecordSerdes serdes;

    public SinkTopology(RecordSerdes serdes) {
        this.serdes = serdes;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        Takedowns takedowns = new Takedowns(serdes);
        KStream<String, Object> all = builder.stream(
                        TAGGED.name(),
                        Consumed.with(Serdes.String(), serdes.of(TAGGED)).withName("read-tagged"))
                .process(HeedTakedowns.with(takedowns, serdes, buried()), Named.as("heed-takedowns"));
        KStream<String, TaggedArticle> articles = only(all, TaggedArticle.class, "keep-articles");
        KStream<String, Object> tombstones = all.filter((id, article) -> article == null, Named.as("keep-tombstones"));

        routeByLanguage(articles);
        articles.process(announcing(LATEST, Function.identity()), Named.as("announce-latest"))
                .to(
                        LATEST.name(),
                        Produced.with(Serdes.String(), serdes.of(LATEST)).withName("write-latest"));
        articles.process(announcing(NINJS, Ninjs::of), Named.as("render-ninjs"))
                .to(
                        NINJS.name(),
                        Produced.with(Serdes.String(), serdes.of(NINJS)).withName("write-ninjs"));
        articles.process(SplitIntoMentions::new, Named.as("split-into-mentions"))
                .to(
                        MENTION.name(),
                        Produced.with(Serdes.String(), serdes.of(MENTION)).withName("write-mentions"));
        KStream<String, TaggedArticle> withTombstones = all.filter(
                        (id, article) -> article == null || article instanceof TaggedArticle,
                        Named.as("keep-articles-and-tombstones"))
                .mapValues(TaggedArticle.class::cast, Named.as("as-articles"));
        new RevisionRoute(serdes).addTo(withTombstones);
        new WatchRoute(serdes).addTo(builder, withTombstones);
        takeBack(only(all, Canceled.class, "keep-canceled"));
        KEYED_BY_ARTICLE.forEach(topic -> bury(tombstones, topic));
        only(all, Takedown.class, "keep-receipts")
                .to(
                        TAKEDOWN.name(),
                        Produced.with(Serdes.String(), serdes.of(TAKEDOWN)).withName("write-receipts"));
        Topology topology = builder.build();
        takedowns.addTo(topology);
        return topology;
    }

    /** Every topic that a takedown gives a tombstone. */
    private static List<String> buried() {
        return Stream.concat(Stream.of(RAW, TAGGED), KEYED_BY_ARTICLE.stream())
                .map(TopicOf::name)
                .toList();
    }

    /** Tells subscribers that an article was taken back, before tombstones come; those of the topics it came from are the service's own. */
    private void takeBack(KStream<String, Canceled> canceled) {
        canceled.process(TellCanceled.ninjs(), Named.as("cancel-ninjs"))
                .to(
                        NINJS.name(),
                        Produced.with(Serdes.String(), serdes.of(NINJS)).withName("write-canceled-ninjs"));
        canceled.process(TellCanceled.mentions(), Named.as("cancel-mentions"))
                .to(
                        MENTION.name(),
                        Produced.with(Serdes.String(), serdes.of(MENTION)).withName("write-canceled-mentions"));
        bury(canceled, RAW);
        bury(canceled, TAGGED);
    }

    private static void bury(KStream<String, ?> articles, TopicOf<?> topic) {
        articles.mapValues(nothing -> (byte[]) null, Named.as("bury-in-" + topic.name()))
                .to(
                        topic.name(),
                        Produced.with(Serdes.String(), Serdes.ByteArray()).withName("bury-" + topic.name()));
    }

    private static <V> KStream<String, V> only(KStream<String, Object> all, Class<V> type, String name) {
        return all.flatMapValues(
                value -> type.isInstance(value) ? List.of(type.cast(value)) : List.of(), Named.as(name));
    }

    private void routeByLanguage(KStream<String, TaggedArticle> articles) {
        articles.process(
                        () -> new Announce<>(SinkTopology::topicFor, Function.identity()),
                        Named.as("announce-by-language"))
                .to(
                        (id, article, context) -> topicFor(article).name(),
                        Produced.with(Serdes.String(), serdes.of(Topics.TAGGED_GERMAN))
                                .withName("write-by-language"));
    }

    private static TopicOf<TaggedArticle> topicFor(TaggedArticle article) {
        return Topics.taggedIn(article.getLanguage().getTag());
    }

    private static <V> ProcessorSupplier<String, TaggedArticle, String, V> announcing(
            TopicOf<V> topic, Function<TaggedArticle, V> value) {
        return () -> new Announce<>(article -> topic, value);
    }

    /** Turns an article into what a topic holds, with the headers that say so. */
    private static final class Announce<V> extends ContextualProcessor<String, TaggedArticle, String, V> {

        private final Function<TaggedArticle, TopicOf<V>> topic;
        private final Function<TaggedArticle, V> value;

        Announce(Function<TaggedArticle, TopicOf<V>> topic, Function<TaggedArticle, V> value) {
            this.topic = topic;
            this.value = value;
        }

        @Override
        public void process(Record<String, TaggedArticle> tagged) {
            TaggedArticle article = tagged.value();
            context()
                    .forward(tagged.withValue(value.apply(article))
                            .withHeaders(headersFor(tagged, topic.apply(article))));
        }
    }

    private static final class SplitIntoMentions
            extends ContextualProcessor<String, TaggedArticle, String, EntityMention> {

        @Override
        public void process(Record<String, TaggedArticle> tagged) {
            EntityMentions.of(tagged.value()).forEach(mention -> context()
                    .forward(new Record<>(
                            mention.getEntityId(), mention, tagged.timestamp(), headersFor(tagged, MENTION))));
        }
    }

    /** Turns an article that was taken back into what a topic says of it. */
    private static final class TellCanceled<V> extends ContextualProcessor<String, Canceled, String, V> {

        private final TopicOf<V> topic;
        private final Function<Canceled, List<KeyValue<String, V>>> records;

        private TellCanceled(TopicOf<V> topic, Function<Canceled, List<KeyValue<String, V>>> records) {
            this.topic = topic;
            this.records = records;
        }

        static ProcessorSupplier<String, Canceled, String, String> ninjs() {
            return () -> new TellCanceled<>(
                    NINJS, article -> List.of(KeyValue.pair(article.id(), Ninjs.canceled(article.id()))));
        }

        static ProcessorSupplier<String, Canceled, String, EntityMention> mentions() {
            return () -> new TellCanceled<>(
                    MENTION, article -> EntityMentions.canceled(article.id(), article.routed()).stream()
                            .map(mention -> KeyValue.pair(mention.getEntityId(), mention))
                            .toList());
        }

        @Override
        public void process(Record<String, Canceled> canceled) {
            Canceled article = canceled.value();
            for (KeyValue<String, V> told : records.apply(article)) {
                Headers headers = new RecordHeaders();
                CloudEventHeaders.putCanceled(
                        headers,
                        topic,
                        article.id(),
                        article.routed().getOutlet(),
                        Instant.ofEpochMilli(canceled.timestamp()));
                context().forward(new Record<>(told.key, told.value, canceled.timestamp(), headers));
            }
        }
    }

    /** A copy, since the routes share the record that came in. */
    private static Headers headersFor(Record<String, TaggedArticle> tagged, TopicOf<?> topic) {
        Headers headers = new RecordHeaders(tagged.headers());
        TaggedArticle article = tagged.value();
        CloudEventHeaders.put(
                headers, topic, article.getArticle(), article.getLanguage().getTag());
        return headers;
    }
}
