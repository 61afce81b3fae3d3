package io.depesche.ingest.crawl;

import io.depesche.contracts.record.ArticleOrder;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.RightsStatement;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.discover.PathShapes;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.discover.SourceKind;
import io.depesche.ingest.discover.SourceReader;
import io.depesche.ingest.discover.UnreadableSource;
import io.depesche.ingest.extract.ExtractedPage;
import io.depesche.ingest.extract.Extraction;
import io.depesche.ingest.extract.Page;
import io.depesche.ingest.extract.SiteTemplate;
import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.fetch.FetchProblem;
import io.depesche.ingest.fetch.FetchResult;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.fetch.RobotsRules;
import io.depesche.ingest.fetch.Validators;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.rights.Rights;
import io.depesche.ingest.rights.RightsPolicy;
import io.depesche.ingest.rights.TdmFiles;
import io.depesche.ingest.rights.TdmRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Goes out and reads: fetches sources and articles and makes of them what the desk decides on. It works until it is closed; what it
 * was on the way to then comes to nothing. Safe for several threads.
 */
public final class Reporter {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    /**
     * Pages and sources that all reporters of a process read at once. There are many more threads that fetch than cores: if all read,
     * the heap would hold as many trees of pages, and the stream thread would hardly get its turn.
     */
    private static final Semaphore READING = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final Fetcher.Lease lease;
    private final TdmFiles tdmFiles;
    private final PageReader reader;
    private final Clock clock;
    private final int maxBodyBytes;

    /**
     * A reporter for some of the hosts.
     *
     * @param lease closed with the reporter
     * @param maxBodyBytes most bytes of an article's body, in UTF-8
     */
    public Reporter(Fetcher.Lease lease, PageReader reader, Clock clock, int maxBodyBytes) {
        this.lease = lease;
        this.tdmFiles = new TdmFiles(lease::fetch, clock);
        this.reader = reader;
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * Reads a source. The future never completes exceptionally.
     *
     * @param shapes how the outlet's articles are known to look
     */
    public CompletableFuture<Poll> poll(Outlet outlet, Source source, Validators known, Set<String> shapes) {
        Duration pause = outlet.rhythm().minDelay();
        return lease.fetch(new Fetcher.Order(source.address(), known, pause))
                .thenCombine(
                        source.kind() == SourceKind.HOMEPAGE
                                ? lease.robotsOf(source.address(), pause).thenApply(RobotsRules::sitemaps)
                                : CompletableFuture.completedFuture(List.<String>of()),
                        (result, sitemaps) -> poll(outlet, source, result, PathShapes.of(shapes), sitemaps))
                .exceptionally(failure -> new Poll.Broken("failed: " + failure, false, Optional.empty()));
    }

    private Poll poll(
            Outlet outlet, Source source, FetchResult result, PathShapes shapes, List<String> robotsSitemaps) {
        if (result instanceof FetchResult.Failed failed) {
            return new Poll.Broken(failed.detail(), failed.hostTrouble(), failed.retryAfter());
        }
        if (!(result instanceof FetchResult.Fetched fetched)) {
            return new Poll.Unchanged();
        }
        READING.acquireUninterruptibly();
        try {
            return new Poll.Read(
                    SourceReader.read(source, fetched.answer(), outlet, shapes, robotsSitemaps, now()),
                    fetched.answer().validators());
        } catch (UnreadableSource e) {
            return new Poll.Broken(e.reason(), false, Optional.empty());
        } finally {
            READING.release();
        }
    }

    /**
     * Asks a hub for a subscription. The future never completes exceptionally.
     *
     * @param form what to ask for
     */
    public CompletableFuture<FetchResult> subscribe(Outlet outlet, URI hub, Map<String, String> form) {
        return lease.send(new Fetcher.Form(hub, form, outlet.rhythm().minDelay()));
    }

    /**
     * Reads an article, conditionally where it is known. The future never completes exceptionally.
     *
     * @param template what is known of the outlet's pages on that site
     */
    public CompletableFuture<Reading> visit(
            Outlet outlet, ArticleOrder order, Optional<Known> known, SiteTemplate template) {
        Duration pause = outlet.rhythm().minDelay();
        Optional<Known> published = known.filter(Known::isPublished);
        URI address = published.map(Known::address).orElseGet(() -> URI.create(order.getUrl()));
        Validators validators = published
                .map(article -> new Validators(
                        article.state().getEtag(), article.state().getLastModified()))
                .orElse(Validators.NONE);
        // What the site reserves has to be known before its first article is here.
        return tdmFiles.of(address, pause)
                .thenCompose(unused -> lease.fetch(new Fetcher.Order(address, validators, pause)))
                .thenCompose(result -> reading(outlet, order, template, result, pause))
                .exceptionally(failure -> Reading.Trouble.ofPage(Fate.FAILED, "failed: " + failure));
    }

    private CompletableFuture<Reading> reading(
            Outlet outlet, ArticleOrder order, SiteTemplate template, FetchResult result, Duration pause) {
        if (result instanceof FetchResult.Failed failed) {
            return CompletableFuture.completedFuture(new Reading.Trouble(
                    fateOf(failed.problem()),
                    failed.detail(),
                    failed.status(),
                    failed.hostTrouble(),
                    failed.retryAfter()));
        }
        if (!(result instanceof FetchResult.Fetched fetched)) {
            return CompletableFuture.completedFuture(new Reading.Unchanged());
        }
        Answer answer = fetched.answer();
        return lease.robotsOf(answer.address(), pause)
                .thenCombine(
                        tdmFiles.of(answer.address(), pause),
                        (robots, file) -> reading(outlet, order, template, answer, robots, file));
    }

    private Reading reading(
            Outlet outlet,
            ArticleOrder order,
            SiteTemplate template,
            Answer answer,
            RobotsRules robots,
            Optional<TdmRules> file) {
        URI address = CanonicalAddress.normalised(answer.address());
        if (!outlet.holds(address)) {
            return Reading.Trouble.ofPage(Fate.NO_ARTICLE, "redirects to " + address + ", not a page of the outlet");
        }
        Optional<String> otherType =
                answer.mediaType().filter(type -> !type.contains("html") && !type.equals("text/plain"));
        if (otherType.isPresent()) {
            return Reading.Trouble.ofPage(Fate.NO_ARTICLE, "is " + otherType.get());
        }
        ExtractedPage extracted =
                read(new Page(answer.body(), answer.address(), answer.charset(), Optional.of(outlet.zone())), template);
        Extraction page = extracted.extraction();
        if (page.problem().isPresent()) {
            return Reading.Trouble.ofPage(
                    Fate.NO_ARTICLE, "holds no article: " + page.problem().get().detail());
        }
        if (ArticleWriter.headline(order, page).isEmpty()) {
            return Reading.Trouble.ofPage(Fate.NO_ARTICLE, "holds no article: it has no headline");
        }
        int bytes = page.body().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBodyBytes) {
            return Reading.Trouble.ofPage(
                    Fate.TOO_LARGE,
                    "has a body of %d bytes; the limit is %d (MAX_BODY_BYTES)".formatted(bytes, maxBodyBytes));
        }
        Instant now = now();
        List<RightsStatement> rights = Rights.collect(answer, page.rights(), robots, file, now);
        RightsPolicy.Decision decision = RightsPolicy.decide(rights, outlet.honour());
        if (decision.outcome() == RightsPolicy.Outcome.SKIP) {
            return Reading.Trouble.ofPage(
                    Fate.RESERVED,
                    "is reserved by "
                            + decision.because()
                                    .map(statement -> statement.getEvidence() + ": " + statement.getValue())
                                    .orElse("the outlet"));
        }
        boolean metadataOnly = decision.outcome() == RightsPolicy.Outcome.METADATA_ONLY;
        RawArticle draft = ArticleWriter.write(outlet, order, answer, page, rights, metadataOnly, now);
        return new Reading.Article(
                draft,
                answer.address(),
                Marks.of(draft),
                answer.validators(),
                answer.lastChange(),
                answer.took(),
                page.cleaned(),
                metadataOnly ? List.of() : extracted.blocks());
    }

    private ExtractedPage read(Page page, SiteTemplate template) {
        READING.acquireUninterruptibly();
        try {
            return reader.read(page, template);
        } finally {
            READING.release();
        }
    }

    /** What is known of a host's robots.txt, for whoever takes the host over. */
    public Optional<Fetcher.KnownRobots> knownRobots(URI address) {
        return lease.knownRobots(address);
    }

    /** Takes over what a former owner of the host knew of its robots.txt. */
    public void seedRobots(URI address, String text, Instant fetched) {
        lease.seedRobots(address, text, fetched);
    }

    /** Drops what waits and ends what is on the wire; returns when nothing is. */
    public void close() {
        lease.close(CLOSE_PATIENCE);
    }

    /** As precise as the records are, so that what was read back equals what was written. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Fate fateOf(FetchProblem problem) {
        return switch (problem) {
            case FORBIDDEN_BY_ROBOTS -> Fate.FORBIDDEN_BY_ROBOTS;
            case REFUSED_ADDRESS -> Fate.REFUSED_ADDRESS;
            case NOT_FOUND -> Fate.NOT_FOUND;
            case TOO_LARGE -> Fate.TOO_LARGE;
            case TOO_MANY_REDIRECTS, TIMEOUT, UNREACHABLE, BAD_STATUS, BAD_ANSWER, STOPPED -> Fate.FAILED;
        };
    }
}
