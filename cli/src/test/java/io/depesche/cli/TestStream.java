package io.depesche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.cli.broker.EmbeddedKafka;
import io.depesche.cli.pipeline.Pipeline;
import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.RawArticle;
import io.depesche.service.Cluster;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with all topics, commands on it, and articles for it. */
final class TestStream implements AutoCloseable {

    /** When the articles were fetched: yesterday, so that no retention takes them. */
    @SuppressWarnings("TimeInStaticInitializer") // one time for a whole run
    static final Instant MORNING = Instant.now()
            .truncatedTo(ChronoUnit.DAYS)
            .minus(Duration.ofHours(16))
            .minusSeconds(1_800);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedKafka broker;
    private final Map<String, String> env;

    TestStream(Path folder) {
        broker = EmbeddedKafka.start(folder.resolve("kafka"));
        env = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "STATE_DIR", folder.resolve("state").toString());
        assertThat(run("topics", "create").status()).isZero();
    }

    Map<String, String> env() {
        return env;
    }

    KafkaSettings kafka() {
        return KafkaSettings.from(Env.of(env));
    }

    /** Runs a command on the broker. */
    CommandLineRun run(String... arguments) {
        return CommandLineRun.depesche(env, "", arguments);
    }

    CommandLineRun run(String command, String[] options) {
        return run(Stream.concat(Stream.of(command), Arrays.stream(options)).toArray(String[]::new));
    }

    /** Starts tagger and routes. */
    Pipeline pipeline() {
        return new Pipeline(Env.of(env), new SimpleMeterRegistry());
    }

    /** Waits until all is tagged and routed. */
    static void settle(Pipeline pipeline) throws InterruptedException {
        pipeline.awaitDone(PATIENCE);
    }

    void send(List<ProducerRecord<String, byte[]>> records) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                kafka().client("test-producer"), new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        }
    }

    /** The committed records of a topic, once no transaction is open in it: a commit returns before readers see it. */
    List<ConsumerRecord<String, byte[]>> records(TopicOf<?> topic) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ends(topic, IsolationLevel.READ_COMMITTED).equals(ends(topic, IsolationLevel.READ_UNCOMMITTED))) {
            assertThat(System.nanoTime()).as("a transaction is open").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return committed(topic);
    }

    private Map<TopicPartition, Long> ends(TopicOf<?> topic, IsolationLevel isolation) {
        try (Cluster cluster = new Cluster(kafka(), "test-ends")) {
            Map<TopicPartition, OffsetSpec> partitions = IntStream.range(0, topic.partitions())
                    .boxed()
                    .collect(Collectors.toMap(
                            number -> new TopicPartition(topic.name(), number), number -> OffsetSpec.latest()));
            return Cluster.get(cluster.admin()
                            .listOffsets(partitions, new ListOffsetsOptions(isolation))
                            .all())
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        }
    }

    /** The records of a topic that are committed now. */
    List<ConsumerRecord<String, byte[]>> committed(TopicOf<?> topic) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        TopicReader.read(kafka(), topic, "test-reader", found::add);
        return found;
    }

    static RawArticle article(String name, String headline, String body) {
        String url = "https://beispielblatt.example/artikel/" + name;
        return RawArticle.newBuilder()
                .setId(ArticleIds.of(url))
                .setRevision(1)
                .setUrl(url)
                .setCanonicalUrl(url)
                .setOutlet("beispielblatt")
                .setOutletName("Beispielblatt")
                .setHeadline(headline)
                .setBody(body)
                .setCrawled(MORNING)
                .setAccess(Access.OPEN)
                .setBodyHash("00")
                .setFetch(FetchFacts.newBuilder().setStatus(200).setBytes(1).build())
                .build();
    }

    static byte[] bytesOf(RawArticle article) {
        return RecordSerdes.singleObject().of(Topics.RAW).serializer().serialize("", article);
    }

    /** As the crawler writes it. */
    static ProducerRecord<String, byte[]> recordOf(RawArticle article) {
        return recordOf(article, bytesOf(article));
    }

    static ProducerRecord<String, byte[]> recordOf(RawArticle article, byte[] bytes) {
        RecordHeaders headers = new RecordHeaders();
        CloudEventHeaders.put(headers, Topics.RAW, article, "de");
        return new ProducerRecord<>(Topics.RAW.name(), null, MORNING.toEpochMilli(), article.getId(), bytes, headers);
    }

    @Override
    public void close() {
        broker.close();
    }
}
