package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.contracts.Topics;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at this machine and, where one is named, at the Kafka cluster, and tells what to mend. */
@Command(
        name = "doctor",
        description =
                "Checks Java, memory, disk, loopback and, where a cluster is named, Kafka and its topics. Exit status 1 when"
                        + " something needs mending.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: depesche doctor --bootstrap-servers kafka:9092"})
final class DoctorCommand implements Callable<Integer> {

    private static final long LEAST_DISK = 1L << 30;
    private static final long LEAST_HEAP = 256L << 20;

    private final Console console;
    private boolean healthy = true;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check("Java", () -> "%s, %s".formatted(System.getProperty("java.version"), System.getProperty("java.vendor")));
        check("memory", DoctorCommand::memory);
        check("disk", DoctorCommand::disk);
        check("loopback", DoctorCommand::loopback);
        if (kafka.isGiven(console.env())) {
            checkCluster();
        } else {
            console.out().println("--  Kafka      no cluster named; demo and run bring their own");
        }
        return healthy ? 0 : 1;
    }

    private void check(String what, Supplier<String> finding) {
        try {
            console.out().printf("ok  %-10s %s%n", what, finding.get());
        } catch (ConfigError problem) {
            healthy = false;
            console.out().printf("!!  %-10s %s%n", what, problem.getMessage());
        }
    }

    private static String memory() {
        long heap = Runtime.getRuntime().maxMemory();
        ConfigError.check(
                heap >= LEAST_HEAP, "heap of %d MiB is too small: set DEPESCHE_JAVA_OPTS=-Xmx640m", heap >> 20);
        return "%d MiB heap, %d processors"
                .formatted(heap >> 20, Runtime.getRuntime().availableProcessors());
    }

    private static String disk() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            ConfigError.check(
                    free >= LEAST_DISK,
                    "%d MiB free in %s: make room, or name another folder by --data",
                    free >> 20,
                    folder);
            return "%d GiB free in %s".formatted(free >> 30, folder);
        } catch (IOException e) {
            throw new ConfigError("%s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    private static String loopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "port %d could be opened".formatted(socket.getLocalPort());
        } catch (IOException e) {
            throw new ConfigError("no port can be opened on the loopback interface: %s".formatted(e.getMessage()));
        }
    }

    private void checkCluster() {
        try (Cluster cluster = new Cluster(kafka.settings(console.env()), "depesche-doctor")) {
            check("Kafka", () -> {
                cluster.await(Duration.ofSeconds(10));
                return "answers at " + kafka.settings(console.env()).bootstrapServers();
            });
            if (healthy) {
                Topics.all()
                        .forEach(topic -> check("topic", () -> {
                            var differences = TopicsCommand.differences(cluster, topic);
                            ConfigError.check(
                                    differences.isEmpty(), "%s: %s", topic.name(), String.join("; ", differences));
                            return topic.name();
                        }));
            }
        } catch (ConfigError problem) {
            healthy = false;
            console.out().printf("!!  %-10s %s%n", "Kafka", problem.getMessage());
        }
    }
}
