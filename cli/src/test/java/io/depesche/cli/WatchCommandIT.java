package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.cli.broker.EmbeddedKafka;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.Alert;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.StreamsService;
import io.depesche.sink.SinkMain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code depesche watch} and a running sink on a broker of their own. */
class WatchCommandIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aDefinitionAddedWhileTheSinkRunsFiresWithinASecond() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            Map<String, String> env = Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    kafka.bootstrapServers(),
                    "STATE_DIR",
                    folder.resolve("state").toString());
            assertThat(depesche(env, "", "topics", "create").status()).isZero();
            assertThat(depesche(env, "", "watch", "add", "--id", "first", "--word", "Hafen")
                            .outLines())
                    .containsExactly("1 written, 0 removed, 0 as they were");
            KafkaSettings settings = KafkaSettings.from(Env.of(env));
            try (StreamsService sink = SinkMain.start(Env.of(env), new SimpleMeterRegistry());
                    KafkaProducer<String, TaggedArticle> articles = new KafkaProducer<>(
                            settings.client("test-articles"),
                            new StringSerializer(),
                            RecordSerdes.singleObject().of(Topics.TAGGED).serializer());
                    KafkaConsumer<String, Alert> alerts = new KafkaConsumer<>(
                            settings.reader("test-alerts"),
                            new StringDeserializer(),
                            RecordSerdes.singleObject().of(Topics.ALERT).deserializer())) {
                List<TopicPartition> partitions = alerts.partitionsFor(Topics.ALERT.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                alerts.assign(partitions);
                alerts.seekToBeginning(partitions);
                send(articles, "a1", "Der Bahnstreik erreicht den Hafen.");
                assertThat(next(alerts, "first", PATIENCE)).isPresent();

                assertThat(depesche(env, "", "watch", "add", "--id", "second", "--word", "*streik*")
                                .status())
                        .isZero();
                Instant added = Instant.now();
                Map<String, Instant> sent = new HashMap<>();
                Optional<Alert> fired = Optional.empty();
                while (fired.isEmpty() && Duration.between(added, Instant.now()).compareTo(PATIENCE) < 0) {
                    String id = "b" + sent.size();
                    sent.put(id, Instant.now());
                    send(articles, id, "Der Bahnstreik erreicht den Hafen.");
                    fired = next(alerts, "second", Duration.ofMillis(100));
                }
                assertThat(Duration.between(added, sent.get(fired.orElseThrow().getArticleId())))
                        .isLessThan(Duration.ofSeconds(1));
                assertThat(fired.get().getMatches().get(0).getExact()).isEqualTo("Bahnstreik");
                assertThat(sink.isAlive()).isTrue();

                assertThat(depesche(env, "", "watch", "list", "--alerts").outLines())
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains("\"second\"", "\"alerts\":");
                assertThat(depesche(env, "", "watch", "remove", "first").outLines())
                        .containsExactly("removed   first");
                assertThat(depesche(env, "", "watch", "remove", "first").errLines())
                        .singleElement()
                        .asString()
                        .contains("no watchlist 'first' among the 1 in news.watchlist.v1 (depesche watch list)");
            }
        }
    }

    private static void send(KafkaProducer<String, TaggedArticle> articles, String id, String body) throws Exception {
        RawArticle article = RawArticle.newBuilder()
                .setId(id)
                .setRevision(1)
                .setUrl("https://beispielblatt.example/" + id)
                .setCanonicalUrl("https://beispielblatt.example/" + id)
                .setOutlet("beispielblatt")
                .setOutletName("Beispielblatt")
                .setHeadline("Im Norden")
                .setBody(body)
                .setCrawled(Instant.parse("2025-03-14T07:30:00Z"))
                .setAccess(Access.OPEN)
                .setBodyHash("00")
                .setFetch(FetchFacts.newBuilder().setStatus(200).setBytes(1).build())
                .build();
        TaggedArticle tagged = TaggedArticle.newBuilder()
                .setArticle(article)
                .setLanguage(new Language("de", 0.9))
                .build();
        articles.send(new ProducerRecord<>(Topics.TAGGED.name(), id, tagged)).get();
    }

    /** The first alert under that key, if one comes in time. */
    private static Optional<Alert> next(KafkaConsumer<String, Alert> alerts, String key, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<Alert> found = Optional.empty();
        while (found.isEmpty() && System.nanoTime() < deadline) {
            for (ConsumerRecord<String, Alert> alert : alerts.poll(Duration.ofMillis(20))) {
                if (found.isEmpty() && alert.key().equals(key)) {
                    found = Optional.of(alert.value());
                }
            }
        }
        return found;
    }
}
