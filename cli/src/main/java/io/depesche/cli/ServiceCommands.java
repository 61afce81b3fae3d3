package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.enrich.EnrichMain;
import io.depesche.ingest.IngestMain;
import io.depesche.sink.SinkMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Each service alone, configured by its environment, as in the containers. */
final class ServiceCommands {

    private ServiceCommands() {}

    @Command(
            name = "ingest",
            description = "Runs the crawler. Environment: docs/operations.md.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: OUTLETS_FILE=outlets.yaml CRAWLER_CONTACT=desk@example.org depesche ingest"})
    static final class Ingest implements Callable<Integer> {

        private final Console console;

        @Mixin
        private KafkaOption kafka = new KafkaOption();

        Ingest(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return IngestMain.run(kafka.in(console.env()), console.err());
        }
    }

    @Command(
            name = "enrich",
            description = "Runs the tagger. Environment: docs/operations.md.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: KAFKA_BOOTSTRAP_SERVERS=kafka:9092 depesche enrich"})
    static final class Enrich implements Callable<Integer> {

        private final Console console;

        @Mixin
        private KafkaOption kafka = new KafkaOption();

        Enrich(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return EnrichMain.run(kafka.in(console.env()), console.err());
        }
    }

    @Command(
            name = "sink",
            description = "Runs the routes. Environment: docs/operations.md.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: KAFKA_BOOTSTRAP_SERVERS=kafka:9092 depesche sink"})
    static final class Sink implements Callable<Integer> {

        private final Console console;

        @Mixin
        private KafkaOption kafka = new KafkaOption();

        Sink(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return SinkMain.run(kafka.in(console.env()), console.err());
        }
    }
}
