package io.depesche.cli;

import static io.depesche.cli.TestStream.article;
import static io.depesche.cli.TestStream.recordOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.cli.pipeline.Pipeline;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.service.TopicReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code depesche retag} and {@code depesche reset} on a broker of their own. */
class RetagCommandIT {

    private static final String SHADOW = "news.tagged.v1.trial";

    @TempDir
    private Path folder;

    private TestStream stream;

    @BeforeEach
    void start() {
        stream = new TestStream(folder);
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void aChangedRuleShowsExactlyTheTagsThatItChanges() throws Exception {
        RawArticle zorbex =
                article("zorbex", "Das neue zorbex ist da", "In Hamburg gibt es jetzt das zorbex zu kaufen.");
        RawArticle plain = article("plain", "Der Hafen ist voll", "Im Hafen von Hamburg liegen viele Schiffe.");
        stream.send(List.of(recordOf(zorbex)));
        stream.send(List.of(TestStream.recordOf(plain, bytesOfTheFirstVersion(plain))));
        try (Pipeline pipeline = stream.pipeline()) {
            TestStream.settle(pipeline);
        }
        Path names = Files.writeString(folder.resolve("names.csv"), "a:1,PRODUCT,zorbex\n");

        CommandLineRun same = retag("--from", "beginning", "--to-topic", SHADOW + ".same");
        CommandLineRun changed = retag("--from", "beginning", "--to-topic", SHADOW, "--entities", names.toString());
        CommandLineRun late =
                retag("--from", TestStream.MORNING.plusSeconds(1).toString(), "--to-topic", SHADOW + ".late");

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
        stream.send(List.of(recordOf(good)));
        stream.send(List.of(recordOf(gone)));
        stream.send(List.of(new ProducerRecord<>(Topics.RAW.name(), "poison", new byte[] {1, 2, 3})));
        stream.run("takedown", "--id", gone.getId(), "--reason", "test", "--wait", "PT0S");

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
        stream.send(List.of(recordOf(article)));
        CommandLineRun atWork;
        try (Pipeline pipeline = stream.pipeline()) {
            TestStream.settle(pipeline);
            atWork = stream.run("reset", "sink");
        }
        assertThat(stream.records(Topics.LATEST)).hasSize(1);

        CommandLineRun preview = stream.run("reset", "sink", "--dry-run");
        CommandLineRun reset = stream.run("reset", "sink");
        try (Pipeline pipeline = stream.pipeline()) {
            TestStream.settle(pipeline);
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
        assertThat(stream.records(Topics.LATEST)).hasSize(2);
        assertThat(stream.run("reset", "ingest").errLines())
                .singleElement()
                .asString()
                .contains("--forget-crawl");
    }

    private CommandLineRun retag(String... options) {
        return stream.run("retag", options);
    }

    private List<TaggedArticle> tagged(String topic) {
        List<TaggedArticle> found = new ArrayList<>();
        for (int partition = 0; partition < Topics.TAGGED.partitions(); partition++) {
            TopicReader.readPartition(
                    stream.kafka(),
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

    /** As Depesche wrote it before the record changed. */
    private static byte[] bytesOfTheFirstVersion(RawArticle article) throws Exception {
        try (InputStream archived = Objects.requireNonNull(
                RawArticle.class.getResourceAsStream("/io/depesche/contracts/schemas/RawArticle-1.avsc"))) {
            Schema first = new Schema.Parser().parse(archived);
            byte[] today = TestStream.bytesOf(article);
            GenericRecord record = new GenericDatumReader<GenericRecord>(RawArticle.getClassSchema(), first)
                    .read(null, DecoderFactory.get().binaryDecoder(today, 10, today.length - 10, null));
            return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), first)
                    .encode(record)
                    .array();
        }
    }
}
