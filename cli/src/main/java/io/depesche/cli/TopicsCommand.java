package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.TopicOf.Cleanup;
import io.depesche.contracts.Topics;
import io.depesche.service.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The topic catalogue: shown, made, or compared with a cluster. */
@Command(
        name = "topics",
        description = "Shows the topic catalogue, makes its topics, or compares a cluster with it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(create | list | describe)",
        footer = {"", "Example: depesche topics create --bootstrap-servers kafka:9092"})
final class TopicsCommand implements Runnable {

    private final Console console;

    TopicsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        list();
    }

    @Command(
            name = "list",
            description = "Lists the catalogue; needs no cluster.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche topics list"})
    int list() {
        console.out().printf("%-24s %-4s %-16s %-10s %s%n", "topic", "part", "cleanup", "retention", "holds");
        for (TopicOf<?> topic : Topics.all()) {
            console.out()
                    .printf(
                            "%-24s %-4d %-16s %-10s %s%n",
                            topic.name(),
                            topic.partitions(),
                            topic.cleanup().policy(),
                            topic.cleanup() == Cleanup.COMPACT
                                    ? "latest"
                                    : topic.retention().toDays() + " days",
                            topic.about());
        }
        return 0;
    }

    @Command(
            name = "create",
            description = "Creates the topics that the cluster lacks; leaves the others as they are.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche topics create --replication-factor 3 --bootstrap-servers kafka:9092"})
    int create(
            @Mixin KafkaOption kafka,
            @Option(
                            names = "--replication-factor",
                            paramLabel = "N",
                            description = "copies of each partition; otherwise the brokers' default")
                    Optional<Short> replicationFactor) {
        try (Cluster cluster = new Cluster(kafka.settings(console.env()), "depesche-topics")) {
            cluster.await(Cluster.PATIENCE);
            List<TopicOf<?>> created = cluster.createTopics(replicationFactor);
            for (TopicOf<?> topic : Topics.all()) {
                console.out().printf("%-24s %s%n", topic.name(), created.contains(topic) ? "created" : "exists");
            }
        }
        return 0;
    }

    @Command(
            name = "describe",
            description = "Compares the cluster with the catalogue; exit status 1 when they differ.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche topics describe --bootstrap-servers kafka:9092"})
    int describe(@Mixin KafkaOption kafka) {
        boolean same = true;
        try (Cluster cluster = new Cluster(kafka.settings(console.env()), "depesche-topics")) {
            cluster.await(Cluster.PATIENCE);
            for (TopicOf<?> topic : Topics.all()) {
                List<String> differences = differences(cluster, topic);
                same &= differences.isEmpty();
                console.out()
                        .printf(
                                "%-24s %s%n",
                                topic.name(),
                                differences.isEmpty() ? "as it should be" : String.join("; ", differences));
            }
        }
        return same ? 0 : 1;
    }

    /** How a topic of the cluster differs from the catalogue, one phrase a difference. */
    static List<String> differences(Cluster cluster, TopicOf<?> topic) {
        if (!cluster.existing().contains(topic.name())) {
            return List.of("missing: run `depesche topics create`");
        }
        TopicDescription description = Cluster.get(
                        cluster.admin().describeTopics(List.of(topic.name())).allTopicNames())
                .get(topic.name());
        List<String> differences = new ArrayList<>();
        if (description.partitions().size() != topic.partitions()) {
            differences.add(
                    "partitions %d, not %d".formatted(description.partitions().size(), topic.partitions()));
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config config = Cluster.get(
                        cluster.admin().describeConfigs(List.of(resource)).all())
                .get(resource);
        Map<String, String> actual = config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
        topic.settings().forEach((name, wanted) -> {
            if (!wanted.equals(actual.get(name))) {
                differences.add("%s %s, not %s".formatted(name, actual.get(name), wanted));
            }
        });
        return differences;
    }
}
