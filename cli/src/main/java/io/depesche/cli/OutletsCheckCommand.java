package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.ingest.IngestConfig;
import io.depesche.ingest.crawl.Reporter;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.extract.ArticleExtractor;
import io.depesche.ingest.fetch.AddressGuard;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.fetch.Validators;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletRecords;
import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the sources of outlets once, as the crawler would, and tells what they hold. Nothing is published or remembered. */
@Command(
        name = "check",
        description =
                "Reads an outlets file and asks each source once, with the crawler's manners; a line a source. Exit status 1"
                        + " when one is broken.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: CRAWLER_CONTACT=desk@example.org depesche outlets check outlets/de.yaml",
            "         depesche outlets check outlets.yaml --offline"
        })
final class OutletsCheckCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "an outlets file, or - for standard input")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--outlet",
            paramLabel = "ID",
            description = "this outlet alone, of the file or, without one, of the cluster; may be repeated")
    private List<String> ids = List.of();

    @Option(names = "--offline", description = "only reads the file; asks nobody")
    private boolean offline;

    OutletsCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Outlet> outlets = outlets();
        if (offline) {
            console.out()
                    .printf(
                            "ok  %d outlets, %d sources%n",
                            outlets.size(),
                            outlets.stream()
                                    .mapToInt(outlet -> Source.of(outlet).size())
                                    .sum());
            return 0;
        }
        return ask(outlets) ? 0 : 1;
    }

    private List<Outlet> outlets() {
        if (file.isPresent()) {
            List<Outlet> listed = OutletsCommand.read(file.get(), console);
            return ids.isEmpty()
                    ? listed
                    : ids.stream().map(id -> named(listed, id)).toList();
        }
        ConfigError.check(!ids.isEmpty(), "nothing to check; expected an outlets file, or --outlet ID");
        ConfigError.check(!offline, "--offline without an outlets file; expected one, as only the file is read");
        Map<String, OutletDefinition> known =
                OutletsCommand.topic(kafka, console.env()).read();
        return ids.stream()
                .map(id -> OutletRecords.outlet(OutletChanges.named(known, id)))
                .toList();
    }

    private static Outlet named(List<Outlet> listed, String id) {
        return listed.stream()
                .filter(outlet -> outlet.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new ConfigError("no outlet '%s' among the %d of the file".formatted(id, listed.size())));
    }

    /** Asks, hosts side by side, and tells in the order of the outlets; whether all sources can be read. */
    private boolean ask(List<Outlet> outlets) {
        IngestConfig config = config(kafka.in(console.env()));
        Clock clock = Clock.systemUTC();
        Screen screen = new Screen(console);
        boolean sound = true;
        try (Fetcher fetcher = new Fetcher(
                config.userAgent().header(),
                new AddressGuard(config.allowedNetworks()),
                config.limits(),
                config.threads(),
                clock)) {
            Reporter reporter =
                    new Reporter(fetcher.lease(), new ArticleExtractor()::extract, clock, config.maxBodyBytes());
            List<CompletableFuture<SourceCheck>> checks = new ArrayList<>();
            for (Outlet outlet : outlets) {
                for (Source source : Source.of(outlet)) {
                    checks.add(reporter.poll(outlet, source, Validators.NONE, Set.of())
                            .thenApply(poll -> new SourceCheck(outlet.id(), source, poll)));
                }
            }
            for (int told = 0; told < checks.size(); told++) {
                screen.progress("checked %d of %d sources".formatted(told, checks.size()));
                SourceCheck check = checks.get(told).join();
                sound &= !check.isBroken();
                screen.result(check.line());
            }
        } finally {
            screen.end();
        }
        return sound;
    }

    /** The crawler's settings; where Kafka is does not matter to who only asks. */
    private static IngestConfig config(Env env) {
        return IngestConfig.from(env.with("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"));
    }
}
