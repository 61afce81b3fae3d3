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
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with all topics, commands on it, and articles for it. */
final class TestStream implements AutoCloseable {

    /** When the articles were fetched. */
    static final Instant MORNING = Instant.parse("2026-11-14T07:30:00Z");

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

    /** The committed records of a topic. */
    List<ConsumerRecord<String, byte[]>> records(TopicOf<?> topic) {
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
