package io.depesche.ingest;

import io.depesche.contracts.record.ArticleVisit;
import io.depesche.contracts.record.SourcePoll;
import io.depesche.ingest.discover.Discovery;
import io.depesche.ingest.discover.PathShapes;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.discover.SourceContent;
import io.depesche.ingest.discover.SourceReader;
import io.depesche.ingest.discover.UnreadableSource;
import io.depesche.ingest.fetch.FetchResult;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.fetch.Validators;
import io.depesche.ingest.frontier.Frontier;
import io.depesche.ingest.frontier.Journal;
import io.depesche.ingest.frontier.Memory;
import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * One walk through the sources of one outlet and the articles they name. An article that several sources name is fetched once;
 * what they say of it is merged.
 */
final class Round {

    /** Which articles are fetched, and how sources are asked. */
    enum Purpose {
        /** Every article, known ones conditionally; every source whole. */
        EVERYTHING,
        /** Articles that are not known yet; sources conditionally. */
        NEWS
    }

    /** What all rounds work with. */
    record Tools(Fetcher fetcher, Desk desk, Frontier frontier, Journal journal, CrawlListener listener, Clock clock) {}

    private final Outlet outlet;
    private final Purpose purpose;
    private final Tools tools;
    private final Map<URI, Discovery> found = new ConcurrentHashMap<>();
    private final Set<URI> taken = ConcurrentHashMap.newKeySet();
    private final Set<String> visitedIds = ConcurrentHashMap.newKeySet();
    private final Set<URI> sitemaps = ConcurrentHashMap.newKeySet();
    private final Queue<SourceOutcome> sources = new ConcurrentLinkedQueue<>();
    private final Queue<ArticleOutcome> articles = new ConcurrentLinkedQueue<>();
    private final Queue<Memory> polls = new ConcurrentLinkedQueue<>();

    Round(Outlet outlet, Purpose purpose, Tools tools) {
        this.outlet = outlet;
        this.purpose = purpose;
        this.tools = tools;
    }

    /** Walks; the future completes when every article is done with, and never exceptionally. */
    CompletableFuture<CrawlReport> walk() {
        List<CompletableFuture<Void>> walks = new ArrayList<>();
        for (Source source : Source.of(outlet)) {
            sitemaps.add(source.address());
            walks.add(poll(source, true));
        }
        return all(walks)
                // Only now: had the crawler died before, an unchanged source would hide the articles it had not come
                // to.
                .thenCompose(done -> rememberPolls())
                .thenApply(done -> new CrawlReport(List.copyOf(sources), List.copyOf(articles)));
    }

    /** What the sources said of an address. */
    Discovery facts(URI address) {
        return found.getOrDefault(address, Discovery.of(address));
    }

    /** How many articles were named. */
    int size() {
        return found.size();
    }

    private CompletableFuture<Void> poll(Source source, boolean followed) {
        Validators known = purpose == Purpose.EVERYTHING
                ? Validators.NONE
                : tools.frontier()
                        .source(source.address())
                        .map(poll -> new Validators(poll.getEtag(), poll.getLastModified()))
                        .orElse(Validators.NONE);
        return tools.fetcher()
                .fetch(new Fetcher.Order(
                        source.address(), known, outlet.rhythm().minDelay()))
                .thenCompose(result -> read(source, result, followed));
    }

    private CompletableFuture<Void> read(Source source, FetchResult result, boolean followed) {
        if (result instanceof FetchResult.Failed failed) {
            return broken(source, failed.detail());
        }
        if (!(result instanceof FetchResult.Fetched fetched)) {
            return polled(new SourceOutcome(outlet.id(), source, 0, false, Optional.empty()));
        }
        SourceContent content;
        try {
            content = SourceReader.read(
                    source,
                    fetched.answer(),
                    outlet,
                    PathShapes.of(List.of()),
                    List.of(),
                    tools.clock().instant());
        } catch (UnreadableSource e) {
            return broken(source, e.reason());
        }
        Validators validators = fetched.answer().validators();
        polls.add(Frontier.of(SourcePoll.newBuilder()
                .setOutlet(outlet.id())
                .setUrl(source.address().toString())
                .setEtag(validators.etag().orElse(null))
                .setLastModified(validators.lastModified().orElse(null))
                .setPolled(tools.clock().instant().truncatedTo(ChronoUnit.MILLIS))
                .build()));
        List<CompletableFuture<Void>> walks = new ArrayList<>();
        walks.add(
                polled(new SourceOutcome(outlet.id(), source, content.articles().size(), true, Optional.empty())));
        content.articles().forEach(discovery -> walks.add(take(discovery)));
        if (followed) {
            content.sources().stream()
                    .filter(found -> sitemaps.add(found.address()))
                    .forEach(found -> walks.add(poll(found, false)));
        }
        return all(walks);
    }

    /** Fetches an article when it is named for the first time. What other sources say until it is here is merged in. */
    private CompletableFuture<Void> take(Discovery discovery) {
        URI address = discovery.address();
        found.merge(address, discovery, Discovery::mergedWith);
        if (!taken.add(address)) {
            return CompletableFuture.completedFuture(null);
        }
        Optional<ArticleVisit> known = tools.frontier().at(address);
        boolean wanted = known.isEmpty()
                || (purpose == Purpose.EVERYTHING && visitedIds.add(known.get().getArticleId()));
        return wanted ? visit(address, known) : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> visit(URI address, Optional<ArticleVisit> known) {
        tools.listener().found(outlet.id(), address);
        return visit(outlet, address, known, tools, () -> facts(address)).thenAccept(articles::add);
    }

    /** Fetches one article, conditionally where it is known, and has it decided on. Never completes exceptionally. */
    static CompletableFuture<ArticleOutcome> visit(
            Outlet outlet, URI address, Optional<ArticleVisit> known, Tools tools, Supplier<Discovery> facts) {
        Optional<ArticleVisit> published = known.filter(visit -> visit.getRevision() > 0);
        Fetcher.Order order = new Fetcher.Order(
                published.map(visit -> URI.create(visit.getUrl())).orElse(address),
                published
                        .map(visit -> new Validators(visit.getEtag(), visit.getLastModified()))
                        .orElse(Validators.NONE),
                outlet.rhythm().minDelay());
        return tools.fetcher()
                .fetch(order)
                .thenCompose(result -> tools.desk().decide(outlet, facts.get(), result))
                .exceptionally(
                        failure -> ArticleOutcome.trouble(outlet.id(), address, Fate.FAILED, "failed: " + failure))
                .thenApply(outcome -> {
                    tools.listener().visited(outcome);
                    return outcome;
                });
    }

    private CompletableFuture<Void> broken(Source source, String reason) {
        return polled(new SourceOutcome(outlet.id(), source, 0, true, Optional.of(reason)));
    }

    private CompletableFuture<Void> polled(SourceOutcome outcome) {
        sources.add(outcome);
        tools.listener().polled(outcome);
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> rememberPolls() {
        return polls.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : tools.journal()
                        .write(new Journal.Entry(Optional.empty(), List.copyOf(polls)))
                        .thenRun(() -> polls.forEach(tools.frontier()::remember))
                        .exceptionally(failure -> null); // asked whole the next time
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> walks) {
        return CompletableFuture.allOf(walks.toArray(CompletableFuture<?>[]::new));
    }
}
