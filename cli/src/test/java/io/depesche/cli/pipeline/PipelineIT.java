package io.depesche.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.cli.broker.EmbeddedKafka;
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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tagger and the routes on a real broker: what goes through, and what becomes of what does not. */
class PipelineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;
    private static KafkaSettings kafka;
    private static Env env;
    private static Pipeline pipeline;
    private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(folder.resolve("kafka"));
        env = Env.of(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "STATE_DIR", folder.resolve("state").toString()));
        kafka = KafkaSettings.from(env);
        pipeline = new Pipeline(env, REGISTRY);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        broker.close();
    }

    @Test
    void aPoisonPillBecomesADeadLetterAndTheNextArticleIsTagged() throws Exception {
        byte[] poison = "this was never avro".getBytes(StandardCharsets.UTF_8);
        RawArticle good = anArticle("good", "Der Stadtrat hat über die Brücke beraten und die Entscheidung vertagt.");

        ProducerRecord<String, byte[]> pill = new ProducerRecord<>(Topics.RAW.name(), "poison", poison);
        pill.headers().add("outlet", "beispielblatt".getBytes(StandardCharsets.UTF_8));
        send(pill);
        send(recordOf(good));
        pipeline.awaitDone(PATIENCE);

        ConsumerRecord<String, byte[]> dead = only("poison", Topics.DEAD);
        assertThat(dead.value()).isEqualTo(poison);
        assertThat(CloudEventHeaders.text(dead.headers(), "reason")).contains("undecodable");
        assertThat(CloudEventHeaders.text(dead.headers(), "outlet")).contains("beispielblatt");
        assertThat(CloudEventHeaders.text(dead.headers(), "__streams.errors.topic"))
                .contains("news.raw.v1");
        assertThat(CloudEventHeaders.text(dead.headers(), "__streams.errors.message"))
                .hasValueSatisfying(message -> assertThat(message).contains("is no RawArticle"));
        assertThat(only(good.getId(), Topics.TAGGED_GERMAN).value()).isNotEmpty();
        assertThat(REGISTRY.counter("depesche.dead.letters", "topic", "news.raw.v1", "reason", "undecodable")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anArticleThatIsRefusedKeepsItsBytesAndItsReason() throws Exception {
        ProducerRecord<String, byte[]> empty = recordOf(anArticle("empty", "  "));

        send(empty);
        pipeline.awaitDone(PATIENCE);

        ConsumerRecord<String, byte[]> dead = only(empty.key(), Topics.DEAD);
        assertThat(dead.value()).isEqualTo(empty.value());
        assertThat(CloudEventHeaders.text(dead.headers(), "reason")).contains("empty-body");
        assertThat(all(Topics.TAGGED)).extracting(ConsumerRecord::key).doesNotContain(empty.key());
    }

    @Test
    void anArticleTooLargeForItsTagsBecomesADeadLetter() throws Exception {
        // As large as the topic takes: its dead letter must fit as well.
        RawArticle large = anArticle("large", "Der Rat berät. ".repeat(TopicOf.MAX_MESSAGE_BYTES / 16 - 100));

        send(recordOf(large));
        pipeline.awaitDone(PATIENCE);

        assertThat(CloudEventHeaders.text(only(large.getId(), Topics.DEAD).headers(), "reason"))
                .contains("too-large");
    }

    @Test
    void groupsAreNamedSoThatKafkasToolsTellWhoIsBehind() throws Exception {
        try (Admin admin = Admin.create(kafka.client("test"))) {
            assertThat(admin.listGroups().all().get())
                    .extracting(GroupListing::groupId)
                    .contains("depesche-enrich", "depesche-sink");
        }
    }

    private static RawArticle anArticle(String name, String body) {
        String url = "https://beispielblatt.example/" + name;
        return RawArticle.newBuilder()
                .setId(ArticleIds.of(url))
                .setRevision(1)
                .setUrl(url)
                .setCanonicalUrl(url)
                .setOutlet("beispielblatt")
                .setOutletName("Beispielblatt")
                .setHeadline("Die Brücke")
                .setBody(body)
                .setCrawled(Instant.parse("2025-03-14T07:30:00Z"))
                .setAccess(Access.OPEN)
                .setBodyHash("00")
                .setFetch(FetchFacts.newBuilder().setStatus(200).setBytes(1).build())
                .build();
    }

    private static ProducerRecord<String, byte[]> recordOf(RawArticle article) {
        byte[] bytes = RecordSerdes.singleObject().of(Topics.RAW).serializer().serialize("", article);
        return new ProducerRecord<>(Topics.RAW.name(), article.getId(), bytes);
    }

    private static void send(ProducerRecord<String, byte[]> record) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = kafka.client("test-producer");
        settings.put("max.request.size", TopicOf.MAX_MESSAGE_BYTES);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static ConsumerRecord<String, byte[]> only(String key, TopicOf<?> topic) {
        List<ConsumerRecord<String, byte[]>> found =
                all(topic).stream().filter(one -> key.equals(one.key())).toList();
        assertThat(found).as("%s in %s", key, topic.name()).hasSize(1);
        return found.get(0);
    }

    private static List<ConsumerRecord<String, byte[]>> all(TopicOf<?> topic) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                kafka.reader("test-reader"), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }
}
