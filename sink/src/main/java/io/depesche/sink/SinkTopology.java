package io.depesche.sink;

import static io.depesche.contracts.Topics.LATEST;
import static io.depesche.contracts.Topics.MENTION;
import static io.depesche.contracts.Topics.NINJS;
import static io.depesche.contracts.Topics.REVISION;
import static io.depesche.contracts.Topics.TAGGED;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.EntityMention;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.sink.route.EntityMentions;
import io.depesche.sink.route.Ninjs;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
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
 * Tagged articles in; out go their language's topic, the table of latest articles, one record an entity, ninjs JSON, what
 * each revision changed, and the alerts of watchlists. A
 * tombstone goes to every topic that is keyed by article.
 */
public final class SinkTopology implements Supplier<Topology> {

    /** Application id, and so the consumer group. */
    public static final String APPLICATION_ID = "depesche-sink";

    /** The topics keyed by article id. */
    private static final List<TopicOf<?>> KEYED_BY_ARTICLE =
            List.of(Topics.TAGGED_GERMAN, Topics.TAGGED_ENGLISH, Topics.TAGGED_OTHER, LATEST, NINJS, REVISION);

    private final RecordSerdes serdes;

    public SinkTopology(RecordSerdes serdes) {
        this.serdes = serdes;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, TaggedArticle> all = builder.stream(
                TAGGED.name(), Consumed.with(Serdes.String(), serdes.of(TAGGED)).withName("read-tagged"));
        KStream<String, TaggedArticle> articles =
                all.filter((id, article) -> article != null, Named.as("keep-articles"));
        KStream<String, TaggedArticle> tombstones =
                all.filter((id, article) -> article == null, Named.as("keep-tombstones"));

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
        new RevisionRoute(serdes).addTo(all);
        new WatchRoute(serdes).addTo(builder, all);
        for (TopicOf<?> topic : KEYED_BY_ARTICLE) {
            tombstones
                    .mapValues(nothing -> (byte[]) null, Named.as("bury-in-" + topic.name()))
                    .to(
                            topic.name(),
                            Produced.with(Serdes.String(), Serdes.ByteArray()).withName("bury-" + topic.name()));
        }
        return builder.build();
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

    /** A copy, since the routes share the record that came in. */
    private static Headers headersFor(Record<String, TaggedArticle> tagged, TopicOf<?> topic) {
        Headers headers = new RecordHeaders(tagged.headers());
        TaggedArticle article = tagged.value();
        CloudEventHeaders.put(
                headers, topic, article.getArticle(), article.getLanguage().getTag());
        return headers;
    }
}
