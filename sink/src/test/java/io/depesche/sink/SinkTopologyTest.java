package io.depesche.sink;

import static io.depesche.contracts.Topics.LATEST;
import static io.depesche.contracts.Topics.MENTION;
import static io.depesche.contracts.Topics.NINJS;
import static io.depesche.contracts.Topics.RAW;
import static io.depesche.contracts.Topics.TAGGED;
import static io.depesche.contracts.Topics.TAGGED_ENGLISH;
import static io.depesche.contracts.Topics.TAGGED_GERMAN;
import static io.depesche.contracts.Topics.TAGGED_OTHER;
import static io.depesche.contracts.Topics.TAKEDOWN;
import static io.depesche.sink.TaggedArticles.aTaggedArticle;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityMention;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.Takedown;
import io.depesche.contracts.record.TakedownReceipt;
import io.depesche.sink.route.Ninjs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkTopologyTest {

    private static final String ID = "6f9619ff-8b86-5011-b42d-00c04fc964ff";

    @TempDir
    private Path folder;

    private final Topology topology = new SinkTopology(RecordSerdes.singleObject()).get();
    private TopologyTestDriver driver;
    private TestInputTopic<String, TaggedArticle> tagged;
    private TestInputTopic<String, Takedown> takedowns;

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, SinkTopology.APPLICATION_ID);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(topology, settings);
        tagged = driver.createInputTopic(
                TAGGED.name(),
                new StringSerializer(),
                RecordSerdes.singleObject().of(TAGGED).serializer());
        takedowns = driver.createInputTopic(
                TAKEDOWN.name(),
                new StringSerializer(),
                RecordSerdes.singleObject().of(TAKEDOWN).serializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private <V> TestOutputTopic<String, V> output(TopicOf<V> topic) {
        return driver.createOutputTopic(
                topic.name(),
                new StringDeserializer(),
                RecordSerdes.singleObject().of(topic).deserializer());
    }

    @Test
    void isOneSubtopology() {
        assertThat(topology.describe().subtopologies()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "de,news.tagged.de.v1",
        "de-CH,news.tagged.de.v1",
        "en,news.tagged.en.v1",
        "fr,news.tagged.other.v1",
        "und,news.tagged.other.v1"
    })
    void sendsAnArticleToItsLanguagesTopicOnly(String language, String expected) {
        tagged.pipeInput(
                "a1", aTaggedArticle().setLanguage(new Language(language, 0.9)).build());

        for (TopicOf<TaggedArticle> topic : List.of(TAGGED_GERMAN, TAGGED_ENGLISH, TAGGED_OTHER)) {
            assertThat(output(topic).readKeyValuesToList())
                    .as(topic.name())
                    .hasSize(topic.name().equals(expected) ? 1 : 0);
        }
    }

    @Test
    void keepsTheLatestArticleUnderItsId() {
        TaggedArticle article = aTaggedArticle().build();

        tagged.pipeInput(article.getArticle().getId(), article);

        TestRecord<String, TaggedArticle> latest = output(LATEST).readRecord();
        assertThat(latest.key()).isEqualTo(article.getArticle().getId());
        assertThat(latest.value()).isEqualTo(article);
    }

    @Test
    void writesOneRecordAnEntityUnderTheEntitysId() {
        tagged.pipeInput("a1", aTaggedArticle().build());

        List<TestRecord<String, EntityMention>> mentions = output(MENTION).readRecordsToList();
        assertThat(mentions).extracting(TestRecord::key).containsExactly("local:person:anna-schwarz", "gn:2911298");
        assertThat(mentions.get(0).value().getMentions()).hasSize(2);
        assertThat(mentions.get(0).value().getRevision()).isEqualTo(2);
        assertThat(mentions.get(0).value().getLanguage()).isEqualTo("de");
    }

    @Test
    void eachRouteSaysInItsHeadersWhatItCarries() {
        tagged.pipeInput("a1", aTaggedArticle().build());

        assertThat(typeAndContent(output(LATEST).readRecord()))
                .containsExactly("io.depesche.news.article.latest.v1", "application/avro");
        assertThat(typeAndContent(output(NINJS).readRecord()))
                .containsExactly("io.depesche.news.ninjs.v1", "application/json");
        assertThat(typeAndContent(output(MENTION).readRecord()))
                .containsExactly("io.depesche.news.mention.v1", "application/avro");
        assertThat(typeAndContent(output(TAGGED_GERMAN).readRecord()))
                .containsExactly("io.depesche.news.tagged.de.v1", "application/avro");
    }

    @Test
    void buriesATombstoneInEveryTopicKeyedByArticle() {
        tagged.pipeInput("a1", (TaggedArticle) null);

        for (TopicOf<?> topic : List.of(TAGGED_GERMAN, TAGGED_ENGLISH, TAGGED_OTHER, LATEST, NINJS)) {
            TestRecord<String, ?> buried = output(topic).readRecord();
            assertThat(buried.key()).as(topic.name()).isEqualTo("a1");
            assertThat((Object) buried.value()).as(topic.name()).isNull();
        }
        assertThat(output(MENTION).isEmpty()).isTrue();
    }

    @Test
    void aTakedownTakesBackAllThatWasGivenOutOfAnArticle() {
        tagged.pipeInput(ID, aTaggedArticle().build());
        tagged.pipeInput(
                ID,
                aTaggedArticle()
                        .setEntities(List.of(new Entity("iso:DE", "Deutschland", EntityType.LOCATION, 0.0, List.of())))
                        .build());
        tagged.pipeInput("other", aTaggedArticle().build());
        drain();

        order(Takedown.newBuilder().setArticleId(ID));

        assertThat(output(NINJS).readKeyValuesToList())
                .startsWith(KeyValue.pair(ID, Ninjs.canceled(ID)), KeyValue.pair(ID, null));
        for (TopicOf<?> topic : List.of(RAW, TAGGED, TAGGED_GERMAN, TAGGED_ENGLISH, TAGGED_OTHER, LATEST)) {
            TestRecord<String, ?> buried = output(topic).readRecord();
            assertThat(buried.key()).as(topic.name()).isEqualTo(ID);
            assertThat((Object) buried.value()).as(topic.name()).isNull();
        }
        List<TestRecord<String, EntityMention>> mentions = output(MENTION).readRecordsToList();
        assertThat(mentions)
                .extracting(TestRecord::key)
                .containsExactly("local:person:anna-schwarz", "gn:2911298", "iso:DE");
        assertThat(mentions)
                .allSatisfy(mention -> assertThat(mention.value().getCanceled()).isTrue())
                .allSatisfy(mention -> assertThat(mention.value().getHeadline()).isEmpty())
                .allSatisfy(mention -> assertThat(CloudEventHeaders.text(mention.headers(), "status"))
                        .contains("canceled"));
        TestRecord<String, Takedown> receipt = output(TAKEDOWN).readRecord();
        assertThat(receipt.key()).isEqualTo(ID + " sink-0");
        assertThat(receipt.value().getReceipt())
                .contains(
                        new TakedownReceipt("news.article.latest.v1", "tombstone", 1L),
                        new TakedownReceipt("news.mention.v1", "canceled version", 3L));
        assertThat(driver.getKeyValueStore("routed").get(ID)).isNull();
        assertThat(driver.getKeyValueStore("routed").get("other")).isNotNull();
    }

    @Test
    void aTakedownIsCarriedOutOnceAndLetsNothingThroughLater() {
        tagged.pipeInput(ID, aTaggedArticle().build());
        order(Takedown.newBuilder().setArticleId(ID));
        drain();

        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(output(TAKEDOWN).isEmpty()).isTrue();
        tagged.pipeInput(ID, aTaggedArticle().build());

        // The tombstone in news.tagged.v1 comes back as input and is handed on once more.
        assertThat(output(LATEST).readValuesToList()).containsExactly(null, null);
        assertThat(output(TAGGED).readValuesToList()).containsExactly((TaggedArticle) null);
        assertThat(output(MENTION).isEmpty()).isTrue();
    }

    @Test
    void anOutletIsTakenDownWithAllItsArticles() {
        tagged.pipeInput(ID, aTaggedArticle().build());
        TaggedArticle.Builder other = aTaggedArticle();
        other.setArticle(RawArticle.newBuilder(other.getArticle())
                .setOutlet("anderes-blatt")
                .build());
        tagged.pipeInput("other", other.build());
        drain();

        order(Takedown.newBuilder().setOutlet("beispielblatt"));
        tagged.pipeInput("late", aTaggedArticle().build());

        assertThat(output(LATEST).readKeyValuesToList())
                .containsOnly(KeyValue.pair(ID, null), KeyValue.pair("late", null));
        assertThat(output(TAKEDOWN).readKeyValuesToList()).singleElement().satisfies(receipt -> assertThat(receipt.key)
                .isEqualTo("beispielblatt sink-0"));
    }

    private void order(Takedown.Builder order) {
        Takedown takedown = order.setReason("test").setRequested(Instant.EPOCH).build();
        takedowns.pipeInput(takedown.getArticleId().or(takedown::getOutlet).orElseThrow(), takedown);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    /** Reads away what was written so far. */
    private void drain() {
        for (TopicOf<?> topic : Topics.all()) {
            output(topic).readValuesToList();
        }
    }

    private static List<String> typeAndContent(TestRecord<String, ?> sent) {
        return List.of(
                CloudEventHeaders.text(sent.headers(), "ce_type").orElse(""),
                CloudEventHeaders.text(sent.headers(), "content-type").orElse(""));
    }
}
