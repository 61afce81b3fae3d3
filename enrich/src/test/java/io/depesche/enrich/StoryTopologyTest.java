package io.depesche.enrich;

import static io.depesche.contracts.Topics.RAW;
import static io.depesche.contracts.Topics.STORY;
import static io.depesche.contracts.Topics.TAGGED;
import static io.depesche.enrich.Articles.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.Story;
import io.depesche.contracts.record.StoryMember;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TextStatus;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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

class StoryTopologyTest {

    private static final String FIRE =
            "In Neustadt hat am Montag eine Lagerhalle gebrannt. Die Feuerwehr war mit 80 Leuten im Einsatz,"
                    + " verletzt wurde niemand. Der Rauch zog bis nach Altenau, Anwohner sollten die Fenster schließen.\n\n"
                    + "Warum das Feuer in der Halle der Spedition Kranich ausbrach, ist nach Angaben der Polizei offen."
                    + " Den Schaden schätzt ein Sprecher auf zwei Millionen Euro, die Halle muss abgerissen werden.";

    private static final String SAME_FIRE = "Ein Großbrand hat in Neustadt eine Halle der Spedition Kranich zerstört."
            + " Die Feuerwehr kämpfte die ganze Nacht gegen die Flammen. Nach ersten Schätzungen beträgt der Schaden"
            + " zwei Millionen Euro.\n\nDie Polizei ermittelt, wie das Feuer in der Lagerhalle entstand."
            + " Wegen des Rauchs wurden die Anwohner in Altenau gewarnt.";

    private static final String ELECTION =
            "Der Landtag in Schwerin hat eine neue Präsidentin. Mit den Stimmen von drei Fraktionen wählten"
                    + " die Abgeordneten die Juristin, die das Amt sofort antrat. Ihr Vorgänger hatte es aus Altersgründen aufgegeben.";

    private static final Step GERMAN = new Step() {
        @Override
        public String name() {
            return "language";
        }

        @Override
        public String version() {
            return "test-1";
        }

        @Override
        public Tags apply(ArticleText text, Tags soFar) {
            return soFar.withLanguage(new Language("de", 1.0));
        }
    };

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, RawArticle> raw;
    private TestOutputTopic<String, TaggedArticle> tagged;
    private TestOutputTopic<String, Story> stories;

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, EnrichTopology.APPLICATION_ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        RecordSerdes serdes = RecordSerdes.singleObject();
        Tagger tagger = new Tagger(List.of(GERMAN), new SimpleMeterRegistry());
        driver = new TopologyTestDriver(new EnrichTopology(tagger, serdes).get(), settings);
        raw = driver.createInputTopic(
                RAW.name(), new StringSerializer(), serdes.of(RAW).serializer());
        tagged = driver.createOutputTopic(
                TAGGED.name(), new StringDeserializer(), serdes.of(TAGGED).deserializer());
        stories = driver.createOutputTopic(
                STORY.name(), new StringDeserializer(), serdes.of(STORY).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private static RawArticle report(String id, String outlet, String headline, String body) {
        return anArticle()
                .setId(id)
                .setOutlet(outlet)
                .setHeadline(headline)
                .setLead(null)
                .setBody(body)
                .build();
    }

    private void pipe(RawArticle article) {
        raw.pipeInput(article.getId(), article);
    }

    private void pipeTwoReportsOfTheFire() {
        pipe(report("a", "bote", "Lagerhalle in Neustadt brennt", FIRE));
        pipe(report("b", "blatt", "Großbrand bei Spedition in Neustadt", SAME_FIRE));
    }

    @Test
    void tellsReportsOfOneEventAsOneStory() {
        pipeTwoReportsOfTheFire();
        pipe(report("c", "bote", "Schwerin: Landtag wählt Präsidentin", ELECTION));

        assertThat(tagged.readValuesToList())
                .extracting(article -> article.getStory().orElseThrow().getId())
                .containsExactly("a", "a", "c");
        List<TestRecord<String, Story>> told = stories.readRecordsToList();
        assertThat(told).extracting(TestRecord::key).containsExactly("a", "a", "c");
        Story fire = told.get(1).value();
        assertThat(fire.getMembers()).extracting(StoryMember::getArticleId).containsExactly("a", "b");
        assertThat(fire.getOutlets()).containsExactly("bote", "blatt");
        assertThat(fire.getIndependentOutlets()).isEqualTo(2);
        assertThat(fire.getReports()).isEqualTo(2);
        assertThat(CloudEventHeaders.text(told.get(1).headers(), CloudEventHeaders.LANGUAGE))
                .contains("de");
    }

    @Test
    void countsACopyButNotAsAnIndependentReport() {
        pipe(report("a", "bote", "Lagerhalle in Neustadt brennt", FIRE));
        pipe(report("b", "blatt", "Feuer in Neustadt: Millionenschaden", FIRE));

        TaggedArticle copy = tagged.readValuesToList().get(1);
        assertThat(copy.getDuplicateOf().orElseThrow().getArticleId()).isEqualTo("a");
        assertThat(copy.getDuplicateOf().orElseThrow().getSimilarity()).isEqualTo(1.0);
        Story told = stories.readValuesToList().get(1);
        assertThat(told.getReports()).isEqualTo(2);
        assertThat(told.getIndependentOutlets()).isEqualTo(1);
        assertThat(told.getMembers().get(1).getDuplicateOf()).contains("a");
    }

    @Test
    void aLaterRevisionStaysInItsStoryAndIsCountedOnce() {
        pipeTwoReportsOfTheFire();
        RawArticle revised = report("b", "blatt", "Brand in Neustadt gelöscht", ELECTION);
        pipe(RawArticle.newBuilder(revised).setRevision(2).build());

        assertThat(tagged.readValuesToList())
                .extracting(article -> article.getStory().orElseThrow().getId())
                .containsExactly("a", "a", "a");
        Story told = stories.readValuesToList().get(2);
        assertThat(told.getReports()).isEqualTo(2);
        assertThat(told.getMembers()).extracting(StoryMember::getRevision).containsExactly(1, 2);
    }

    @Test
    void tellsAStoryWithoutTheArticleThatWasTakenBackAndATombstoneWhenNoneIsLeft() {
        pipeTwoReportsOfTheFire();
        RawArticle withdrawn = report("a", "bote", "", "");
        pipe(RawArticle.newBuilder(withdrawn)
                .setTextStatus(TextStatus.WITHDRAWN)
                .build());
        raw.pipeInput("b", (RawArticle) null);

        List<TestRecord<String, Story>> told = stories.readRecordsToList();
        assertThat(told.get(2).value().getMembers())
                .extracting(StoryMember::getArticleId)
                .containsExactly("b");
        assertThat(told.get(2).value().toString()).doesNotContain("Lagerhalle in Neustadt");
        assertThat(told.get(3).key()).isEqualTo("a");
        assertThat(told.get(3).value()).isNull();
        assertThat(tagged.readRecordsToList().get(3).value()).isNull();
    }
}
