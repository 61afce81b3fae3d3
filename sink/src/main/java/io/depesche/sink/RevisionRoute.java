package io.depesche.sink;

import static io.depesche.contracts.Topics.REVISION;
import static io.depesche.contracts.Topics.TAGGED;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.ArticleRevision;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.sink.view.Revisions;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Articles in, what each revision changed out. The last revision of each article is kept in a store to compare with. */
final class RevisionRoute {

    /** The last revision of each article. */
    static final String LAST_REVISIONS = "last-revisions";

    private final RecordSerdes serdes;

    RevisionRoute(RecordSerdes serdes) {
        this.serdes = serdes;
    }

    /** Adds the route; {@code articles} has null where an article is gone. */
    void addTo(KStream<String, TaggedArticle> articles) {
        articles.process(new CompareRevisionsSupplier(), Named.as("compare-revisions"))
                .to(
                        REVISION.name(),
                        Produced.with(Serdes.String(), serdes.of(REVISION)).withName("write-revisions"));
    }

    private final class CompareRevisionsSupplier
            implements ProcessorSupplier<String, TaggedArticle, String, ArticleRevision> {

        @Override
        public Processor<String, TaggedArticle, String, ArticleRevision> get() {
            return new CompareRevisions();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(LAST_REVISIONS), Serdes.String(), serdes.of(TAGGED)));
        }
    }

    private static final class CompareRevisions
            extends ContextualProcessor<String, @Nullable TaggedArticle, String, ArticleRevision> {

        @Override
        public void process(Record<String, @Nullable TaggedArticle> tagged) {
            KeyValueStore<String, TaggedArticle> last = context().getStateStore(LAST_REVISIONS);
            TaggedArticle article = tagged.value();
            if (article == null) {
                last.delete(tagged.key());
                return;
            }
            TaggedArticle before = last.get(tagged.key());
            if (before != null
                    && before.getArticle().getRevision() > article.getArticle().getRevision()) {
                return;
            }
            last.put(tagged.key(), article);
            if (before != null) {
                Revisions.between(before, article).ifPresent(revision -> context()
                        .forward(tagged.withValue(revision).withHeaders(headersOf(tagged, article))));
            }
        }

        private static Headers headersOf(Record<String, ?> tagged, TaggedArticle article) {
            Headers headers = new RecordHeaders(tagged.headers());
            CloudEventHeaders.put(
                    headers,
                    REVISION,
                    article.getArticle(),
                    article.getLanguage().getTag());
            return headers;
        }
    }
}
