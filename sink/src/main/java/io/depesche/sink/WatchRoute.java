package io.depesche.sink;

import static io.depesche.contracts.Topics.ALERT;
import static io.depesche.contracts.Topics.WATCHLIST;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.record.Alert;
import io.depesche.contracts.record.AlertedArticle;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TextStatus;
import io.depesche.sink.watch.Alerts;
import io.depesche.sink.watch.WatchHit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Articles in, alerts of watchlists out. The watchlists are a global table: articles that come after a change are searched with it. What
 * an article made fire is remembered, so that a revision is told only where it has something new, and that all can be taken back.
 */
final class WatchRoute {

    /** The global table of watchlists. */
    static final String WATCHLISTS = "watchlists";
    /** What each article made fire. */
    static final String ALERTED = "alerted";

    private static final Logger LOG = LoggerFactory.getLogger(WatchRoute.class);
    private static final Duration EXPIRY_CHECK = Duration.ofHours(6);

    private static final TopicOf<AlertedArticle> MEMORY = new TopicOf<>(
            ALERTED,
            "article id",
            AlertedArticle.class,
            "what an article made fire",
            1,
            TopicOf.Cleanup.COMPACT,
            Duration.ZERO);

    private final RecordSerdes serdes;
    private final CurrentWatchlists current;

    WatchRoute(RecordSerdes serdes) {
        this.serdes = serdes;
        this.current = new CurrentWatchlists(serdes);
    }

    /** Adds the route; {@code articles} has null where an article is gone. */
    void addTo(StreamsBuilder builder, KStream<String, TaggedArticle> articles) {
        // As bytes, so that one record that cannot be read spoils neither the table nor the start.
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(WATCHLISTS), Serdes.String(), Serdes.ByteArray()),
                WATCHLIST.name(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("read-watchlists"),
                KeepWatchlist::new);
        articles.process(new MatchWatchlistsSupplier(), Named.as("match-watchlists"))
                .to(
                        ALERT.name(),
                        Produced.with(Serdes.String(), serdes.of(ALERT)).withName("write-alerts"));
    }

    private final class KeepWatchlist extends ContextualProcessor<String, byte[], Void, Void> {

        @Override
        public void process(Record<String, byte[]> watchlist) {
            KeyValueStore<String, byte[]> store = context().getStateStore(WATCHLISTS);
            store.put(watchlist.key(), watchlist.value());
            current.changed();
        }
    }

    private final class MatchWatchlistsSupplier implements ProcessorSupplier<String, TaggedArticle, String, Alert> {

        @Override
        public Processor<String, TaggedArticle, String, Alert> get() {
            return new MatchWatchlists();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(ALERTED), Serdes.String(), serdes.of(MEMORY)));
        }
    }

    private final class MatchWatchlists extends ContextualProcessor<String, @Nullable TaggedArticle, String, Alert> {

        private final WatchRates rates = new WatchRates();

        @Override
        public void init(ProcessorContext<String, Alert> context) {
            super.init(context);
            context.schedule(EXPIRY_CHECK, PunctuationType.STREAM_TIME, this::forget);
        }

        @Override
        public void process(Record<String, @Nullable TaggedArticle> tagged) {
            TaggedArticle article = tagged.value();
            Optional<AlertedArticle> before = Optional.ofNullable(memory().get(tagged.key()));
            if (article == null || article.getArticle().getTextStatus() == TextStatus.WITHDRAWN) {
                before.ifPresent(known -> takeBack(tagged, known));
                return;
            }
            List<WatchHit> hits =
                    current.in(context().getStateStore(WATCHLISTS)).find(article);
            rates.count(hits.stream().map(hit -> hit.watchlist().getId()).toList())
                    .forEach(this::tell);
            Alerts alerts = Alerts.of(article, hits, before, Instant.ofEpochMilli(tagged.timestamp()));
            if (!alerts.alerts().isEmpty()) {
                memory().put(tagged.key(), alerts.memory().orElseThrow());
                send(alerts.alerts(), tagged, headersOf(tagged, article));
            }
        }

        private void tell(WatchRates.Busy busy) {
            LOG.warn(
                    "watchlist {} fires in {} % of the last {} articles",
                    busy.watchlist(), Math.round(busy.share() * 100), WatchRates.ARTICLES);
            Map<String, String> tags = Map.of(
                    "watchlist", busy.watchlist(), "task", context().taskId().toString());
            Sensor share = context().metrics().addSensor("watch-share-" + tags, RecordingLevel.INFO);
            share.add(
                    new MetricName("share", "watch-metrics", "share of the last articles that fire", tags),
                    new Value());
            share.record(busy.share());
        }

        private void takeBack(Record<String, ?> gone, AlertedArticle known) {
            memory().delete(gone.key());
            Headers headers = new RecordHeaders();
            CloudEventHeaders.putCanceled(
                    headers, ALERT, gone.key(), known.getOutlet(), Instant.ofEpochMilli(gone.timestamp()));
            send(Alerts.canceled(gone.key(), known).alerts(), gone, headers);
        }

        private void send(List<Alert> alerts, Record<String, ?> article, Headers headers) {
            // A copy for each, since Kafka's serializers may add to them.
            alerts.forEach(alert -> context()
                    .forward(new Record<>(
                            alert.getWatchlistId(), alert, article.timestamp(), new RecordHeaders(headers))));
        }

        private static Headers headersOf(Record<String, ?> tagged, TaggedArticle article) {
            RawArticle raw = article.getArticle();
            Headers headers = new RecordHeaders(tagged.headers());
            CloudEventHeaders.put(headers, ALERT, raw, article.getLanguage().getTag());
            return headers;
        }

        /** Forgets articles whose alerts have left the topic by now. */
        private void forget(long now) {
            Instant oldest = Instant.ofEpochMilli(now).minus(ALERT.retention());
            try (KeyValueIterator<String, AlertedArticle> all = memory().all()) {
                while (all.hasNext()) {
                    KeyValue<String, AlertedArticle> one = all.next();
                    if (one.value.getLast().isBefore(oldest)) {
                        memory().delete(one.key);
                    }
                }
            }
        }

        private KeyValueStore<String, AlertedArticle> memory() {
            return context().getStateStore(ALERTED);
        }
    }
}
