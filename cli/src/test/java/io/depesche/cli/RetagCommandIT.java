package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.cli.broker.EmbeddedKafka;
import io.depesche.cli.pipeline.Pipeline;
import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code depesche retag} and {@code depesche reset} on a broker of their own. */
class RetagCommandIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SHADOW = "news.tagged.v1.trial";
    private static final Instant MORNING = Instant.parse("2026-11-14T07:30:00Z");

    @TempDir
    private Path folder;

    private EmbeddedKafka broker;
    private KafkaSettings kafka;
    private Map<String, String> env;

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.start(folder.resolve("kafka"));
        env = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "STATE_DIR", folder.resolve("state").toString());
        kafka = KafkaSettings.from(Env.of(env));
        depesche(env, "", "topics", "create");
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aChangedRuleShowsExactlyTheTagsThatItChanges() throws Exception {
        RawArticle zorbex =
                article("zorbex", "Das neue zorbex ist da", "In Hamburg gibt es jetzt das zorbex zu kaufen.");
        RawArticle plain = article("plain", "Der Hafen ist voll", "Im Hafen von Hamburg liegen viele Schiffe.");
        send(zorbex.getId(), written(zorbex));
        send(plain.getId(), writtenByTheFirstVersion(plain));
        try (Pipeline pipeline = new Pipeline(Env.of(env), new SimpleMeterRegistry())) {
            pipeline.awaitDone(PATIENCE);
        }
        Path names = Files.writeString(folder.resolve("names.csv"), "a:1,PRODUCT,zorbex\n");

        CommandLineRun same = retag("--from", "beginning", "--to-topic", SHADOW + ".same");
        CommandLineRun changed = retag("--from", "beginning", "--to-topic", SHADOW, "--entities", names.toString());
        CommandLineRun late = retag("--from", "2026-11-14T07:30:01Z", "--to-topic", SHADOW + ".late");

        assertThat(same.outLines().get(0))
                .isEqualTo("2 articles tagged into " + SHADOW
                        + ".same, 2 of them compared with news.tagged.v1, 0 not read or tagged");
        assertThat(same.outLines()).noneMatch(line -> line.startsWith("gained") || line.startsWith("lost"));
        assertThat(changed.status()).as(changed.err()).isZero();
        assertThat(changed.outLines())
                .filteredOn(line -> line.startsWith("PRODUCT"))
                .singleElement()
                .asString()
                .matches("PRODUCT +0 +2 +0 +0");
        assertThat(changed.outLines())
                .filteredOn(line -> line.contains(" in HEADLINE ") || line.contains(" in BODY "))
                .containsExactly(
                        "gained   PRODUCT a:1: “zorbex” in HEADLINE 9–15 of %s/1, %s"
                                .formatted(zorbex.getId(), zorbex.getUrl()),
                        "gained   PRODUCT a:1: “zorbex” in BODY 29–35 of %s/1, %s"
                                .formatted(zorbex.getId(), zorbex.getUrl()));
        assertThat(late.outLines().get(0)).startsWith("0 articles tagged");
        assertThat(tagged(SHADOW))
                .extracting(article -> article.getArticle().getId())
                .containsExactlyInAnyOrder(zorbex.getId(), plain.getId());
        assertThat(tagged(SHADOW).stream()
                        .flatMap(article -> article.getEntities().stream())
                        .map(Entity::getId))
                .contains("a:1");
        assertThat(tagged(Topics.TAGGED.name()).stream()
                        .flatMap(article -> article.getEntities().stream())
                        .map(Entity::getId))
                .doesNotContain("a:1");
    }

    @Test
    void whatCannotBeReadIsToldAndWhatIsTakenDownLeftOut() throws Exception {
        RawArticle good = article("good", "Der Hafen ist voll", "Im Hafen von Hamburg liegen viele Schiffe.");
        RawArticle gone = article("gone", "Die Brücke ist offen", "Die Brücke in Hamburg ist wieder offen.");
        send(good.getId(), written(good));
        send(gone.getId(), written(gone));
        send("poison", new byte[] {1, 2, 3});
        depesche(env, "", "takedown", "--id", gone.getId(), "--reason", "test", "--wait", "PT0S");

        CommandLineRun run = retag("--from", "beginning", "--to-topic", SHADOW);
        CommandLineRun again = retag("--from", "beginning", "--to-topic", SHADOW);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().matches("news.raw.v1-\\d@\\d cannot be read");
        assertThat(tagged(SHADOW))
                .extracting(article -> article.getArticle().getId())
                .containsExactly(good.getId());
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.errLines()).singleElement().asString().contains(SHADOW + " holds records already");
        assertThat(retag("--from", "beginning", "--to-topic", "news.tagged.v1").status())
                .isEqualTo(2);
        assertThat(retag("--from", "soon", "--to-topic", SHADOW + "2").errLines())
                .singleElement()
                .asString()
                .contains("--from", "'soon' is no time");
    }

    @Test
    void aServiceThatIsResetReadsItsTopicAgain() throws Exception {
        RawArticle article = article("good", "Der Hafen ist voll", "Im Hafen von Hamburg liegen viele Schiffe.");
        send(article.getId(), written(article));
        CommandLineRun atWork;
        try (Pipeline pipeline = new Pipeline(Env.of(env), new SimpleMeterRegistry())) {
            pipeline.awaitDone(PATIENCE);
            atWork = depesche(env, "", "reset", "sink");
        }
        assertThat(records(Topics.LATEST)).hasSize(1);

        CommandLineRun preview = depesche(env, "", "reset", "sink", "--dry-run");
        CommandLineRun reset = depesche(env, "", "reset", "sink");
        try (Pipeline pipeline = new Pipeline(Env.of(env), new SimpleMeterRegistry())) {
            pipeline.awaitDone(PATIENCE);
        }

        assertThat(atWork.status()).isEqualTo(2);
        assertThat(atWork.errLines())
                .singleElement()
                .asString()
                .contains("depesche-sink is at work on", "stop it first");
        assertThat(reset.status()).as(reset.err()).isZero();
        assertThat(reset.outLines()).isEqualTo(preview.outLines());
        assertThat(reset.outLines())
                .anyMatch(line -> line.matches("news.tagged.v1-\\d +to offset 0"))
                .anyMatch(line -> line.matches("depesche-sink-routed-changelog +deleted"))
                .anyMatch(line -> line.matches(".*depesche-sink +deleted"));
        assertThat(records(Topics.LATEST)).hasSize(2);
        assertThat(depesche(env, "", "reset", "ingest").errLines())
                .singleElement()
                .asString()
                .contains("--forget-crawl");
    }

    private CommandLineRun retag(String... options) {
        return depesche(
                env, "", Stream.concat(Stream.of("retag"), Stream.of(options)).toArray(String[]::new));
    }

    private List<TaggedArticle> tagged(String topic) {
        List<TaggedArticle> found = new ArrayList<>();
        for (int partition = 0; partition < Topics.TAGGED.partitions(); partition++) {
            TopicReader.readPartition(
                    kafka,
                    new TopicPartition(topic, partition),
                    Optional.empty(),
                    "test",
                    record -> found.add(RecordSerdes.singleObject()
                            .of(Topics.TAGGED)
                            .deserializer()
                            .deserialize(topic, record.value())));
        }
        return found;
    }

    private List<ConsumerRecord<String, byte[]>> records(TopicOf<?> topic) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        TopicReader.read(kafka, topic, "test", found::add);
        return found;
    }

    private static byte[] written(RawArticle article) {
        return RecordSerdes.singleObject().of(Topics.RAW).serializer().serialize("", article);
    }

    /** As Depesche wrote it before the record changed. */
    private static byte[] writtenByTheFirstVersion(RawArticle article) throws Exception {
        try (InputStream archived = Objects.requireNonNull(
                RawArticle.class.getResourceAsStream("/io/depesche/contracts/schemas/RawArticle-1.avsc"))) {
            Schema first = new Schema.Parser().parse(archived);
            byte[] today = written(article);
            GenericRecord record = new GenericDatumReader<GenericRecord>(RawArticle.getClassSchema(), first)
                    .read(null, DecoderFactory.get().binaryDecoder(today, 10, today.length - 10, null));
            return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), first)
                    .encode(record)
                    .array();
        }
    }

    private static RawArticle article(String name, String headline, String body) {
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

    private void send(String key, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka.client("test-producer"), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.RAW.name(), null, MORNING.toEpochMilli(), key, value))
                    .get();
        }
    }
}
