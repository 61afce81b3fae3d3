package io.depesche.sink;

import static io.depesche.contracts.Topics.ALERT;
import static io.depesche.contracts.Topics.TAGGED;
import static io.depesche.contracts.Topics.TAKEDOWN;
import static io.depesche.contracts.Topics.WATCHLIST;
import static io.depesche.sink.watch.WatchSamples.anyWord;
import static io.depesche.sink.watch.WatchSamples.inLanguage;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.Alert;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.Takedown;
import io.depesche.contracts.record.TextStatus;
import io.depesche.contracts.record.Watchlist;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watchlists in the sink: changed while it runs, told once, taken back. */
class WatchTopologyTest {

    private static final Instant MORNING = Instant.parse("2025-03-14T08:00:00Z");

    @TempDir
    private Path folder;

    private TopologyTestDriver driver;
    private TestInputTopic<String, TaggedArticle> tagged;
    private TestInputTopic<String, byte[]> watchlists;
    private TestOutputTopic<String, Alert> alerts;

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, SinkTopology.APPLICATION_ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        RecordSerdes serdes = RecordSerdes.singleObject();
        driver = new TopologyTestDriver(new SinkTopology(serdes).get(), settings);
        tagged = driver.createInputTopic(
                TAGGED.name(), new StringSerializer(), serdes.of(TAGGED).serializer());
        watchlists = driver.createInputTopic(WATCHLIST.name(), new StringSerializer(), new ByteArraySerializer());
        alerts = driver.createOutputTopic(
                ALERT.name(), new StringDeserializer(), serdes.of(ALERT).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void anAlertHasTheWatchlistsKeyAndTheArticlesHeaders() {
        watch(anyWord("bahn", "*streik*"));

        tagged.pipeInput("a1", inLanguage("de", "Ein Bahnstreik droht."));

        TestRecord<String, Alert> alert = alerts.readRecord();
        assertThat(alert.key()).isEqualTo("bahn");
        assertThat(alert.value().getMatches())
                .extracting(match -> match.getExact())
                .containsExactly("Bahnstreik");
        assertThat(header(alert, "ce_type")).isEqualTo("io.depesche.news.alert.v1");
        assertThat(header(alert, "ce_id")).endsWith("/2");
        assertThat(header(alert, "lang")).isEqualTo("de");
        assertThat(header(alert, "outlet")).isEqualTo("beispielblatt");
    }

    @Test
    void aChangedDefinitionAppliesToTheNextArticle() {
        watch(anyWord("w", "Streik"));
        tagged.pipeInput("a1", inLanguage("de", "Streik"));
        watch(anyWord("w", "Hafen"));
        tagged.pipeInput("a2", inLanguage("de", "Streik im Hafen"));
        watchlists.pipeInput("w", null);
        tagged.pipeInput("a3", inLanguage("de", "Streik im Hafen"));

        assertThat(alerts.readValuesToList())
                .extracting(alert -> alert.getMatches().get(0).getFired())
                .containsExactly("Streik", "Hafen");
    }

    @Test
    void aRevisionIsToldOnlyWhereSomethingNewFires() {
        watch(anyWord("w", "Streik", "Hafen"));

        tagged.pipeInput("a1", inLanguage("de", "Streik"));
        tagged.pipeInput("a1", inLanguage("de", "Der Streik geht weiter"));
        tagged.pipeInput("a1", inLanguage("de", "Der Streik im Hafen"));

        assertThat(alerts.readValuesToList()).hasSize(2);
    }

    @Test
    void whatIsWithdrawnOrGoneIsTakenBack() {
        watch(anyWord("w", "Streik"));
        tagged.pipeInput("a1", inLanguage("de", "Streik"));
        tagged.pipeInput("a2", inLanguage("de", "Streik"));
        alerts.readValuesToList();

        TaggedArticle article = inLanguage("de", "");
        tagged.pipeInput(
                "a1",
                TaggedArticle.newBuilder(article)
                        .setArticle(RawArticle.newBuilder(article.getArticle())
                                .setTextStatus(TextStatus.WITHDRAWN)
                                .build())
                        .build());
        tagged.pipeInput("a2", (TaggedArticle) null);
        tagged.pipeInput("a3", (TaggedArticle) null);

        List<TestRecord<String, Alert>> canceled = alerts.readRecordsToList();
        assertThat(canceled).extracting(TestRecord::key).containsExactly("w", "w");
        assertThat(canceled).extracting(alert -> alert.value().getArticleId()).containsExactly("a1", "a2");
        assertThat(canceled).allSatisfy(alert -> {
            assertThat(alert.value().getCanceled()).isTrue();
            assertThat(header(alert, "status")).isEqualTo("canceled");
            assertThat(header(alert, "outlet")).isEqualTo("beispielblatt");
        });
        tagged.pipeInput("a1", inLanguage("de", "Streik"));
        assertThat(alerts.readValuesToList()).hasSize(1);
    }

    @Test
    void aTakedownTakesBackItsAlerts() {
        watch(anyWord("w", "Streik"));
        tagged.pipeInput("a1", inLanguage("de", "Streik"));
        alerts.readValuesToList();

        Takedown order = Takedown.newBuilder()
                .setArticleId("a1")
                .setReason("test")
                .setRequested(Instant.EPOCH)
                .build();
        driver.createInputTopic(
                        TAKEDOWN.name(),
                        new StringSerializer(),
                        RecordSerdes.singleObject().of(TAKEDOWN).serializer())
                .pipeInput("a1", order);
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> assertThat(alert.getCanceled())
                .isTrue());
        assertThat(driver.getKeyValueStore(WatchRoute.ALERTED).get("a1")).isNull();
        assertThat(driver.getKeyValueStore(RevisionRoute.LAST_REVISIONS).get("a1"))
                .isNull();
    }

    @Test
    void aDefinitionThatCannotBeUsedLeavesTheOthersAlone() {
        watchlists.pipeInput("poison", "this was never avro".getBytes(StandardCharsets.UTF_8));
        watch(anyWord("star", "*"));
        watch(anyWord("w", "Streik"));

        tagged.pipeInput("a1", inLanguage("de", "Streik"));

        assertThat(alerts.readKeyValuesToList()).singleElement().satisfies(alert -> assertThat(alert.key)
                .isEqualTo("w"));
    }

    @Test
    void aWatchlistThatFiresInEveryArticleIsTold() {
        watch(anyWord("w", "Streik"));
        TaggedArticle article = inLanguage("de", "Streik");
        for (int number = 0; number < 2 * WatchRates.ARTICLES; number++) {
            tagged.pipeInput("a" + number, article);
        }

        assertThat(driver.metrics().values())
                .filteredOn(metric -> metric.metricName().name().equals("share")
                        && "w".equals(metric.metricName().tags().get("watchlist")))
                .singleElement()
                .satisfies(metric -> assertThat(metric.metricValue()).isEqualTo(1.0));
    }

    @Test
    void whatIsOlderThanTheAlertsIsForgotten() {
        watch(anyWord("w", "Streik"));
        tagged.pipeInput("a1", inLanguage("de", "Streik"), MORNING);
        tagged.pipeInput(
                "a2", inLanguage("de", "Hafen"), MORNING.plus(ALERT.retention()).plusSeconds(86_400));

        assertThat(driver.getKeyValueStore(WatchRoute.ALERTED).get("a1")).isNull();
    }

    private void watch(Watchlist watchlist) {
        watchlists.pipeInput(
                watchlist.getId(),
                RecordSerdes.singleObject().of(WATCHLIST).serializer().serialize("", watchlist));
    }

    private static String header(TestRecord<String, ?> sent, String name) {
        return CloudEventHeaders.text(sent.headers(), name).orElse("");
    }
}
