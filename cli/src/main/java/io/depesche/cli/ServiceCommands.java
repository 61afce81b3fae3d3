package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.enrich.EnrichMain;
import io.depesche.ingest.IngestMain;
import io.depesche.service.Env;
import io.depesche.sink.SinkMain;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Each service alone, configured by its environment, as in the containers. */
final class ServiceCommands {

    private ServiceCommands() {}

    /** What the three have in common. */
    private abstract static class Service implements Callable<Integer> {

        private final Console console;
        private final ToIntBiFunction<Env, PrintStream> service;

        @Mixin
        private KafkaOption kafka = new KafkaOption();

        Service(Console console, ToIntBiFunction<Env, PrintStream> service) {
            this.console = console;
            this.service = service;
        }

        @Override
        public Integer call() {
            return service.applyAsInt(kafka.in(console.env()), console.err());
        }
    }

    @Command(
            name = "ingest",
            description = "Runs the crawler. Environment: docs/operations.md.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: OUTLETS_FILE=outlets.yaml CRAWLER_CONTACT=desk@example.org depesche ingest"})
    static final class Ingest extends Service {

        Ingest(Console console) {
            super(console, IngestMain::run);
        }
    }

    @Command(
            name = "enrich",
            description = "Runs the tagger. Environment: docs/operations.md.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: KAFKA_BOOTSTRAP_SERVERS=kafka:9092 depesche enrich"})
    static final class Enrich extends Service {

        Enrich(Console console) {
            super(console, EnrichMain::run);
        }
    }

    @Command(
            name = "sink",
            description = "Runs the routes. Environment: docs/operations.md.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: KAFKA_BOOTSTRAP_SERVERS=kafka:9092 depesche sink"})
    static final class Sink extends Service {

        Sink(Console console) {
            super(console, SinkMain::run);
        }
    }
}
