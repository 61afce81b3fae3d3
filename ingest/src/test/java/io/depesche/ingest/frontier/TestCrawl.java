package io.depesche.ingest.frontier;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.FrontierOrder;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.OutletOrigin;
import io.depesche.contracts.record.PushEvent;
import io.depesche.contracts.record.PushNotice;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.Takedown;
import io.depesche.ingest.HeadingsAndParagraphs;
import io.depesche.ingest.crawl.ArticleOutcome;
import io.depesche.ingest.crawl.CrawlListener;
import io.depesche.ingest.crawl.CrawlReport;
import io.depesche.ingest.crawl.PageReader;
import io.depesche.ingest.crawl.Reporter;
import io.depesche.ingest.crawl.SourceOutcome;
import io.depesche.ingest.fetch.AddressGuard;
import io.depesche.ingest.fetch.FetchLimits;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.fetch.Network;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletRecords;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.ingest.websub.Callbacks;
import io.depesche.service.TakedownList;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The crawler's topology on the test driver, with a real fetcher, and a clock that goes on by a millisecond a beat, or is set. */
final class TestCrawl implements AutoCloseable {

    static final int MAX_BODY = 10_000;
    private static final RecordSerdes SERDES = RecordSerdes.singleObject();
    static final Callbacks CALLBACKS =
            new Callbacks(URI.create("https://crawler.example/"), "ein recht langes Geheimnis");
    private static final Duration BEAT = Duration.ofMillis(20);

    private final SetClock clock;
    private final Fetcher fetcher;
    private final TopologyTestDriver driver;
    private final CrawlProgress progress = new CrawlProgress();
    private final TestInputTopic<String, OutletDefinition> outlets;
    private final TestInputTopic<String, FrontierOrder> orders;
    private final TestInputTopic<String, Takedown> takedowns;
    private final TestOutputTopic<String, Takedown> receipts;
    private final TestOutputTopic<String, RawArticle> raw;
    private final List<KeyValue<String, RawArticle>> buried = new ArrayList<>();
    private final List<RawArticle> articles = new ArrayList<>();
    private final Map<URI, ArticleOutcome> outcomes = new LinkedHashMap<>();
    private final Map<String, SourceOutcome> polls = new LinkedHashMap<>();
    private final List<Double> missed = new ArrayList<>();
    private final List<Optional<String>> hubAnswers = new ArrayList<>();

    private static final class SetClock extends Clock {
        private volatile Instant now;

        SetClock(Instant start) {
            this.now = start;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class Told implements CrawlListener {
        @Override
        public void polled(SourceOutcome outcome) {
            polls.put(outcome.outlet() + " " + outcome.source().address(), outcome);
        }

        @Override
        public void visited(ArticleOutcome outcome) {
            outcomes.put(outcome.address(), outcome);
        }

        @Override
        public void silence(String outlet, Instant lastNew, double articles) {
            missed.add(articles);
        }

        @Override
        public void subscribed(String outlet, URI source, URI hub, Optional<String> trouble) {
            hubAnswers.add(trouble);
        }
    }

    TestCrawl(Path stateDir, Instant start) {
        this(stateDir, start, new HeadingsAndParagraphs());
    }

    TestCrawl(Path stateDir, Instant start, PageReader reader) {
        clock = new SetClock(start);
        fetcher = new Fetcher(
                "Depesche/0 (+mail@example.org)",
                new AddressGuard(List.of(Network.parse("127.0.0.0/8"))),
                new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 100_000),
                4,
                clock);
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, CrawlStoreSettings.class);
        driver = new TopologyTestDriver(
                new FrontierTopology(
                                () -> new Reporter(fetcher.lease(), reader, clock, MAX_BODY),
                                Optional.of(CALLBACKS),
                                SERDES,
                                new Told(),
                                progress,
                                clock)
                        .get(),
                properties);
        outlets = driver.createInputTopic(
                Topics.OUTLET.name(),
                new StringSerializer(),
                SERDES.of(Topics.OUTLET).serializer());
        orders = driver.createInputTopic(
                Topics.FRONTIER.name(),
                new StringSerializer(),
                SERDES.of(Topics.FRONTIER).serializer());
        takedowns = driver.createInputTopic(
                Topics.TAKEDOWN.name(),
                new StringSerializer(),
                SERDES.of(Topics.TAKEDOWN).serializer());
        receipts = driver.createOutputTopic(
                Topics.TAKEDOWN.name(),
                new StringDeserializer(),
                SERDES.of(Topics.TAKEDOWN).deserializer());
        raw = driver.createOutputTopic(
                Topics.RAW.name(),
                new StringDeserializer(),
                SERDES.of(Topics.RAW).deserializer());
    }

    /** Makes the outlets of that YAML known, and takes out none. */
    void outlets(String yaml, Optional<Instant> requested) {
        for (Outlet outlet : OutletsFile.parse("outlets.yaml", yaml)) {
            outlets.pipeInput(
                    outlet.id(),
                    OutletDefinition.newBuilder(OutletRecords.definition(outlet, OutletOrigin.FILE))
                            .setRequested(requested.orElse(null))
                            .build());
        }
    }

    /** A hub tells of a source of the outlet. */
    void tell(String outlet, String source, String topic, PushEvent event, Optional<Duration> lease) {
        PushNotice notice = PushNotice.newBuilder()
                .setUrl(source)
                .setTopic(topic)
                .setEvent(event)
                .setTime(clock.now)
                .setLeaseSeconds(lease.map(Duration::toSeconds).orElse(null))
                .build();
        orders.pipeInput(Orders.key(outlet, notice), new FrontierOrder(outlet, notice));
        run();
    }

    /** Orders a takedown, and lets it be carried out. */
    void takeDown(Takedown.Builder order) {
        Takedown takedown = order.setReason("test").setRequested(clock.now).build();
        takedowns.pipeInput(TakedownList.keyOf(takedown), takedown);
        run();
    }

    /** Ids of the tombstones that takedowns left. */
    List<String> buried() {
        return buried.stream().map(record -> record.key).toList();
    }

    /** The receipts that were given, by key. */
    Map<String, Takedown> receipts() {
        return receipts.readKeyValuesToMap();
    }

    void remove(String outlet) {
        outlets.pipeInput(outlet, null);
    }

    /** Fetches all that the outlets' sources name, known articles with the question whether they changed. */
    CrawlReport crawlOnce(String yaml) {
        // A request for a time is one for what was not asked since: the clock has to have moved on.
        clock.now = clock.now.plusMillis(1);
        outcomes.clear();
        polls.clear();
        outlets(yaml, Optional.of(clock.now));
        run();
        return new CrawlReport(List.copyOf(polls.values()), List.copyOf(outcomes.values()));
    }

    /** Works until nothing is due. */
    void run() {
        int idle = 0;
        while (idle < 3) {
            clock.now = clock.now.plusMillis(1);
            driver.advanceWallClockTime(BEAT);
            idle = progress.isIdle() ? idle + 1 : 0;
            if (idle == 0) {
                LockSupport.parkNanos(BEAT.toNanos() / 20);
            }
        }
        raw.readKeyValuesToList().forEach(record -> {
            if (record.value == null) {
                buried.add(record);
            } else {
                articles.add(record.value);
            }
        });
    }

    /** Sets the clock, twenty seconds late for all that has happened before, and works until nothing is due. */
    void runAt(Instant time) {
        clock.now = time.plusSeconds(20);
        run();
    }

    /** Everything that was published, in order. */
    List<RawArticle> articles() {
        return List.copyOf(articles);
    }

    List<RawArticle> articles(String headline) {
        return articles.stream()
                .filter(article -> article.getHeadline().equals(headline))
                .toList();
    }

    /** What was told of the address. */
    ArticleOutcome outcome(URI address) {
        return outcomes.get(address);
    }

    List<SourceOutcome> polls() {
        return List.copyOf(polls.values());
    }

    List<Double> missed() {
        return List.copyOf(missed);
    }

    /** What stood in the way of each subscription that was asked for, if anything did. */
    List<Optional<String>> hubAnswers() {
        return List.copyOf(hubAnswers);
    }

    /** Puts a former owner's entries into the store, as a changelog would. */
    void restore(List<KeyValue<Bytes, byte[]>> entries) {
        driver.<Bytes, byte[]>getKeyValueStore(CrawlStore.NAME).putAll(entries);
    }

    /** The store's entries. */
    List<KeyValue<Bytes, byte[]>> entries() {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all =
                driver.<Bytes, byte[]>getKeyValueStore(CrawlStore.NAME).all()) {
            all.forEachRemaining(entries::add);
        }
        return entries;
    }

    @Override
    public void close() {
        fetcher.close();
        driver.close();
    }
}
