package io.depesche.ingest.crawl;

import io.depesche.contracts.record.ArticleOrder;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.RightsStatement;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.Site;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.discover.PathShapes;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.discover.SourceKind;
import io.depesche.ingest.discover.SourceReader;
import io.depesche.ingest.discover.UnreadableSource;
import io.depesche.ingest.extract.ArticleParts;
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
import java.nio.ByteBuffer;
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
import java.util.function.Predicate;

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
     * Reads an article, conditionally where it is known, with all its parts. The future never completes exceptionally.
     *
     * @param template what is known of the outlet's pages on that site
     * @param last whether it is not tried again, so that what is there is better than nothing
     */
    public CompletableFuture<Reading> visit(
            Outlet outlet, ArticleOrder order, Optional<Known> known, SiteTemplate template, boolean last) {
        Duration pause = outlet.rhythm().minDelay();
        Optional<Known> published = known.filter(Known::isPublished);
        URI address = published.map(Known::address).orElseGet(() -> URI.create(order.getUrl()));
        Validators validators = published
                .map(article -> new Validators(
                        article.state().getEtag(), article.state().getLastModified()))
                .orElse(Validators.NONE);
        Visit visit = new Visit(outlet, order, published, template, last);
        // What the site reserves has to be known before its first article is here.
        return tdmFiles.of(address, pause)
                .thenCompose(unused -> fetch(visit, address, validators, outlet::holds))
                .thenCompose(page -> fromFirst(visit, page))
                .thenCompose(page -> reading(visit, page))
                .exceptionally(failure -> Reading.Trouble.ofPage(Fate.FAILED, "failed: " + failure));
    }

    /** A visit that is under way. */
    private record Visit(
            Outlet outlet, ArticleOrder order, Optional<Known> published, SiteTemplate template, boolean last) {}

    /** A page that was read, or what came instead. */
    private sealed interface Fetched {

        record Read(Answer answer, ExtractedPage page, List<RightsStatement> rights, boolean metadataOnly)
                implements Fetched {}

        record None(Reading why) implements Fetched {}
    }

    /** Fetches and reads a page, where it ends up at an address that is wanted. */
    private CompletableFuture<Fetched> fetch(Visit visit, URI address, Validators validators, Predicate<URI> wanted) {
        Duration pause = visit.outlet().rhythm().minDelay();
        return lease.fetch(new Fetcher.Order(address, validators, pause)).thenCompose(result -> {
            if (result instanceof FetchResult.Failed failed) {
                return CompletableFuture.completedFuture(new Fetched.None(new Reading.Trouble(
                        fateOf(failed.problem()),
                        failed.detail(),
                        failed.status(),
                        failed.hostTrouble(),
                        failed.retryAfter())));
            }
            if (!(result instanceof FetchResult.Fetched fetched)) {
                return CompletableFuture.completedFuture(new Fetched.None(new Reading.Unchanged()));
            }
            Answer answer = fetched.answer();
            URI end = CanonicalAddress.normalised(answer.address());
            if (!wanted.test(end)) {
                return CompletableFuture.completedFuture(
                        nothing(Fate.NO_ARTICLE, "redirects to " + end + ", not a page of the outlet"));
            }
            return lease.robotsOf(answer.address(), pause)
                    .thenCombine(
                            tdmFiles.of(answer.address(), pause), (robots, file) -> read(visit, answer, robots, file));
        });
    }

    private Fetched read(Visit visit, Answer answer, RobotsRules robots, Optional<TdmRules> file) {
        Optional<String> otherType =
                answer.mediaType().filter(type -> !type.contains("html") && !type.equals("text/plain"));
        if (otherType.isPresent()) {
            return nothing(Fate.NO_ARTICLE, "is " + otherType.get());
        }
        ExtractedPage page = read(
                new Page(
                        answer.body(),
                        answer.address(),
                        answer.charset(),
                        Optional.of(visit.outlet().zone())),
                visit.template());
        Extraction extraction = page.extraction();
        if (extraction.problem().isPresent()) {
            return nothing(
                    Fate.NO_ARTICLE,
                    "holds no article: " + extraction.problem().get().detail());
        }
        List<RightsStatement> rights = Rights.collect(answer, extraction.rights(), robots, file, now());
        RightsPolicy.Decision decision =
                RightsPolicy.decide(rights, visit.outlet().honour());
        if (decision.outcome() == RightsPolicy.Outcome.SKIP) {
            return nothing(
                    Fate.RESERVED,
                    "is reserved by "
                            + decision.because()
                                    .map(statement -> statement.getEvidence() + ": " + statement.getValue())
                                    .orElse("the outlet"));
        }
        return new Fetched.Read(answer, page, rights, decision.outcome() == RightsPolicy.Outcome.METADATA_ONLY);
    }

    private static Fetched nothing(Fate fate, String reason) {
        return new Fetched.None(Reading.Trouble.ofPage(fate, reason));
    }

    /** Where a source names a later part, the first one is read in its place. */
    private CompletableFuture<Fetched> fromFirst(Visit visit, Fetched fetched) {
        Optional<URI> first =
                fetched instanceof Fetched.Read read && visit.published().isEmpty()
                        ? read.page().parts().first().flatMap(Reporter::checked).filter(visit.outlet()::holds)
                        : Optional.empty();
        if (first.isEmpty()) {
            return CompletableFuture.completedFuture(fetched);
        }
        Fetched.Read named = (Fetched.Read) fetched;
        return fetch(visit, first.get(), Validators.NONE, visit.outlet()::holds).thenApply(other -> {
            if (other instanceof Fetched.Read read) {
                return ArticleParts.belongs(
                                read.page().extraction().headline(),
                                named.page().extraction())
                        ? read
                        : named;
            }
            boolean again = other instanceof Fetched.None none
                    && none.why() instanceof Reading.Trouble trouble
                    && trouble.hostTrouble()
                    && !visit.last();
            return again ? other : named;
        });
    }

    private CompletableFuture<Reading> reading(Visit visit, Fetched fetched) {
        if (fetched instanceof Fetched.None none) {
            return CompletableFuture.completedFuture(none.why());
        }
        Fetched.Read first = (Fetched.Read) fetched;
        if (ArticleWriter.headline(visit.order(), first.page().extraction()).isEmpty()) {
            return CompletableFuture.completedFuture(
                    Reading.Trouble.ofPage(Fate.NO_ARTICLE, "holds no article: it has no headline"));
        }
        Reading alone = article(visit, first);
        if (!(alone instanceof Reading.Article article)
                || first.metadataOnly()
                || first.page().parts().nextAtStart().isEmpty()) {
            return CompletableFuture.completedFuture(alone);
        }
        ByteBuffer start = Known.shortened(article.draft().getBodyHash());
        if (visit.published()
                .flatMap(known -> known.state().getStart())
                .filter(start::equals)
                .isPresent()) {
            return CompletableFuture.completedFuture(new Reading.Unchanged());
        }
        Parts parts = Parts.of(first.page());
        return whole(visit, parts, first.page().parts().whole())
                .thenCompose(
                        whole -> whole.map(CompletableFuture::completedFuture).orElseGet(() -> follow(visit, parts)))
                .thenApply(read -> joined(visit, article, read));
    }

    /** The whole article, where the page offers it on one. */
    private CompletableFuture<Optional<Parts>> whole(Visit visit, Parts parts, Optional<URI> offered) {
        Optional<URI> address = offered.flatMap(Reporter::checked);
        return address.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : part(visit, address.get())
                        .thenApply(fetched -> fetched instanceof Fetched.Read read && !read.metadataOnly()
                                ? parts.whole(address.get(), read.page())
                                : Optional.empty());
    }

    /** Reads one part after the other, each with all of the host's pauses. */
    private CompletableFuture<Parts> follow(Visit visit, Parts parts) {
        Optional<URI> next = parts.next().flatMap(Reporter::checked);
        if (next.isEmpty()) {
            return CompletableFuture.completedFuture(parts);
        }
        return part(visit, next.get()).thenCompose(fetched -> {
            if (fetched instanceof Fetched.None none) {
                return CompletableFuture.completedFuture(parts.without(troubleOf(none.why())));
            }
            Fetched.Read read = (Fetched.Read) fetched;
            if (read.metadataOnly()) {
                return CompletableFuture.completedFuture(
                        parts.without(Reading.Trouble.ofPage(Fate.RESERVED, "is reserved")));
            }
            Parts longer = parts.with(next.get(), read.page());
            return follow(visit, isTooLarge(longer.text()) ? longer.ended() : longer);
        });
    }

    private CompletableFuture<Fetched> part(Visit visit, URI address) {
        Site site = Site.of(address);
        return fetch(visit, address, Validators.NONE, end -> Site.of(end).equals(site));
    }

    private static Reading.Trouble troubleOf(Reading why) {
        return why instanceof Reading.Trouble trouble
                ? trouble
                : Reading.Trouble.ofPage(Fate.FAILED, "was answered with 304 without being asked");
    }

    /**
     * The article with all its parts. One that lacks a part is no article yet while it is tried again, and never takes the place of one that was
     * published whole; otherwise what is there is published, marked as not being all.
     */
    private Reading joined(Visit visit, Reading.Article first, Parts parts) {
        if (isTooLarge(parts.text())) {
            return tooLarge(parts.text());
        }
        if (parts.trouble().isEmpty()) {
            Optional<String> start = Optional.of(first.draft().getBodyHash())
                    .filter(hash -> !parts.further().isEmpty());
            return first.with(
                    ArticleWriter.withText(first.draft(), parts.text(), true),
                    new Reading.Further(parts.further(), start, Optional.empty()));
        }
        Reading.Trouble why = parts.trouble().get();
        String missing = "lacks its part %s, which %s"
                .formatted(parts.next().map(URI::toString).orElse(""), why.reason());
        boolean enough = visit.published()
                .map(known -> !why.hostTrouble() && known.state().getStart().isEmpty())
                .orElse(!why.hostTrouble() || visit.last());
        return enough
                ? first.with(
                        ArticleWriter.withText(first.draft(), parts.text(), false),
                        new Reading.Further(parts.further(), Optional.empty(), Optional.of(missing)))
                : new Reading.Trouble(Fate.FAILED, missing, why.status(), why.hostTrouble(), why.retryAfter());
    }

    private Reading article(Visit visit, Fetched.Read page) {
        Extraction extraction = page.page().extraction();
        if (isTooLarge(extraction.body())) {
            return tooLarge(extraction.body());
        }
        Answer answer = page.answer();
        RawArticle draft = ArticleWriter.write(
                visit.outlet(), visit.order(), answer, extraction, page.rights(), page.metadataOnly(), now());
        return new Reading.Article(
                draft,
                answer.address(),
                Marks.of(draft),
                answer.validators(),
                answer.lastChange(),
                answer.took(),
                extraction.cleaned(),
                page.metadataOnly() ? List.of() : page.page().blocks(),
                Reading.Further.NOTHING);
    }

    private boolean isTooLarge(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length > maxBodyBytes;
    }

    private Reading tooLarge(String body) {
        return Reading.Trouble.ofPage(
                Fate.TOO_LARGE,
                "has a body of %d bytes; the limit is %d (MAX_BODY_BYTES)"
                        .formatted(body.getBytes(StandardCharsets.UTF_8).length, maxBodyBytes));
    }

    private static Optional<URI> checked(URI address) {
        try {
            return Optional.of(CanonicalAddress.normalised(WebAddress.check(address)));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
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
