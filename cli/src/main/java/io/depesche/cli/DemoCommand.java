package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.cli.newsroom.Newsroom;
import io.depesche.contracts.Topics;
import io.depesche.ingest.crawl.CrawlReport;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.StopSignal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs everything in one JVM on a small newsroom of invented outlets. */
@Command(
        name = "demo",
        description =
                "Serves a newsroom of invented outlets on loopback and lets crawler, tagger and routes loose on it, with a Kafka"
                        + " broker of its own that any Kafka tool can look into.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: depesche demo --once"})
final class DemoCommand implements Callable<Integer> {

    /** How long the uncorrected article stands before its correction comes out. */
    private static final int SECONDS_UNTIL_CORRECTION = 25;

    private final Console console;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(names = "--once", description = "ends with a summary when all articles are tagged")
    private boolean once;

    @Option(names = "--data", paramLabel = "DIR", description = "keeps broker and state between starts")
    private Optional<Path> data = Optional.empty();

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (StopSignal signal = new StopSignal();
                Newsroom newsroom = Newsroom.open(Clock.systemUTC());
                LocalStream stream = new LocalStream(settings(newsroom), console)) {
            console.err()
                    .printf(
                            "newsroom   %d invented outlets on loopback%n",
                            newsroom.outlets().size());
            plantUnreadableRecord(stream.kafka());
            return once ? once(newsroom, stream) : untilStopped(newsroom, stream, signal);
        }
    }

    private LocalStream.Settings settings(Newsroom newsroom) {
        Env env = kafka.in(console.env())
                .with("CRAWLER_CONTACT", console.env().text("CRAWLER_CONTACT", "demo@depesche.invalid"))
                .with("ALLOWED_PRIVATE_NETWORKS", "127.0.0.0/8")
                .with("OUTLETS_FILE", "the demo newsroom");
        return new LocalStream.Settings(OutletsFile.parse("the demo newsroom", newsroom.outletsYaml()), data, env);
    }

    /** So that a dead letter can be seen: a record in news.raw.v1 that is no Avro. */
    private static void plantUnreadableRecord(KafkaSettings kafka) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                kafka.client("depesche-demo-vandal"), new StringSerializer(), new ByteArraySerializer())) {
            byte[] unreadable = "planted by depesche demo: not Avro".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(Topics.RAW.name(), "planted-by-demo", unreadable))
                    .get();
        }
    }

    private int once(Newsroom newsroom, LocalStream stream) throws InterruptedException {
        CrawlReport first = stream.crawlOnce();
        stream.screen()
                .note(
                        "every article fetched once; now the newsroom corrects one of them, and the crawler comes by again");
        newsroom.publishCorrections();
        CrawlReport second = stream.crawlOnce();
        stream.settle();
        stream.screen().end();
        DemoSummary summary = new DemoSummary(
                newsroom.expectations(),
                newsroom.outlets(),
                newsroom.requests(),
                List.of(first, second),
                stream.tagged(),
                stream.deadLetters());
        console.out().println(summary.text());
        return summary.isAsExpected() ? 0 : 1;
    }

    private static int untilStopped(Newsroom newsroom, LocalStream stream, StopSignal signal) {
        stream.screen()
                .note("Ctrl-C ends the demo; in %d s the newsroom corrects one of its articles"
                        .formatted(SECONDS_UNTIL_CORRECTION));
        CompletableFuture<Void> correction = CompletableFuture.runAsync(
                newsroom::publishCorrections,
                CompletableFuture.delayedExecutor(SECONDS_UNTIL_CORRECTION, TimeUnit.SECONDS));
        stream.crawlOn();
        signal.given().join();
        correction.cancel(false);
        return 0;
    }
}
