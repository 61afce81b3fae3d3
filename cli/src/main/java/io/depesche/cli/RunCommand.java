package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.ingest.crawl.CrawlReport;
import io.depesche.ingest.crawl.Fate;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.service.StopSignal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs everything in one JVM on the user's own outlets. */
@Command(
        name = "run",
        description =
                "Crawls, tags and routes your own outlets, all in one process, with a Kafka broker of its own unless a cluster"
                        + " is named.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: CRAWLER_CONTACT=desk@example.org depesche run --outlets outlets.yaml --data ./data",
            "The crawler's environment: docs/operations.md."
        })
final class RunCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(
            names = "--outlets",
            paramLabel = "FILE",
            required = true,
            description = "the outlets file (YAML; see README)")
    private Path outlets = Path.of("");

    @Option(names = "--once", description = "ends when everything found has been fetched, tagged and routed")
    private boolean once;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keeps broker and state between starts; without it they go at the end")
    private Optional<Path> data = Optional.empty();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        var settings = new LocalStream.Settings(
                OutletsFile.read(outlets), data, kafka.in(console.env()).with("OUTLETS_FILE", outlets.toString()));
        try (StopSignal signal = new StopSignal();
                LocalStream stream = new LocalStream(settings, console)) {
            if (once) {
                CrawlReport report = stream.crawlOnce();
                stream.settle();
                stream.screen().end();
                summarize(report, stream);
                return report.brokenSources() == 0 ? 0 : 1;
            }
            stream.crawlOn();
            signal.given().join();
            return 0;
        }
    }

    private void summarize(CrawlReport report, LocalStream stream) {
        report.sources().stream().filter(source -> source.trouble().isPresent()).forEach(source -> console.err()
                .printf(
                        "%s: %s %s%n",
                        source.outlet(),
                        source.source().address(),
                        source.trouble().orElse("")));
        report.articles().stream().filter(article -> article.fate().isTrouble()).forEach(article -> console.err()
                .printf("%s: %s %s %s%n", article.outlet(), article.address(), article.fate(), article.reason()));
        console.err()
                .printf(
                        "%d sources, %d articles: %d new, %d revised, %d unchanged, %d in trouble; %d tagged, %d dead letters%n",
                        report.sources().size(),
                        report.articles().size(),
                        report.count(Fate.NEW),
                        report.count(Fate.REVISED),
                        report.count(Fate.UNCHANGED),
                        report.articles().stream()
                                .filter(article -> article.fate().isTrouble())
                                .count(),
                        stream.tagged().size(),
                        stream.deadLetters().size());
    }
}
