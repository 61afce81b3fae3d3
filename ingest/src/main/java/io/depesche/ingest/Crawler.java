package io.depesche.ingest;

import io.depesche.contracts.record.ArticleVisit;
import io.depesche.ingest.discover.Discovery;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.frontier.Frontier;
import io.depesche.ingest.frontier.Journal;
import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Crawls outlets: {@linkplain #crawlOnce() once}, or {@linkplain #start() until it is closed}, each outlet at its interval and
 * each article again by its outlet's schedule. What is broken touches only itself.
 */
public final class Crawler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Crawler.class);
    private static final long BEAT_MILLIS = 250;

    private final List<Outlet> outlets;
    private final Map<String, Outlet> outletsById;
    private final Round.Tools tools;
    private final Map<String, Instant> nextRounds = new HashMap<>();
    private final Map<String, CompletableFuture<?>> runningRounds = new HashMap<>();
    /** The last round of each outlet that named articles: what it says of them serves their revisits. */
    private final Map<String, Round> lastRounds = new ConcurrentHashMap<>();

    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "crawl");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A crawler that does nothing yet.
     *
     * @param fetcher closed with the crawler
     * @param journal not closed with the crawler, which may still write to it until then
     * @param maxBodyBytes most bytes of an article's body, in UTF-8
     */
    public Crawler(
            List<Outlet> outlets,
            Fetcher fetcher,
            PageReader reader,
            Frontier frontier,
            Journal journal,
            CrawlListener listener,
            Clock clock,
            int maxBodyBytes) {
        this.outlets = List.copyOf(outlets);
        this.outletsById = outlets.stream().collect(Collectors.toMap(Outlet::id, Function.identity()));
        Desk desk = new Desk(reader, frontier, journal, clock, maxBodyBytes);
        this.tools = new Round.Tools(fetcher, desk, frontier, journal, listener, clock);
    }

    /**
     * Polls every source once and fetches every article that they name once, those that are known with the question whether they
     * changed. Returns when all is written.
     */
    public CrawlReport crawlOnce() {
        List<CompletableFuture<CrawlReport>> rounds = outlets.stream()
                .map(outlet -> new Round(outlet, Round.Purpose.EVERYTHING, tools).walk())
                .toList();
        List<CrawlReport> reports = rounds.stream().map(CompletableFuture::join).toList();
        return new CrawlReport(
                reports.stream().flatMap(report -> report.sources().stream()).toList(),
                reports.stream().flatMap(report -> report.articles().stream()).toList());
    }

    /** Starts to crawl and returns at once. */
    @SuppressWarnings("FutureReturnValueIgnored") // the beat goes on until it is shut down
    public void start() {
        beat.scheduleWithFixedDelay(this::beatOn, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the next beat does not wait for what this one starts
    private void beatOn() {
        try {
            beat();
        } catch (RuntimeException e) {
            LOG.error("the crawler stumbled and goes on", e);
        }
    }

    /** Starts what is due by the clock; not for several threads. The future completes when all of it is done. */
    CompletableFuture<Void> beat() {
        Instant now = tools.clock().instant();
        List<CompletableFuture<?>> started = new ArrayList<>();
        for (Outlet outlet : outlets) {
            boolean due = !now.isBefore(nextRounds.getOrDefault(outlet.id(), Instant.MIN));
            CompletableFuture<?> running = runningRounds.get(outlet.id());
            if (due && (running == null || running.isDone())) {
                nextRounds.put(outlet.id(), now.plus(outlet.rhythm().interval()));
                Round round = new Round(outlet, Round.Purpose.NEWS, tools);
                CompletableFuture<?> walk = round.walk().thenAccept(report -> {
                    if (round.size() > 0) {
                        lastRounds.put(outlet.id(), round);
                    }
                });
                runningRounds.put(outlet.id(), walk);
                started.add(walk);
            }
        }
        for (ArticleVisit visit : tools.frontier().takeDue(now)) {
            Outlet outlet = outletsById.get(visit.getOutlet());
            if (outlet != null) {
                URI address = URI.create(visit.getUrl());
                started.add(Round.visit(outlet, address, Optional.of(visit), tools, () -> facts(outlet, address)));
            }
        }
        return CompletableFuture.allOf(started.toArray(CompletableFuture<?>[]::new));
    }

    private Discovery facts(Outlet outlet, URI address) {
        return Optional.ofNullable(lastRounds.get(outlet.id()))
                .map(round -> round.facts(address))
                .orElseGet(() -> Discovery.of(address));
    }

    /** Starts nothing more, gives running fetches a few seconds to end, and closes the fetcher. */
    @Override
    public void close() {
        beat.shutdownNow();
        tools.fetcher().close();
    }
}
