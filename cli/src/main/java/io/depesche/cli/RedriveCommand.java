package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.cli.redrive.Redrive;
import io.depesche.cli.redrive.RedriveOrder;
import io.depesche.cli.redrive.RedriveReport;
import io.depesche.contracts.Topics;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import io.depesche.service.KafkaSettings;
import io.depesche.service.RegistrySerdes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends dead letters back to the topics where they failed. */
@Command(
        name = "redrive",
        description =
                "Sends dead letters back to the topics where they failed, each once; interrupted, it goes on where it was.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: depesche redrive --dry-run --bootstrap-servers kafka:9092",
            "         depesche redrive --reason step-entities --since P2D --max 1000",
            "Exit status 1: some stay, and stderr tells why."
        })
final class RedriveCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(names = "--dry-run", description = "tells what would be sent, by reason and topic, and sends nothing")
    private boolean dryRun;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "only letters of this reason, as --dry-run lists them; may be given several times")
    private Set<String> reasons = Set.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = MomentOption.class,
            description =
                    "only letters whose record is of this time or later: 2025-03-14T07:30:00Z, a day, or PT2H for the"
                            + " last two hours")
    private Optional<Instant> since = Optional.empty();

    @Option(names = "--max", paramLabel = "N", description = "sends so many at most, the oldest first")
    private long most = Long.MAX_VALUE;

    @Option(
            names = "--redrives",
            paramLabel = "N",
            description = "a record that was sent back so often stays; default: ${DEFAULT-VALUE}")
    private int redrives = 3;

    RedriveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ConfigError.check(most > 0, "--max %d; expected 1 or more", most);
        ConfigError.check(redrives > 0, "--redrives %d; expected 1 or more", redrives);
        KafkaSettings settings = kafka.settings(console.env());
        RedriveOrder order = new RedriveOrder(reasons, since, most, redrives);
        try (Cluster cluster = new Cluster(settings, "depesche-redrive-admin")) {
            cluster.awaitWith(List.of(Topics.DEAD, Topics.REDRIVEN, Topics.TAKEDOWN));
            Redrive redrive =
                    new Redrive(settings, cluster, RegistrySerdes.from(kafka.in(console.env())), Clock.systemUTC());
            RedriveReport report = dryRun
                    ? redrive.preview(order)
                    : redrive.run(order, sent -> console.err().printf("%d sent back%n", sent));
            TextTable.lines(report.table(dryRun ? "to send" : "sent")).forEach(console.out()::println);
            report.whyTheyStay().forEach(console.err()::println);
            return report.staying() == 0 ? 0 : 1;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            console.err().println("another redrive has begun and goes on with what this one has not sent");
            return 1;
        }
    }
}
