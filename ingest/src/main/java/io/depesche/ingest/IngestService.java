package io.depesche.ingest;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.ingest.crawl.ArticleOutcome;
import io.depesche.ingest.crawl.CrawlListener;
import io.depesche.ingest.crawl.CrawlLog;
import io.depesche.ingest.crawl.CrawlMetrics;
import io.depesche.ingest.crawl.CrawlReport;
import io.depesche.ingest.crawl.PageReader;
import io.depesche.ingest.crawl.Reporter;
import io.depesche.ingest.crawl.SourceOutcome;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.fetch.AddressGuard;
import io.depesche.ingest.fetch.Exchanges;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.fetch.WarcArchive;
import io.depesche.ingest.frontier.CrawlProgress;
import io.depesche.ingest.frontier.FrontierTopology;
import io.depesche.ingest.frontier.OutletTopic;
import io.depesche.ingest.frontier.PushNotices;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.websub.Callbacks;
import io.depesche.ingest.websub.PushReceiver;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import io.depesche.service.HttpHook;
import io.depesche.service.RunningService;
import io.depesche.service.StreamsService;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The crawler with its frontier in Kafka. It works from {@link #start()}, or from the first {@link #crawlOnce()}. */
public final class IngestService implements RunningService {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** So often each task has to say in a row that it has nothing to do. */
    private static final int ROUNDS = 3;

    private final IngestConfig config;
    private final List<Outlet> outlets;
    private final OutletTopic outletTopic;
    private final Optional<WarcArchive> archive;
    private final Fetcher fetcher;
    private final Optional<PushNotices> notices;
    private final FrontierTopology topology;
    private final CrawlProgress progress = new CrawlProgress();
    private final Tally tally = new Tally();
    private final Clock clock;
    private final MeterRegistry registry;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private @Nullable StreamsService streams;

    private IngestService(
            IngestConfig config,
            List<Outlet> outlets,
            RecordSerdes serdes,
            PageReader reader,
            CrawlListener listener,
            Clock clock,
            MeterRegistry registry) {
        this.config = config;
        this.outlets = List.copyOf(outlets);
        this.outletTopic = new OutletTopic(config.kafka(), serdes, FrontierTopology.APPLICATION_ID + "-outlets");
        this.archive = config.warcDir()
                .map(folder -> WarcArchive.open(
                        folder,
                        config.streams().instanceId().orElse("1"),
                        config.userAgent().header(),
                        clock));
        archive.ifPresent(warc -> FunctionCounter.builder("depesche.warc.failures", warc, WarcArchive::failures)
                .register(registry));
        this.fetcher = new Fetcher(
                config.userAgent().header(),
                new AddressGuard(config.allowedNetworks()),
                config.limits(),
                config.threads(),
                clock,
                archive.<Exchanges>map(warc -> warc).orElse(Exchanges.UNHEARD));
        this.notices = config.callbacks()
                .map(callbacks -> new PushNotices(
                        config.kafka(), serdes, FrontierTopology.APPLICATION_ID + "-push-notices", clock));
        this.clock = clock;
        this.registry = registry;
        CrawlListener listeners = CrawlListener.all(
                List.of(new CrawlLog(), new CrawlMetrics(registry, config.silenceAlarm()), tally, listener));
        this.topology = new FrontierTopology(
                () -> new Reporter(fetcher.lease(), reader, clock, config.maxBodyBytes()),
                config.callbacks(),
                serdes,
                listeners,
                progress,
                clock);
    }

    /**
     * Waits for Kafka and its topics; nothing is crawled yet.
     *
     * @param outlets what the outlets file names; those that commands have added are crawled as well
     * @param listener is told what happens, besides the log and the metrics
     */
    public static IngestService open(
            IngestConfig config,
            List<Outlet> outlets,
            RecordSerdes serdes,
            PageReader reader,
            CrawlListener listener,
            Clock clock,
            MeterRegistry registry) {
        try (Cluster cluster = new Cluster(config.kafka(), FrontierTopology.APPLICATION_ID + "-admin")) {
            cluster.awaitWith(List.of(Topics.OUTLET, Topics.FRONTIER, Topics.RAW, Topics.TAKEDOWN, Topics.DEAD));
        }
        return new IngestService(config, outlets, serdes, reader, listener, clock, registry);
    }

    /** Starts to crawl and returns at once. */
    public void start() {
        load(Optional.empty());
        startStreams();
    }

    /**
     * Polls every source of the outlets once and fetches every article that they name once, those that are known with the question
     * whether they changed. Returns when all is committed; then it goes on to crawl as if it had been started.
     */
    public CrawlReport crawlOnce() {
        Instant requested = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        tally.begin(requested);
        load(Optional.of(requested));
        startStreams();
        try {
            Set<Source> awaited = outlets.stream()
                    .flatMap(outlet -> Source.of(outlet).stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            while (!tally.hasSeen(awaited)) {
                pause();
            }
            awaitIdle();
            streams().awaitCommit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while crawling", e);
        }
        return tally.report();
    }

    /** How far this process is. */
    public CrawlProgress progress() {
        return progress;
    }

    private void awaitIdle() throws InterruptedException {
        long idleSince = progress.rounds();
        while (progress.rounds() < idleSince + ROUNDS) {
            pause();
            if (!progress.isIdle()) {
                idleSince = progress.rounds();
            }
        }
    }

    private void pause() throws InterruptedException {
        if (!isAlive()) {
            throw new IllegalStateException("the crawler has stopped");
        }
        Thread.sleep(LOOK_AGAIN.toMillis());
    }

    private void load(Optional<Instant> requested) {
        try {
            outletTopic.load(outlets, requested);
        } catch (KafkaException e) {
            throw new ConfigError("ingest cannot write its outlets to Kafka at %s: %s"
                    .formatted(config.kafka().bootstrapServers(), e.getMessage()));
        }
    }

    private synchronized void startStreams() {
        if (streams == null) {
            streams = new StreamsService(
                    FrontierTopology.APPLICATION_ID,
                    topology,
                    config.kafka(),
                    config.streams().with(FrontierTopology.settings()),
                    registry);
            var unused = streams.stopped().whenComplete((done, failure) -> {
                if (failure == null) {
                    stopped.complete(null);
                } else {
                    stopped.completeExceptionally(failure);
                }
            });
        }
    }

    private synchronized StreamsService streams() {
        return Objects.requireNonNull(streams, "not started");
    }

    @Override
    public boolean isAlive() {
        return !stopped.isDone();
    }

    @Override
    public synchronized boolean isReady() {
        return streams != null && streams.isReady();
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public Map<String, HttpHook> hooks() {
        return config.callbacks()
                .flatMap(callbacks -> notices.map(known ->
                        Map.<String, HttpHook>of(Callbacks.PATH, new PushReceiver(callbacks, known, registry))))
                .orElse(Map.of());
    }

    /** Commits what is decided, hands its hosts over at once, and leaves what is under way to whoever takes them. */
    @Override
    public void close() {
        StreamsService running;
        synchronized (this) {
            running = streams;
        }
        if (running != null) {
            running.close();
        }
        fetcher.close();
        notices.ifPresent(PushNotices::close);
        archive.ifPresent(WarcArchive::close);
        stopped.complete(null);
    }

    /** Collects what one crawl of everything comes to. */
    private static final class Tally implements CrawlListener {

        private final Map<Source, SourceOutcome> sources = new LinkedHashMap<>();
        private final Map<URI, ArticleOutcome> articles = new LinkedHashMap<>();
        private Optional<Instant> request = Optional.empty();

        synchronized void begin(Instant requested) {
            sources.clear();
            articles.clear();
            request = Optional.of(requested);
        }

        synchronized boolean hasSeen(Set<Source> awaited) {
            return sources.keySet().containsAll(awaited);
        }

        synchronized CrawlReport report() {
            request = Optional.empty();
            return new CrawlReport(List.copyOf(sources.values()), List.copyOf(articles.values()));
        }

        @Override
        public synchronized void polled(SourceOutcome outcome) {
            if (request.isPresent() && outcome.requested().equals(request)) {
                sources.put(outcome.source(), outcome);
            }
        }

        @Override
        public synchronized void visited(ArticleOutcome outcome) {
            if (request.isPresent()) {
                articles.put(outcome.address(), outcome);
            }
        }
    }
}
