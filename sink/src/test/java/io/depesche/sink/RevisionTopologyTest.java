package io.depesche.sink;

import static io.depesche.contracts.Topics.REVISION;
import static io.depesche.contracts.Topics.TAGGED;
import static io.depesche.sink.TaggedArticles.aTaggedArticle;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.ArticleRevision;
import io.depesche.contracts.record.ChangeKind;
import io.depesche.contracts.record.FactChange;
import io.depesche.contracts.record.FactKind;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.ParagraphChange;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TextStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
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

/** What the sink tells of a revision. */
class RevisionTopologyTest {

    private static final String FIRST = "Der Rat tagt.\n\nEs gab 3 Tote bei dem Brand im Lager.\n\nDas ist alles.";

    @TempDir
    private Path folder;

    private TopologyTestDriver driver;
    private TestInputTopic<String, TaggedArticle> tagged;
    private TestOutputTopic<String, ArticleRevision> revisions;

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
        revisions = driver.createOutputTopic(
                REVISION.name(), new StringDeserializer(), serdes.of(REVISION).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void tellsWhichParagraphAndWhichNumberChanged() {
        tagged.pipeInput("a1", revision(1, FIRST, List.of(dead(3))));
        tagged.pipeInput(
                "a1",
                revision(
                        2,
                        "Der Rat tagt.\n\nNeu ist dies.\n\nEs gab 4 Tote bei dem Brand im Lager.",
                        List.of(dead(4))));

        TestRecord<String, ArticleRevision> sent = revisions.readRecord();
        assertThat(sent.key()).isEqualTo("a1");
        assertThat(CloudEventHeaders.text(sent.headers(), "ce_type")).contains("io.depesche.news.revision.v1");
        assertThat(CloudEventHeaders.text(sent.headers(), "outlet")).contains("beispielblatt");
        ArticleRevision revision = sent.value();
        assertThat(revision.getRevision()).isEqualTo(2);
        assertThat(revision.getComparedWith()).isEqualTo(1);
        assertThat(revision.getParagraphs())
                .containsExactly(
                        new ParagraphChange(Field.BODY, ChangeKind.ADDED, null, "Neu ist dies."),
                        new ParagraphChange(
                                Field.BODY,
                                ChangeKind.CHANGED,
                                "Es gab 3 Tote bei dem Brand im Lager.",
                                "Es gab 4 Tote bei dem Brand im Lager."),
                        new ParagraphChange(Field.BODY, ChangeKind.REMOVED, "Das ist alles.", null));
        assertThat(revision.getFacts())
                .containsExactly(
                        new FactChange(FactKind.NUMBER, ChangeKind.CHANGED, "3 dead", "3 Tote", "4 dead", "4 Tote"));
    }

    @Test
    void aParagraphThatMovesChangesNoFact() {
        tagged.pipeInput("a1", revision(1, "Eins.\n\nZwei.", List.of(dead(3))));
        tagged.pipeInput("a1", revision(2, "Zwei.\n\nEins.", List.of(dead(3))));

        ArticleRevision revision = revisions.readValue();
        assertThat(revision.getFacts()).isEmpty();
        assertThat(revision.getParagraphs()).hasSize(2);
    }

    @Test
    void whatWasWithdrawnIsToldWithoutItsText() {
        tagged.pipeInput("a1", revision(1, FIRST, List.of(dead(3))));
        TaggedArticle gone = revision(2, "", List.of());
        tagged.pipeInput(
                "a1",
                TaggedArticle.newBuilder(gone)
                        .setArticle(RawArticle.newBuilder(gone.getArticle())
                                .setHeadline("")
                                .setTextStatus(TextStatus.WITHDRAWN)
                                .build())
                        .build());

        ArticleRevision revision = revisions.readValue();
        assertThat(revision.getTextStatusBefore()).isEqualTo(TextStatus.PUBLISHED);
        assertThat(revision.getTextStatus()).isEqualTo(TextStatus.WITHDRAWN);
        assertThat(revision.getParagraphs()).isEmpty();
        assertThat(revision.getFacts()).isEmpty();
    }

    @Test
    void aNewCorrectionIsTold() {
        tagged.pipeInput("a1", revision(1, FIRST, List.of()));
        TaggedArticle corrected = revision(2, FIRST, List.of());
        tagged.pipeInput(
                "a1",
                TaggedArticle.newBuilder(corrected)
                        .setArticle(RawArticle.newBuilder(corrected.getArticle())
                                .setNotices(List.of("In einer früheren Fassung war die Zahl falsch."))
                                .build())
                        .build());

        assertThat(revisions.readValue().getNotices()).hasSize(1);
    }

    @Test
    void theSameRevisionAgainAndOneAfterATombstoneAreNoChange() {
        tagged.pipeInput("a1", revision(1, FIRST, List.of()));
        tagged.pipeInput("a1", revision(1, FIRST, List.of()));
        assertThat(revisions.isEmpty()).isTrue();

        tagged.pipeInput("a1", (TaggedArticle) null);
        assertThat(revisions.readRecord().value()).isNull();
        tagged.pipeInput("a1", revision(2, "Anders.", List.of()));
        assertThat(revisions.isEmpty()).isTrue();
    }

    private static Amount dead(int number) {
        return new Amount(Field.BODY, 22, 28, number + " Tote", (double) number, "dead", null, "Tote");
    }

    private static TaggedArticle revision(int number, String body, List<Amount> amounts) {
        TaggedArticle.Builder tagged = aTaggedArticle().setAmounts(amounts);
        return tagged.setArticle(RawArticle.newBuilder(tagged.getArticle())
                        .setRevision(number)
                        .setBody(body)
                        .build())
                .build();
    }
}
