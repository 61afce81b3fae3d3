package io.depesche.service;

import io.depesche.contracts.TopicOf;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning to where it ends now. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(100);

    private TopicReader() {}

    /** Gives every committed record with its value as bytes to {@code each}, partition by partition in order. */
    public static void read(
            KafkaSettings kafka, TopicOf<?> topic, String clientId, Consumer<ConsumerRecord<String, byte[]>> each) {
        read(kafka.reader(clientId), topic.name(), new StringDeserializer(), each);
    }

    /**
     * The same for any topic, with keys as bytes.
     *
     * @param settings the consumer's, which say whether records of transactions that came to nothing are read as well
     */
    public static void readBytes(
            Map<String, Object> settings, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        read(settings, topic, new ByteArrayDeserializer(), each);
    }

    private static <K> void read(
            Map<String, Object> settings,
            String topic,
            Deserializer<K> keys,
            Consumer<ConsumerRecord<K, byte[]>> each) {
        try (KafkaConsumer<K, byte[]> consumer = new KafkaConsumer<>(settings, keys, new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // For a reader of committed records the end is the first record of a transaction that is still open.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(each);
            }
        }
    }
}
