package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.cli.broker.EmbeddedKafka;
import io.depesche.cli.page.LivePage;
import io.depesche.cli.pipeline.Pipeline;
import io.depesche.cli.pipeline.StreamWatcher;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.ingest.IngestConfig;
import io.depesche.ingest.IngestService;
import io.depesche.ingest.crawl.ArticleOutcome;
import io.depesche.ingest.crawl.CrawlListener;
import io.depesche.ingest.crawl.CrawlReport;
import io.depesche.ingest.extract.ArticleExtractor;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.Metrics;
import io.depesche.service.RegistrySerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * All of Depesche in this JVM, shown as it works: broker (unless a cluster is named), crawler, tagger, routes, and a page to watch
 * them. What {@code demo} and {@code run} have in common.
 */
final class LocalStream implements AutoCloseable {

    /** How long tagging may lag behind the crawler at the end before something must be wrong. */
    private static final Duration TAGGING_PATIENCE = Duration.ofMinutes(30);

    /**
     * What to run.
     *
     * @param outlets whom to crawl
     * @param data folder for broker and state; without one they go when the stream is closed
     * @param env names a cluster, if there is one; carries the crawler's settings
     */
    record Settings(List<Outlet> outlets, Optional<Path> data, Env env) {}

    private final Screen screen;
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final Queue<ArticleOutcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Queue<TaggedArticle> tagged = new ConcurrentLinkedQueue<>();
    private final Queue<StreamWatcher.DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();
    private final OutletBoard board = new OutletBoard(ZoneId.systemDefault());
    private final AtomicInteger found = new AtomicInteger();
    private final LivePage page;
    private final KafkaSettings kafka;
    private final RecordSerdes serdes;
    private final StreamWatcher watcher;
    private final Pipeline pipeline;
    private final IngestService ingest;

    /** Starts everything but the crawl; a {@link ConfigError} tells what stands in the way, and nothing stays behind. */
    LocalStream(Settings settings, Console console) {
        this.screen = new Screen(console);
        try {
            refuseWrongSettings(settings.env());
            Path data = settings.data().orElseGet(this::passingFolder);
            // Here nobody listens for what hubs send.
            Env env = settings.env()
                    .with("STATE_DIR", data.resolve("state").toString())
                    .with("WEBSUB_CALLBACK", "");
            if (env.optional("KAFKA_BOOTSTRAP_SERVERS").isEmpty()) {
                EmbeddedKafka broker = closing(EmbeddedKafka.start(data.resolve("kafka")));
                env = env.with("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
            }
            kafka = KafkaSettings.from(env);
            serdes = RegistrySerdes.from(env);
            page = closing(new LivePage(env.integer("LIVE_PAGE_PORT", 0, 0, 65_535)));
            screen.note(
                    "Kafka      %s   (kcat -b %s -L)".formatted(kafka.bootstrapServers(), kafka.bootstrapServers()));
            screen.note("live page  %s".formatted(page.address()));
            Metrics metrics = closing(new Metrics("run"));
            pipeline = closing(new Pipeline(env, metrics.registry()));
            watcher = closing(new StreamWatcher(kafka, serdes, this::onTagged, this::onDead));
            ingest = closing(IngestService.open(
                    IngestConfig.from(env),
                    settings.outlets(),
                    serdes,
                    new ArticleExtractor()::extract,
                    CrawlListener.all(List.of(new Crawl(), board)),
                    Clock.systemUTC(),
                    metrics.registry()));
            showProgress();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Before anything starts; where the broker will be is not known yet and does not matter. */
    private static void refuseWrongSettings(Env env) {
        boolean cluster = env.optional("KAFKA_BOOTSTRAP_SERVERS").isPresent();
        IngestConfig unused = IngestConfig.from(cluster ? env : env.with("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"));
    }

    private <C extends AutoCloseable> C closing(C started) {
        synchronized (toClose) {
            toClose.push(started);
        }
        return started;
    }

    private Path passingFolder() {
        try {
            Path folder = Files.createTempDirectory("depesche-");
            closing(() -> delete(folder));
            return folder;
        } catch (IOException e) {
            throw new ConfigError("no temporary folder can be made: %s; name one by --data".formatted(e.getMessage()));
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // A temporary folder: the system clears what a dying broker still held.
        }
    }

    private final class Crawl implements CrawlListener {

        @Override
        public void found(String outlet, URI address) {
            found.incrementAndGet();
        }

        @Override
        public void visited(ArticleOutcome outcome) {
            outcomes.add(outcome);
        }
    }

    private void onTagged(TaggedArticle article) {
        tagged.add(article);
        screen.result(
                screen.isTerminal() ? ArticlePrinter.COLOURED.print(article) : ArticlePrinter.PLAIN.print(article));
        page.show("article", PageEvents.of(article));
    }

    private void onDead(StreamWatcher.DeadLetter letter) {
        deadLetters.add(letter);
        screen.note("dead letter (%s): %s".formatted(letter.reason(), letter.message()));
        page.show("dead", PageEvents.of(letter));
    }

    private void showProgress() {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        closing(clock::shutdownNow);
        var unused = clock.scheduleWithFixedDelay(this::progress, 500, 500, TimeUnit.MILLISECONDS);
    }

    private void progress() {
        String counts = "found %d · fetched %d · published %d · tagged %d · routed %d · dead letters %d"
                .formatted(
                        found.get(),
                        outcomes.size(),
                        watcher.count(Topics.RAW),
                        watcher.count(Topics.TAGGED),
                        watcher.count(Topics.NINJS),
                        watcher.count(Topics.DEAD));
        String outlets = board.text();
        screen.progress(outlets.isEmpty() ? counts : outlets + "\n" + counts);
        page.update(
                "counts",
                PageEvents.counts(
                        outcomes.size(),
                        watcher.count(Topics.RAW),
                        watcher.count(Topics.TAGGED),
                        watcher.count(Topics.NINJS),
                        watcher.count(Topics.DEAD)));
    }

    /** Polls every source once and fetches every article once. */
    CrawlReport crawlOnce() {
        return ingest.crawlOnce();
    }

    /** Crawls until the stream is closed. */
    void crawlOn() {
        ingest.start();
    }

    /** Waits until all that was published is tagged and routed, and shown. */
    void settle() throws InterruptedException {
        pipeline.awaitDone(TAGGING_PATIENCE);
        watcher.awaitShown();
        progress();
    }

    KafkaSettings kafka() {
        return kafka;
    }

    Screen screen() {
        return screen;
    }

    /** The articles tagged since the start, revisions apart, in the order of their tagging. */
    List<TaggedArticle> tagged() {
        return List.copyOf(tagged);
    }

    /** The dead letters since the start. */
    List<StreamWatcher.DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** Stops the crawler first and the broker last; what is in hand is finished or given back. */
    @Override
    public void close() {
        screen.end();
        while (true) {
            AutoCloseable next;
            synchronized (toClose) {
                next = toClose.poll();
            }
            if (next == null) {
                return;
            }
            try {
                next.close();
            } catch (Exception e) { // AutoCloseable declares no narrower one
                screen.note("while stopping: " + e);
            }
        }
    }
}
