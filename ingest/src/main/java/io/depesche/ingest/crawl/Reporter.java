package io.depesche.ingest.crawl;

import io.depesche.contracts.record.ArticleOrder;
import io.depesche.contracts.record.RawArticle;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.discover.SourceReader;
import io.depesche.ingest.discover.UnreadableSource;
import io.depesche.ingest.extract.Extraction;
import io.depesche.ingest.extract.Page;
import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.fetch.FetchProblem;
import io.depesche.ingest.fetch.FetchResult;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.fetch.Validators;
import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Goes out and reads: fetches sources and articles and makes of them what the desk decides on. Safe for several threads. */
public final class Reporter {

    private final Fetcher fetcher;
    private final PageReader reader;
    private final Clock clock;
    private final int maxBodyBytes;

    /**
     * A reporter for all outlets.
     *
     * @param maxBodyBytes most bytes of an article's body, in UTF-8
     */
    public Reporter(Fetcher fetcher, PageReader reader, Clock clock, int maxBodyBytes) {
        this.fetcher = fetcher;
        this.reader = reader;
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Reads a source. The future never completes exceptionally. */
    public CompletableFuture<Poll> poll(Outlet outlet, Source source, Validators known) {
        return fetcher.fetch(new Fetcher.Order(
                        source.address(), known, outlet.rhythm().minDelay()))
                .thenApply(result -> poll(outlet, source, result))
                .exceptionally(failure -> new Poll.Broken("failed: " + failure, false, Optional.empty()));
    }

    private static Poll poll(Outlet outlet, Source source, FetchResult result) {
        if (result instanceof FetchResult.Failed failed) {
            return new Poll.Broken(failed.detail(), isHostTrouble(failed), Optional.empty());
        }
        if (!(result instanceof FetchResult.Fetched fetched)) {
            return new Poll.Unchanged();
        }
        try {
            return new Poll.Read(
                    SourceReader.read(source, fetched.answer(), outlet),
                    fetched.answer().validators());
        } catch (UnreadableSource e) {
            return new Poll.Broken(e.reason(), false, Optional.empty());
        }
    }

    /** Reads an article, conditionally where it is known. The future never completes exceptionally. */
    public CompletableFuture<Reading> visit(Outlet outlet, ArticleOrder order, Optional<Known> known) {
        Optional<Known> published = known.filter(Known::isPublished);
        return fetcher.fetch(new Fetcher.Order(
                        published.map(Known::address).orElseGet(() -> URI.create(order.getUrl())),
                        published
                                .map(article -> new Validators(
                                        article.state().getEtag(),
                                        article.state().getLastModified()))
                                .orElse(Validators.NONE),
                        outlet.rhythm().minDelay()))
                .thenApply(result -> reading(outlet, order, result))
                .exceptionally(failure -> Reading.Trouble.ofPage(Fate.FAILED, "failed: " + failure));
    }

    private Reading reading(Outlet outlet, ArticleOrder order, FetchResult result) {
        if (result instanceof FetchResult.Failed failed) {
            return new Reading.Trouble(
                    fateOf(failed.problem()),
                    failed.detail(),
                    Optional.empty(),
                    isHostTrouble(failed),
                    Optional.empty());
        }
        return result instanceof FetchResult.Fetched fetched
                ? reading(outlet, order, fetched.answer())
                : new Reading.Unchanged();
    }

    private Reading reading(Outlet outlet, ArticleOrder order, Answer answer) {
        URI address = CanonicalAddress.normalised(answer.address());
        if (!outlet.holds(address)) {
            return Reading.Trouble.ofPage(Fate.NO_ARTICLE, "redirects to " + address + ", not a page of the outlet");
        }
        Optional<String> otherType =
                answer.mediaType().filter(type -> !type.contains("html") && !type.equals("text/plain"));
        if (otherType.isPresent()) {
            return Reading.Trouble.ofPage(Fate.NO_ARTICLE, "is " + otherType.get());
        }
        Extraction page =
                reader.read(new Page(answer.body(), answer.address(), answer.charset(), Optional.of(outlet.zone())));
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
        RawArticle draft = ArticleWriter.write(outlet, order, answer, page, now());
        return new Reading.Article(draft, Marks.of(draft), answer.validators(), answer.lastChange(), answer.took());
    }

    /** As precise as the records are, so that what was read back equals what was written. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static boolean isHostTrouble(FetchResult.Failed failed) {
        return switch (failed.problem()) {
            case TIMEOUT, UNREACHABLE -> true;
            case FORBIDDEN_BY_ROBOTS,
                    REFUSED_ADDRESS,
                    NOT_FOUND,
                    TOO_LARGE,
                    TOO_MANY_REDIRECTS,
                    BAD_STATUS,
                    BAD_ANSWER,
                    STOPPED -> false;
        };
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
