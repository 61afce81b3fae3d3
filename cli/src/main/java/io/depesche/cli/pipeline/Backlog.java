package io.depesche.cli.pipeline;

import io.depesche.contracts.TopicOf;
import io.depesche.service.Cluster;
import io.depesche.service.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a consumer group has still to do of a topic. Offsets alone do not tell: behind the last record of a transaction stands
 * its commit marker, which counts as an offset and which a group that has done everything may not have passed yet.
 */
public final class Backlog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Cluster cluster;
    private final KafkaConsumer<byte[], byte[]> reader;

    public Backlog(KafkaSettings kafka, Cluster cluster) {
        this.cluster = cluster;
        this.reader = new KafkaConsumer<>(
                kafka.reader("depesche-backlog"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Whether the group has committed every record that the topic holds now. */
    public boolean isDone(String group, TopicOf<?> topic) {
        Map<TopicPartition, Long> open = open(group, topic);
        if (open.isEmpty()) {
            return true;
        }
        reader.assign(open.keySet());
        open.forEach(reader::seek);
        Map<TopicPartition, Long> ends = reader.endOffsets(open.keySet());
        while (!open.keySet().stream().allMatch(partition -> reader.position(partition) >= ends.get(partition))) {
            if (!reader.poll(POLL).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The partitions with offsets that the group has not committed, each with the first of them. */
    private Map<TopicPartition, Long> open(String group, TopicOf<?> topic) {
        List<TopicPartition> partitions = reader.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, OffsetAndMetadata> committed =
                Cluster.get(cluster.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> starts = reader.beginningOffsets(partitions);
        Map<TopicPartition, Long> open = new HashMap<>();
        reader.endOffsets(partitions).forEach((partition, end) -> {
            OffsetAndMetadata position = committed.get(partition);
            long next = position == null ? starts.get(partition) : position.offset();
            if (next < end) {
                open.put(partition, next);
            }
        });
        return open;
    }

    @Override
    public void close() {
        reader.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
