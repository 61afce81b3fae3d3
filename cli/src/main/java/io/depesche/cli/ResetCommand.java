package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.cli.reset.ServiceReset;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a stopped service read its topics again, as Kafka's streams application reset tool does. */
@Command(
        name = "reset",
        description =
                "Lets a stopped service read its topics again: sets its offsets back, deletes its internal topics, and its"
                        + " state on this machine. What it wrote stays and is written again.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: depesche reset enrich --to P1D --dry-run --bootstrap-servers kafka:9092",
            "         depesche reset sink --bootstrap-servers kafka:9092"
        })
final class ResetCommand implements Callable<Integer> {

    /** The services. */
    enum Service {
        ingest,
        enrich,
        sink
    }

    private final Console console;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Parameters(paramLabel = "SERVICE", description = "${COMPLETION-CANDIDATES}")
    private Service service = Service.enrich;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = MomentOption.class,
            description = "where it goes on: 2025-03-14T07:30:00Z, a day, or P1D for a day ago; default: the beginning")
    private Optional<Instant> to = Optional.empty();

    @Option(names = "--dry-run", description = "tells what would be done, and does nothing")
    private boolean dryRun;

    @Option(
            names = "--forget-crawl",
            description = "needed for ingest: it forgets all it knows of articles and fetches and publishes them anew")
    private boolean forgetCrawl;

    ResetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ConfigError.check(
                service != Service.ingest || forgetCrawl || dryRun,
                "reset ingest makes the crawler forget every article, so that all are fetched and published anew as revision 1:"
                        + " add --forget-crawl if that is meant");
        String applicationId = "depesche-" + service;
        try (Cluster cluster = new Cluster(kafka.settings(console.env()), "depesche-reset")) {
            cluster.await(Cluster.PATIENCE);
            ServiceReset reset = new ServiceReset(cluster, applicationId);
            reset.checkStopped();
            Map<TopicPartition, Long> offsets = reset.offsets(to);
            ConfigError.check(
                    !offsets.isEmpty(), "%s has never read anything here: there is nothing to reset", applicationId);
            offsets.forEach((partition, offset) -> console.out().printf("%-32s to offset %d%n", partition, offset));
            reset.internalTopics().forEach(topic -> console.out().printf("%-32s deleted%n", topic));
            Optional<Path> state = console.env()
                    .optional("STATE_DIR")
                    .map(folder -> Path.of(folder, applicationId))
                    .filter(Files::isDirectory);
            state.ifPresent(folder -> console.out().printf("%-32s deleted%n", folder));
            if (!dryRun) {
                reset.run(offsets);
                state.ifPresent(ResetCommand::delete);
            }
            return 0;
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigError(
                    "the offsets are set, but the state in %s cannot be deleted: %s; delete it before the start"
                            .formatted(folder, e.getMessage()));
        }
    }
}
