package io.depesche.enrich;

import static io.depesche.contracts.Topics.ENTITY;
import static io.depesche.contracts.Topics.RAW;
import static io.depesche.contracts.Topics.TAGGED;
import static io.depesche.contracts.Topics.TAKEDOWN;
import static io.depesche.enrich.Articles.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.Takedown;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.entity.EntityStep;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichTopologyTest {

    /** Says that everything is German, and refuses to read about dragons. */
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
            if (text.body().contains("dragon")) {
                throw new IllegalStateException("here be dragons");
            }
            return soFar.withLanguage(new Language("de", 1.0));
        }
    };

    /** Reads English only. */
    private static final Step ENGLISH = new Step() {
        @Override
        public String name() {
            return "english";
        }

        @Override
        public String version() {
            return "test-2";
        }

        @Override
        public boolean reads(Tags soFar) {
            return soFar.language().getTag().equals("en");
        }

        @Override
        public Tags apply(ArticleText text, Tags soFar) {
            throw new IllegalStateException("reads English only");
        }
    };

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Topology topology =
            new EnrichTopology(new Tagger(List.of(GERMAN, ENGLISH), registry), RecordSerdes.singleObject()).get();

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, RawArticle> raw;
    private TestOutputTopic<String, TaggedArticle> tagged;

    private static Properties driverSettings(Path state) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, EnrichTopology.APPLICATION_ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return settings;
    }

    @BeforeEach
    void start() {
        driver = new TopologyTestDriver(topology, driverSettings(state));
        RecordSerdes serdes = RecordSerdes.singleObject();
        raw = driver.createInputTopic(
                RAW.name(), new StringSerializer(), serdes.of(RAW).serializer());
        tagged = driver.createOutputTopic(
                TAGGED.name(), new StringDeserializer(), serdes.of(TAGGED).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void tagsWhereArticlesLieAndTellsStoriesWhereAllMeet() {
        assertThat(topology.describe().subtopologies()).hasSize(2);
        assertThat(topology.describe().globalStores()).hasSize(2);
    }

    @Test
    void anArticleThatIsTakenDownComesOutAsATombstone() {
        RawArticle article = anArticle().build();
        driver.createInputTopic(
                        TAKEDOWN.name(),
                        new StringSerializer(),
                        RecordSerdes.singleObject().of(TAKEDOWN).serializer())
                .pipeInput(
                        article.getId(),
                        Takedown.newBuilder()
                                .setArticleId(article.getId())
                                .setReason("test")
                                .setRequested(Instant.EPOCH)
                                .build());

        raw.pipeInput(article.getId(), article);

        assertThat(tagged.readKeyValue()).isEqualTo(KeyValue.pair(article.getId(), null));
    }

    @Test
    void tagsAnArticleUnderItsOwnKeyAndLeavesItAsItWas() {
        RawArticle article = anArticle().build();

        raw.pipeInput(article.getId(), article);

        TestRecord<String, TaggedArticle> result = tagged.readRecord();
        assertThat(result.key()).isEqualTo(article.getId());
        assertThat(result.value().getArticle()).isEqualTo(article);
        assertThat(result.value().getLanguage().getTag()).isEqualTo("de");
        assertThat(result.value().getSteps()).isEqualTo(Map.of("language", "test-1"));
    }

    @Test
    void aStepThatDoesNotReadTheLanguageIsNeitherRunNorNamed() {
        raw.pipeInput("a1", anArticle().setId("a1").build());

        assertThat(tagged.readValue().getSteps()).doesNotContainKey("english");
    }

    @Test
    void tellsTheDetectedLanguageInAHeader() {
        RawArticle article = anArticle().setLanguageDeclared("en").build();

        raw.pipeInput(article.getId(), article);

        TestRecord<String, TaggedArticle> result = tagged.readRecord();
        assertThat(CloudEventHeaders.text(result.headers(), "lang")).contains("de");
        assertThat(CloudEventHeaders.text(result.headers(), "outlet")).contains("beispielblatt");
        assertThat(CloudEventHeaders.text(result.headers(), "ce_type")).contains("io.depesche.news.tagged.v1");
    }

    @Test
    void aReplayGivesTheSameBytes() {
        RawArticle article = anArticle().build();

        raw.pipeInput(article.getId(), article);
        raw.pipeInput(article.getId(), article);

        List<TaggedArticle> twice = tagged.readValuesToList();
        var serializer = RecordSerdes.singleObject().of(TAGGED).serializer();
        assertThat(serializer.serialize("", twice.get(0))).isEqualTo(serializer.serialize("", twice.get(1)));
    }

    @Test
    void aTombstoneStaysATombstone() {
        raw.pipeInput("a1", (RawArticle) null);

        assertThat(tagged.readKeyValue().value).isNull();
    }

    @Test
    void anArticleWithoutBodyIsRefusedByName() {
        RawArticle article = anArticle().setId("a1").setBody(" \n").build();

        assertThatThrownBy(() -> raw.pipeInput("a1", article))
                .rootCause()
                .isInstanceOf(UntaggableArticle.class)
                .hasMessage("article a1 from beispielblatt has an empty body")
                .extracting(e -> ((UntaggableArticle) e).reason())
                .isEqualTo("empty-body");
    }

    @Test
    void anArticleTooLargeForItsTagsIsRefused() {
        RawArticle article = anArticle()
                .setId("a1")
                .setBody("x".repeat(Tagger.MAX_CHARACTERS))
                .build();

        assertThatThrownBy(() -> raw.pipeInput("a1", article)).hasStackTraceContaining("more than 600000");
    }

    @Test
    void aFailingStepIsNamedWithTheArticle() {
        RawArticle article = anArticle().setId("a1").setBody("A dragon.").build();

        assertThatThrownBy(() -> raw.pipeInput("a1", article))
                .hasStackTraceContaining("step language failed on article a1")
                .hasStackTraceContaining("here be dragons");
    }

    @Test
    void measuresTheTimeOfEachStep() {
        raw.pipeInput("a1", anArticle().build());

        assertThat(registry.timer("depesche.step", "step", "language").count()).isEqualTo(1);
    }

    private static final ListedEntity ZORBEX =
            new ListedEntity("acme:1", EntityType.PRODUCT, "Zorbex 3", List.of("zorbex"));

    private static RawArticle about(String id, String body) {
        return anArticle().setId(id).setHeadline("").setLead(null).setBody(body).build();
    }

    @Test
    void articlesAfterAChangeOfTheListAreTaggedWithIt(@TempDir Path otherState) {
        try (TopologyTestDriver entities = new TopologyTestDriver(
                new EnrichTopology(new Tagger(List.of(GERMAN, new EntityStep()), registry), RecordSerdes.singleObject())
                        .get(),
                driverSettings(otherState))) {
            RecordSerdes serdes = RecordSerdes.singleObject();
            TestInputTopic<String, byte[]> list =
                    entities.createInputTopic(ENTITY.name(), new StringSerializer(), new ByteArraySerializer());
            TestInputTopic<String, RawArticle> articles = entities.createInputTopic(
                    RAW.name(), new StringSerializer(), serdes.of(RAW).serializer());
            TestOutputTopic<String, TaggedArticle> results = entities.createOutputTopic(
                    TAGGED.name(), new StringDeserializer(), serdes.of(TAGGED).deserializer());
            byte[] zorbex = serdes.of(ENTITY).serializer().serialize("", ZORBEX);

            articles.pipeInput("a1", about("a1", "Wir haben zorbex probiert."));
            list.pipeInput("broken", new byte[] {1, 2, 3});
            list.pipeInput("acme:1", zorbex);
            articles.pipeInput("a1", about("a1", "Wir haben zorbex probiert."));
            list.pipeInput("acme:1", zorbex);
            articles.pipeInput("a1", about("a1", "Wir haben zorbex probiert."));
            list.pipeInput("acme:1", (byte[]) null);
            articles.pipeInput("a1", about("a1", "Wir haben zorbex probiert."));

            List<TaggedArticle> tagged = results.readValuesToList();
            assertThat(tagged.get(0).getEntities()).isEmpty();
            assertThat(tagged.get(1).getEntities()).singleElement().satisfies(entity -> {
                assertThat(entity.getId()).isEqualTo("acme:1");
                assertThat(entity.getType()).isEqualTo(EntityType.PRODUCT);
                assertThat(entity.getName()).isEqualTo("Zorbex 3");
            });
            assertThat(tagged.get(1).getSteps().get("entities")).contains(" list-");
            assertThat(tagged.get(2)).isEqualTo(tagged.get(1));
            assertThat(tagged.get(3)).isEqualTo(tagged.get(0));
        }
    }
}
