package io.depesche.cli.reset;

import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * What Kafka's own streams application reset tool does, for one of our services: input offsets go back, and internal topics are
 * deleted. The group has to be stopped.
 */
public final class ServiceReset {

    private final Cluster cluster;
    private final String applicationId;

    public ServiceReset(Cluster cluster, String applicationId) {
        this.cluster = cluster;
        this.applicationId = applicationId;
    }

    /** Throws a {@link ConfigError} that names who is at work, if anybody is. */
    public void checkStopped() {
        List<String> hosts = members();
        ConfigError.check(
                hosts.isEmpty(),
                "%s is at work on %s: stop it first (a killed one is gone after 10 s)",
                applicationId,
                String.join(", ", hosts));
    }

    private List<String> members() {
        try {
            return Cluster.get(cluster.admin()
                            .describeConsumerGroups(List.of(applicationId))
                            .describedGroups()
                            .get(applicationId))
                    .members()
                    .stream()
                    .map(MemberDescription::host)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (GroupIdNotFoundException e) {
            return List.of();
        }
    }

    /** Where each input partition is now and where it would go: to that time, or to its beginning. */
    public Map<TopicPartition, Long> offsets(Optional<Instant> to) {
        List<TopicPartition> partitions = new ArrayList<>(committed().keySet());
        partitions.removeIf(partition -> isInternal(partition.topic()));
        Map<TopicPartition, Long> offsets =
                new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        offsets.putAll(offsets(
                partitions,
                to.map(time -> OffsetSpec.forTimestamp(time.toEpochMilli())).orElse(OffsetSpec.earliest())));
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        offsets.replaceAll((partition, offset) -> offset < 0 ? ends.get(partition) : offset);
        return offsets;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return Cluster.get(
                    cluster.admin().listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, ListOffsetsResultInfo> found = Cluster.get(cluster.admin()
                .listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, none -> spec)))
                .all());
        return found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .offset()));
    }

    /** The topics that Streams keeps for the service. */
    public List<String> internalTopics() {
        return cluster.existing().stream().filter(this::isInternal).sorted().toList();
    }

    private boolean isInternal(String topic) {
        return topic.startsWith(applicationId + "-")
                && (topic.endsWith("-changelog") || topic.endsWith("-repartition"));
    }

    /** Sets the offsets and deletes the internal topics; returns when both is done. */
    public void run(Map<TopicPartition, Long> offsets) {
        checkStopped();
        Map<TopicPartition, OffsetAndMetadata> wanted = offsets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
        Cluster.get(
                cluster.admin().alterConsumerGroupOffsets(applicationId, wanted).all());
        Cluster.get(cluster.admin().deleteTopics(internalTopics()).all());
    }
}
