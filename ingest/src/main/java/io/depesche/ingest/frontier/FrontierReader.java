package io.depesche.ingest.frontier;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.CrawlState;
import io.depesche.service.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the frontier topic from its beginning to its end, committed records only. */
public final class FrontierReader {

    private static final Logger LOG = LoggerFactory.getLogger(FrontierReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private FrontierReader() {}

    /** Everything that is remembered there. A record that cannot be read is told in the log and left out. */
    public static Frontier read(KafkaSettings kafka, RecordSerdes serdes, String clientId) {
        Frontier frontier = new Frontier();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka.reader(clientId), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.FRONTIER.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // For a reader of committed records the end is the first record of a transaction that is still open.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Deserializer<CrawlState> deserializer = serdes.of(Topics.FRONTIER).deserializer();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    memory(record, deserializer).ifPresent(frontier::remember);
                }
            }
        }
        LOG.info("{} articles are remembered", frontier.size());
        return frontier;
    }

    private static Optional<Memory> memory(
            ConsumerRecord<String, byte[]> record, Deserializer<CrawlState> deserializer) {
        if (record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Memory(record.key(), deserializer.deserialize(record.topic(), record.value())));
        } catch (SerializationException e) {
            LOG.warn("crawl state {} cannot be read and is forgotten: {}", record.key(), e.getMessage());
            return Optional.empty();
        }
    }
}
