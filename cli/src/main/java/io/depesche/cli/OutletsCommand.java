package io.depesche.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.cli.Depesche.Console;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.ingest.frontier.OutletTopic;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.RegistrySerdes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who is crawled: shown and changed in {@code news.outlet.v1}, which every running crawler follows at once. */
@Command(
        name = "outlets",
        description = "Shows, changes and checks the outlets; running crawlers follow at once.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | add | disable | enable | remove | crawl | check)",
        footer = {"", "Example: depesche outlets list --bootstrap-servers kafka:9092"},
        subcommands = {OutletsCommand.Add.class, OutletsCheckCommand.class})
final class OutletsCommand implements Runnable {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    OutletsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.err());
        throw new ConfigError("give one of list, add, disable, enable, remove, crawl, check");
    }

    @Command(
            name = "list",
            description = "Lists the outlets that the crawlers know.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche outlets list --json --bootstrap-servers kafka:9092"})
    int list(
            @Mixin KafkaOption kafka,
            @Option(names = "--json", description = "the whole definitions as JSON lines") boolean json) {
        Map<String, OutletDefinition> outlets = topic(kafka, console.env()).read();
        List<String> lines = json
                ? outlets.values().stream()
                        .map(outlet -> AvroJson.of(outlet).toString())
                        .toList()
                : OutletTable.lines(outlets.values());
        lines.forEach(console.out()::println);
        return 0;
    }

    @Command(
            name = "disable",
            description = "Stops crawling outlets; what is known of them is kept.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche outlets disable beispielblatt --bootstrap-servers kafka:9092"})
    int disable(@Mixin KafkaOption kafka, @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) {
        return change(kafka, console, outlets -> OutletChanges.disable(outlets, ids));
    }

    @Command(
            name = "enable",
            description = "Crawls outlets again that were disabled.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche outlets enable beispielblatt --bootstrap-servers kafka:9092"})
    int enable(@Mixin KafkaOption kafka, @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) {
        return change(kafka, console, outlets -> OutletChanges.enable(outlets, ids));
    }

    @Command(
            name = "remove",
            description =
                    "Takes outlets out. One that an outlets file names comes back with the next start of a crawler"
                            + " that reads the file: disable it instead.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche outlets remove beispielblatt --bootstrap-servers kafka:9092"})
    int remove(@Mixin KafkaOption kafka, @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) {
        return change(kafka, console, outlets -> OutletChanges.remove(outlets, ids));
    }

    @Command(
            name = "crawl",
            description =
                    "Fetches the outlets' sources and the articles they name again, now and whole, with the usual pauses.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche outlets crawl beispielblatt --bootstrap-servers kafka:9092"})
    int crawl(@Mixin KafkaOption kafka, @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) {
        return change(
                kafka,
                console,
                outlets -> OutletChanges.crawl(outlets, ids, Clock.systemUTC().instant()));
    }

    private static int change(
            KafkaOption kafka, Console console, Function<Map<String, OutletDefinition>, OutletChanges> change) {
        OutletTopic topic = topic(kafka, console.env());
        OutletChanges changes = change.apply(topic.read());
        topic.write(changes.records());
        changes.told().forEach(console.out()::println);
        return 0;
    }

    /** The outlets of a cluster that answers and has the topic. */
    static OutletTopic topic(KafkaOption kafka, Env env) {
        KafkaSettings settings = kafka.settings(env);
        try (Cluster cluster = new Cluster(settings, "depesche-outlets-admin")) {
            cluster.awaitWith(List.of(Topics.OUTLET));
        }
        return new OutletTopic(settings, RegistrySerdes.from(kafka.in(env)), "depesche-outlets");
    }

    /** The outlets of a file, or of standard input where it is called {@code -}. */
    static List<Outlet> read(Path file, Console console) {
        return file.toString().equals("-") ? OutletsFile.read("stdin", console.in()) : OutletsFile.read(file);
    }

    /** Adds the outlets of a file, or one that the options describe. */
    @Command(
            name = "add",
            description =
                    "Adds the outlets of a file, or one by its homepage; those that are there already are changed.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: depesche outlets add outlets/de.yaml --bootstrap-servers kafka:9092",
                "         depesche outlets add --id beispielblatt --name Beispielblatt \\",
                "             --language de --homepage https://beispielblatt.example/"
            })
    static final class Add implements Callable<Integer> {

        /** One outlet by options. */
        static final class One {

            @Option(
                    names = "--homepage",
                    paramLabel = "URL",
                    required = true,
                    description = "where its sources are looked for")
            private String homepage = "";

            @Option(
                    names = "--id",
                    paramLabel = "ID",
                    required = true,
                    description = "[a-z0-9-]; stays with its articles")
            private String id = "";

            @Option(names = "--name", paramLabel = "NAME", required = true, description = "the name for people")
            private String name = "";

            @Option(names = "--language", paramLabel = "TAG", required = true, description = "such as de or en-GB")
            private String language = "";

            @Option(
                    names = "--country",
                    paramLabel = "CODE",
                    description = "such as DE; gives the zone of times that name none")
            private Optional<String> country = Optional.empty();

            /** Read as a file of one outlet, so that the same is refused; JSON is YAML. */
            List<Outlet> read() {
                ObjectNode file = JsonNodeFactory.instance.objectNode();
                ObjectNode outlet = file.putArray("outlets").addObject();
                outlet.put("id", id);
                outlet.put("name", name);
                outlet.put("language", language);
                country.ifPresent(code -> outlet.put("country", code));
                outlet.put("homepage", homepage);
                return OutletsFile.parse("options", file.toString());
            }
        }

        private final Console console;

        @Mixin
        private KafkaOption kafka = new KafkaOption();

        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description = "an outlets file (YAML; see docs/crawler.md), or - for standard input")
        private Optional<Path> file = Optional.empty();

        @ArgGroup(exclusive = false)
        private @Nullable One one;

        Add(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            ConfigError.check(
                    file.isPresent() != (one != null),
                    "nothing to add, or too much; expected an outlets file, or --id and others");
            List<Outlet> outlets = Optional.ofNullable(one)
                    .map(One::read)
                    .orElseGet(() -> OutletsCommand.read(file.orElseThrow(), console));
            return change(kafka, console, existing -> OutletChanges.add(existing, outlets));
        }
    }
}
