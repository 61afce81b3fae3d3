package io.depesche.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.ArticleVisit;
import io.depesche.contracts.record.CrawlState;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.RawArticle;
import io.depesche.ingest.frontier.Frontier;
import io.depesche.ingest.frontier.FrontierReader;
import io.depesche.ingest.frontier.Journal;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.ingest.publish.ArticlePublisher;
import io.depesche.service.Cluster;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The crawler on a real broker: what is committed, what is remembered, and what becomes of a crawler that dies. */
@Timeout(120)
class IngestServiceIT {

    private static KafkaClusterTestKit cluster;
    private static KafkaSettings kafka;
    private static final RecordSerdes SERDES = RecordSerdes.singleObject();

    private final LoopbackSite site = new LoopbackSite();
    /** Each test has an instance and articles of its own; all write to the same topics. */
    private final String instance = UUID.randomUUID().toString();

    @BeforeAll
    static void startBroker() throws Exception {
        cluster = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumBrokerNodes(1)
                        .setNumControllerNodes(1)
                        .build())
                .setConfigProp("transaction.state.log.replication.factor", (short) 1)
                .setConfigProp("transaction.state.log.min.isr", 1)
                .setConfigProp("offsets.topic.replication.factor", (short) 1)
                .setConfigProp("message.max.bytes", TopicOf.MAX_MESSAGE_BYTES)
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        kafka = new KafkaSettings(cluster.bootstrapServers(), Map.of());
        try (Cluster topics = new Cluster(kafka, "test-admin")) {
            topics.createTopics(Optional.of((short) 1));
        }
    }

    @AfterAll
    static void stopBroker() throws Exception {
        cluster.close();
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    private void feedOf(String path) {
        site.serve(
                "/feed.xml",
                "application/rss+xml",
                "<rss version=\"2.0\"><channel><title>B</title><link>x</link><description>y</description><item><link>"
                        + site.at(path) + "</link></item></channel></rss>");
    }

    private void article(String path, String body) {
        site.serveTagged(path, "text/html", "<h1>Brücke</h1><p>" + body + "</p>");
    }

    private IngestService service() {
        Env env = Env.of(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "OUTLETS_FILE", "unused.yaml",
                "CRAWLER_CONTACT", "redaktion@example.org",
                "ALLOWED_PRIVATE_NETWORKS", "127.0.0.0/8",
                "INSTANCE_ID", instance));
        return IngestService.open(
                IngestConfig.from(env),
                OutletsFile.parse(
                        "outlets.yaml",
                        "outlets: [{id: blatt, name: Blatt, language: de, minDelay: PT0S, interval: PT1S, feeds: ['"
                                + site.at("/feed.xml") + "']}]"),
                SERDES,
                new HeadingsAndParagraphs(),
                new CrawlListener() {},
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private static <V> List<ConsumerRecord<String, V>> committed(TopicOf<V> topic) {
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        Deserializer<V> values = SERDES.of(topic).deserializer();
        try (KafkaConsumer<String, V> consumer =
                new KafkaConsumer<>(kafka.reader("test-reader"), new StringDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private List<ConsumerRecord<String, RawArticle>> articlesAt(String path) {
        String id = ArticleIds.of(site.at(path).toString());
        return committed(Topics.RAW).stream()
                .filter(record -> record.key().equals(id))
                .toList();
    }

    @Test
    void publishesAnArticleOnceWhateverTheNumberOfStarts() {
        feedOf("/artikel/1");
        article("/artikel/1", "Die Brücke ist offen.");
        for (int start = 1; start <= 3; start++) {
            try (IngestService service = service()) {
                CrawlReport report = service.crawlOnce();
                assertThat(report.count(start == 1 ? Fate.NEW : Fate.UNCHANGED)).isEqualTo(1);
            }
        }
        List<ConsumerRecord<String, RawArticle>> records = articlesAt("/artikel/1");
        assertThat(records).hasSize(1);
        assertThat(CloudEventHeaders.text(records.get(0).headers(), CloudEventHeaders.OUTLET))
                .contains("blatt");
        assertThat(CloudEventHeaders.text(records.get(0).headers(), CloudEventHeaders.LANGUAGE))
                .contains("de");
        article("/artikel/1", "Die Brücke ist zu.");
        try (IngestService service = service()) {
            assertThat(service.crawlOnce().count(Fate.REVISED)).isEqualTo(1);
        }
        assertThat(articlesAt("/artikel/1"))
                .extracting(record -> record.value().getRevision())
                .containsExactly(1, 2);
    }

    @Test
    void keepsAllThatItRemembersOfAHostInOnePartition() {
        feedOf("/artikel/1");
        article("/artikel/1", "Die Brücke ist offen.");
        try (IngestService service = service()) {
            service.crawlOnce();
        }
        String host = "127.0.0.1:" + site.port();
        List<ConsumerRecord<String, CrawlState>> states = committed(Topics.FRONTIER).stream()
                .filter(record -> record.value().getHost().equals(host))
                .toList();
        assertThat(states)
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder(
                        host + " " + ArticleIds.of(site.at("/artikel/1").toString()),
                        host + " " + site.at("/feed.xml"));
        assertThat(states)
                .extracting(ConsumerRecord::partition)
                .containsOnly(states.get(0).partition());
    }

    @Test
    void neverShowsWhatACrawlerHadNotCommittedWhenItDied() throws Exception {
        feedOf("/artikel/1");
        article("/artikel/1", "Die Brücke ist offen.");
        String url = site.at("/artikel/1").toString();
        RawArticle half = anArticle(url, "Halb geschrieben.");
        String name = "depesche-ingest-" + instance;
        try (KafkaProducer<String, RawArticle> killed = new KafkaProducer<>(
                kafka.transactionalProducer(name, name),
                new StringSerializer(),
                SERDES.of(Topics.RAW).serializer())) {
            killed.initTransactions();
            killed.beginTransaction();
            killed.send(new ProducerRecord<>(Topics.RAW.name(), half.getId(), half))
                    .get(10, TimeUnit.SECONDS);
            try (IngestService service = service()) {
                assertThat(service.crawlOnce().count(Fate.NEW)).isEqualTo(1);
            }
            assertThatThrownBy(killed::commitTransaction).isInstanceOf(RuntimeException.class);
            killed.close(Duration.ZERO);
        }
        assertThat(articlesAt("/artikel/1"))
                .extracting(record -> record.value().getBody())
                .containsExactly("Die Brücke ist offen.");
    }

    @Test
    void stopsWhenAnotherInstanceTakesItsName() throws Exception {
        feedOf("/artikel/1");
        article("/artikel/1", "Die Brücke ist offen.");
        try (IngestService first = service();
                IngestService second = service()) {
            assertThat(first.crawlOnce().count(Fate.FAILED)).isEqualTo(1);
            assertThat(first.isAlive()).isFalse();
            assertThat(first.stopped()).isCompletedExceptionally();
            assertThat(second.isAlive()).isTrue();
            assertThat(second.crawlOnce().count(Fate.NEW)).isEqualTo(1);
        }
    }

    @Test
    void crawlsUntilItIsClosedAndLosesNothing() throws Exception {
        feedOf("/artikel/1");
        article("/artikel/1", "Die Brücke ist offen.");
        CompletableFuture<Void> asked = new CompletableFuture<>();
        site.on("/artikel/2", exchange -> {
            asked.complete(null);
            LoopbackSite.send(exchange, 200, "<h1>Zwei</h1><p>Zwei.</p>".getBytes(StandardCharsets.UTF_8));
        });
        try (IngestService service = service()) {
            service.start();
            feedOf("/artikel/2");
            asked.get(20, TimeUnit.SECONDS);
        }
        assertThat(articlesAt("/artikel/2")).hasSize(1);
    }

    @Test
    void letsAnArticleThatIsTooLargeForKafkaTouchOnlyItself() throws Exception {
        try (ArticlePublisher publisher = new ArticlePublisher(kafka, SERDES, instance)) {
            CompletableFuture<Void> before = publisher.write(entry(site.at("/1").toString(), "eins"));
            CompletableFuture<Void> large =
                    publisher.write(entry(site.at("/2").toString(), "a".repeat(TopicOf.MAX_MESSAGE_BYTES)));
            CompletableFuture<Void> after = publisher.write(entry(site.at("/3").toString(), "drei"));
            before.get(20, TimeUnit.SECONDS);
            after.get(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> large.get(20, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(RecordTooLargeException.class);
        }
        assertThat(articlesAt("/1")).hasSize(1);
        assertThat(articlesAt("/2")).isEmpty();
        assertThat(articlesAt("/3")).hasSize(1);
        Frontier frontier = FrontierReader.read(kafka, SERDES, "test-frontier");
        assertThat(frontier.at(site.at("/1"))).isPresent();
        assertThat(frontier.at(site.at("/2"))).isEmpty();
    }

    private static Journal.Entry entry(String url, String body) {
        ArticleVisit visit = ArticleVisit.newBuilder()
                .setArticleId(ArticleIds.of(url))
                .setOutlet("blatt")
                .setUrl(url)
                .setRevision(1)
                .setBodyHash("00")
                .setFirstSeen(Instant.EPOCH)
                .setRevisits(0)
                .build();
        return new Journal.Entry(Optional.of(anArticle(url, body)), List.of(Frontier.of(visit)));
    }

    private static RawArticle anArticle(String url, String body) {
        return RawArticle.newBuilder()
                .setId(ArticleIds.of(url))
                .setRevision(1)
                .setUrl(url)
                .setCanonicalUrl(url)
                .setOutlet("blatt")
                .setOutletName("Blatt")
                .setHeadline("Brücke")
                .setBody(body)
                .setCrawled(Instant.EPOCH)
                .setAccess(Access.OPEN)
                .setBodyHash("00")
                .setFetch(FetchFacts.newBuilder().setStatus(200).setBytes(1).build())
                .build();
    }
}
