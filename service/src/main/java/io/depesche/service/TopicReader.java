package io.depesche.service;

import io.depesche.contracts.TopicOf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /** Gives every committed record of one partition from that time on, or from its beginning. */
    public static void readPartition(
            KafkaSettings kafka,
            TopicPartition partition,
            Optional<Instant> from,
            String clientId,
            Consumer<ConsumerRecord<String, byte[]>> each) {
        read(kafka.reader(clientId), partition.topic(), new StringDeserializer(), partition::equals, from, each);
    }

    private static <K> void read(
            Map<String, Object> settings,
            String topic,
            Deserializer<K> keys,
            Consumer<ConsumerRecord<K, byte[]>> each) {
        read(settings, topic, keys, partition -> true, Optional.empty(), each);
    }

    private static <K> void read(
            Map<String, Object> settings,
            String topic,
            Deserializer<K> keys,
            Predicate<TopicPartition> wanted,
            Optional<Instant> from,
            Consumer<ConsumerRecord<K, byte[]>> each) {
        try (KafkaConsumer<K, byte[]> consumer = new KafkaConsumer<>(settings, keys, new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .filter(wanted)
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            from.ifPresent(time -> seek(consumer, partitions, time));
            // For a reader of committed records the end is the first record of a transaction that is still open.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(each);
            }
        }
    }

    /** To the first record of that time or later; to the end where there is none. */
    private static void seek(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions, Instant time) {
        consumer.seekToEnd(partitions);
        consumer.offsetsForTimes(partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), partition -> time.toEpochMilli())))
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        consumer.seek(partition, offset.offset());
                    }
                });
    }
}
