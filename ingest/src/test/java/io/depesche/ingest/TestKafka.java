package io.depesche.ingest;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.RawArticle;
import io.depesche.service.Cluster;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A broker of its own with our topics. */
public final class TestKafka implements AutoCloseable {

    /** A record of {@code news.raw.v1}. */
    public record Raw(String key, RawArticle article, List<Header> headers) {}

    private final KafkaClusterTestKit cluster;
    private final KafkaSettings settings;

    public TestKafka() throws Exception {
        cluster = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumBrokerNodes(1)
                        .setNumControllerNodes(1)
                        .build())
                .setConfigProp("transaction.state.log.replication.factor", (short) 1)
                .setConfigProp("transaction.state.log.min.isr", 1)
                .setConfigProp("offsets.topic.replication.factor", (short) 1)
                .setConfigProp("group.initial.rebalance.delay.ms", 0)
                .setConfigProp("message.max.bytes", TopicOf.MAX_MESSAGE_BYTES)
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        settings = new KafkaSettings(cluster.bootstrapServers(), Map.of());
        try (Cluster topics = new Cluster(settings, "test-admin")) {
            topics.createTopics(Optional.of((short) 1));
        }
    }

    public KafkaSettings settings() {
        return settings;
    }

    /** What readers of committed records see of the articles now. */
    public List<Raw> articles() {
        List<Raw> articles = new ArrayList<>();
        var values = RecordSerdes.singleObject().of(Topics.RAW).deserializer();
        TopicReader.read(
                settings,
                Topics.RAW,
                "test-reader",
                (ConsumerRecord<String, byte[]> record) -> articles.add(new Raw(
                        record.key(),
                        values.deserialize(record.topic(), record.value()),
                        List.of(record.headers().toArray()))));
        return articles;
    }

    /**
     * Follows the articles as a reader of committed records, until it is interrupted.
     *
     * @param arrivals when each was there to be read, by its address, in milliseconds since 1970
     */
    public void follow(Map<String, Long> arrivals) {
        var values = RecordSerdes.singleObject().of(Topics.RAW).deserializer();
        try (KafkaConsumer<String, RawArticle> consumer =
                new KafkaConsumer<>(settings.reader("test-follower"), new StringDeserializer(), values)) {
            consumer.assign(consumer.partitionsFor(Topics.RAW.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<String, RawArticle> record : consumer.poll(Duration.ofMillis(20))) {
                    arrivals.put(record.value().getUrl(), System.currentTimeMillis());
                }
            }
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) { // as the kit declares it
            throw new IllegalStateException(e);
        }
    }
}
