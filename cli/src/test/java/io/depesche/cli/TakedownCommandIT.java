package io.depesche.cli;

import static io.depesche.cli.TestStream.article;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.cli.pipeline.Pipeline;
import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.Takedown;
import io.depesche.service.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code depesche takedown} on a broker of its own, with tagger and routes at work. */
class TakedownCommandIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Stands in headline, lead and body of what is taken down, and nowhere else. */
    private static final String MARK = "Quastelbrücke";

    @TempDir
    private Path folder;

    private TestStream stream;
    private Admin admin;

    @BeforeEach
    void start() {
        stream = new TestStream(folder);
        admin = Admin.create(stream.kafka().client("test"));
    }

    /** One by its retention; the other's records are deleted some seconds after they were read, as long as the tagger runs. */
    private static final Set<String> KEPT_FOR_A_TIME = Set.of("news.mention.v1", "depesche-enrich-stories-repartition");

    @AfterEach
    void stop() {
        admin.close();
        stream.close();
    }

    @Test
    void noByteOfTheTextIsLeftAfterCompaction() throws Exception {
        RawArticle article = article("mark", MARK + " in Hamburg offen", "Anna Schwarz hat die " + MARK + " eröffnet.");
        RawArticle other = article("other", "Lawine am Brenner", "Im Tal sind nach dem Schnee zwei Wege gesperrt.");
        Pipeline pipeline = stream.pipeline();
        publish(List.of(article, other));
        TestStream.settle(pipeline);
        assertThat(topicsWith(MARK))
                .contains(
                        "news.raw.v1",
                        "news.tagged.v1",
                        "news.tagged.de.v1",
                        "news.article.latest.v1",
                        "news.ninjs.v1",
                        "news.mention.v1");

        Instant ordered = Instant.now();
        CommandLineRun run = takedown("--url", article.getUrl() + "#top", "--reason", "order of a court");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Duration.between(ordered, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(run.outLines()).contains("ordered   " + article.getId());
        assertThat(run.out()).contains("news.article.latest.v1", "canceled version", "sink-");
        assertThat(latest()).containsOnlyKeys(other.getId());
        TestStream.settle(pipeline);
        CommandLineRun early = takedown("--verify", article.getId());
        assertThat(early.status()).isEqualTo(1);
        assertThat(early.outLines())
                .anySatisfy(
                        line -> assertThat(line).matches("news.raw.v1 +holds 1 until compaction, which comes by .*"))
                .anySatisfy(line -> assertThat(line).matches("news.mention.v1 +holds \\d until retention ends, by .*"))
                .anySatisfy(line -> assertThat(line).matches("news.dead.v1 +clean"));

        pipeline.close();
        compactUntilGone(MARK);

        assertThat(topicsWith(MARK)).contains("news.mention.v1").isSubsetOf(KEPT_FOR_A_TIME);
        for (String topic : KEPT_FOR_A_TIME) {
            endRetentionOf(topic);
        }
        assertThat(topicsWith(MARK)).isEmpty();
        assertThat(filesWith(folder.resolve("state"), MARK)).isEmpty();
        CommandLineRun proof = takedown("--verify", article.getId());
        assertThat(proof.status()).as(proof.out()).isZero();
        assertThat(proof.outLines())
                .contains("ordered   %s".formatted(orderTimeAndReason(article.getId())))
                .anySatisfy(line -> assertThat(line).matches("depesche-sink-routed-changelog +clean"));
        assertThat(latest()).containsOnlyKeys(other.getId());
    }

    @Test
    void anOutletGoesWithAllItsArticlesAndWhatComesLater() throws Exception {
        List<RawArticle> articles = IntStream.range(0, 20)
                .mapToObj(number -> article("a" + number, "Brücke " + number, "Die Brücke in Hamburg ist offen."))
                .toList();
        try (Pipeline pipeline = stream.pipeline()) {
            outletIsTakenDown(pipeline, articles);
        }
    }

    private void outletIsTakenDown(Pipeline pipeline, List<RawArticle> articles) throws Exception {
        publish(articles);
        TestStream.settle(pipeline);
        assertThat(latest()).hasSize(20);

        CommandLineRun run = takedown("--outlet", "beispielblatt", "--reason", "it asked us to");
        publish(List.of(article("late", MARK, "Die Brücke in Hamburg ist offen.")));
        TestStream.settle(pipeline);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(latest()).isEmpty();
        CommandLineRun proof = takedown("--verify", "beispielblatt");
        assertThat(proof.status()).isEqualTo(1);
        assertThat(proof.outLines()).anySatisfy(line -> assertThat(line)
                .matches("news.article.latest.v1 +holds 20 until compaction, which comes by .*"));
    }

    @Test
    void whatIsNotKnownHasAReceiptThatSaysSo() {
        String id = ArticleIds.of("https://beispielblatt.example/none");

        CommandLineRun run = takedown("--id", id, "--reason", "a mistake");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.outLines())
                .last()
                .asString()
                .matches("all topics +unknown: nothing is there to take down +0 +command");
        assertThat(run.errLines()).singleElement().asString().contains("nothing is known of " + id);
        assertThat(takedown("--verify", id).status()).isZero();
        assertThat(takedown("--id", id, "--reason", "again").status()).isEqualTo(1);
    }

    @Test
    void wrongInputIsOneLine() {
        String id = ArticleIds.of("https://beispielblatt.example/none");

        assertThat(takedown("--id", "4711", "--reason", "x").errLines())
                .singleElement()
                .asString()
                .contains("--id 4711 is no article's id");
        assertThat(takedown("--url", "ftp://blatt.example/", "--reason", "x").status())
                .isEqualTo(2);
        assertThat(takedown("--id", id).errLines()).singleElement().asString().contains("--reason has 0 characters");
        assertThat(takedown("--verify", id).errLines())
                .singleElement()
                .asString()
                .contains(id + " was never taken down");
    }

    private CommandLineRun takedown(String... options) {
        return stream.run("takedown", options);
    }

    private String orderTimeAndReason(String id) {
        Takedown order = stream.records(Topics.TAKEDOWN).stream()
                .filter(record -> record.key().equals(id))
                .map(record -> RecordSerdes.singleObject()
                        .of(Topics.TAKEDOWN)
                        .deserializer()
                        .deserialize("", record.value()))
                .findFirst()
                .orElseThrow();
        return "%s: %s".formatted(order.getRequested(), order.getReason());
    }

    private Map<String, byte[]> latest() {
        Map<String, byte[]> table = new TreeMap<>();
        stream.records(Topics.LATEST).forEach(record -> {
            if (record.value() == null) {
                table.remove(record.key());
            } else {
                table.put(record.key(), record.value());
            }
        });
        return table;
    }

    /** Topics with a record, committed or not, that holds the text. */
    private Set<String> topicsWith(String text) throws Exception {
        Set<String> found = new TreeSet<>();
        Map<String, Object> settings = stream.kafka().reader("test");
        settings.put("isolation.level", "read_uncommitted");
        for (String topic : admin.listTopics().names().get()) {
            TopicReader.readBytes(settings, topic, record -> {
                if (holds(record.key(), text) || holds(record.value(), text)) {
                    found.add(topic);
                }
            });
        }
        return found;
    }

    private static boolean holds(byte[] bytes, String text) {
        return bytes != null
                && new String(bytes, StandardCharsets.ISO_8859_1)
                        .contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static List<Path> filesWith(Path folder, String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (holds(Files.readAllBytes(file), text)) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    /** Makes the cleaner work at once, as it would within a day, and rolls segments until it has come to the text. */
    private void compactUntilGone(String text) throws Exception {
        Set<String> topics = admin.listTopics().names().get();
        set(new ConfigResource(ConfigResource.Type.BROKER, ""), Map.of("log.cleaner.backoff.ms", "100"));
        for (String topic : topics) {
            if (cleanupOf(topic).contains("compact")) {
                set(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        Map.of(
                                "segment.ms", "100",
                                "max.compaction.lag.ms", "100",
                                "min.cleanable.dirty.ratio", "0.01",
                                "delete.retention.ms", "100"));
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!KEPT_FOR_A_TIME.containsAll(topicsWith(text))) {
            assertThat(System.nanoTime()).as("still in %s", topicsWith(text)).isLessThan(deadline);
            for (String topic : topics) {
                if (cleanupOf(topic).contains("compact")) {
                    rollSegments(topic);
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private void rollSegments(String topic) throws Exception {
        int partitions = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
        stream.send(IntStream.range(0, partitions)
                .mapToObj(partition -> new ProducerRecord<String, byte[]>(topic, partition, "filler", null))
                .toList());
    }

    private String cleanupOf(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get("cleanup.policy")
                .value();
    }

    private void set(ConfigResource resource, Map<String, String> settings) throws Exception {
        Collection<AlterConfigOp> changes = settings.entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
    }

    /** Deletes what is there, as time does. */
    private void endRetentionOf(String topic) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new TreeMap<>(Comparator.comparing(TopicPartition::partition));
        admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .forEach(partition ->
                        all.put(new TopicPartition(topic, partition.partition()), RecordsToDelete.beforeOffset(-1)));
        admin.deleteRecords(all).all().get();
    }

    private void publish(List<RawArticle> articles) throws Exception {
        stream.send(articles.stream().map(TestStream::recordOf).toList());
    }
}
