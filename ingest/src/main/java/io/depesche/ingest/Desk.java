package io.depesche.ingest;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.ArticleVisit;
import io.depesche.contracts.record.RawArticle;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.discover.Discovery;
import io.depesche.ingest.extract.Extraction;
import io.depesche.ingest.extract.Page;
import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.fetch.FetchProblem;
import io.depesche.ingest.fetch.FetchResult;
import io.depesche.ingest.fetch.Validators;
import io.depesche.ingest.frontier.Frontier;
import io.depesche.ingest.frontier.Journal;
import io.depesche.ingest.frontier.Memory;
import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Decides what becomes of a page that was fetched, or was not: a new article, a revision, or nothing; writes it to the journal
 * and, once that is safe, remembers it. Decisions on one article are made one after the other.
 */
final class Desk {

    private final PageReader reader;
    private final Frontier frontier;
    private final Journal journal;
    private final Clock clock;
    private final int maxBodyBytes;
    private final Map<String, CompletableFuture<ArticleOutcome>> lastDecisions = new ConcurrentHashMap<>();

    /**
     * A desk for all outlets.
     *
     * @param maxBodyBytes most bytes of an article's body, in UTF-8
     */
    Desk(PageReader reader, Frontier frontier, Journal journal, Clock clock, int maxBodyBytes) {
        this.reader = reader;
        this.frontier = frontier;
        this.journal = journal;
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Decides; the future completes when the decision is written, and never exceptionally. */
    CompletableFuture<ArticleOutcome> decide(Outlet outlet, Discovery discovery, FetchResult result) {
        if (result instanceof FetchResult.Fetched fetched) {
            return decide(outlet, discovery, fetched.answer())
                    .thenApply(outcome -> outcome.took(fetched.answer().took()));
        }
        if (result instanceof FetchResult.Failed failed) {
            if (failed.problem() == FetchProblem.STOPPED) {
                return CompletableFuture.completedFuture(
                        ArticleOutcome.trouble(outlet.id(), discovery.address(), Fate.FAILED, failed.detail()));
            }
            return trouble(outlet, discovery, fateOf(failed.problem()), failed.detail());
        }
        return frontier.at(discovery.address())
                .map(ArticleVisit::getArticleId)
                .map(id -> inTurn(
                        id,
                        () -> unchanged(outlet, discovery, frontier.article(id).orElseThrow(), Optional.empty())))
                .orElseGet(() -> trouble(outlet, discovery, Fate.FAILED, "was answered with 304 without being asked"));
    }

    private CompletableFuture<ArticleOutcome> decide(Outlet outlet, Discovery discovery, Answer answer) {
        URI address = CanonicalAddress.normalised(answer.address());
        if (!outlet.holds(address)) {
            return trouble(
                    outlet, discovery, Fate.NO_ARTICLE, "redirects to " + address + ", not a page of the outlet");
        }
        Optional<String> otherType =
                answer.mediaType().filter(type -> !type.contains("html") && !type.equals("text/plain"));
        if (otherType.isPresent()) {
            return trouble(outlet, discovery, Fate.NO_ARTICLE, "is " + otherType.get());
        }
        Extraction page =
                reader.read(new Page(answer.body(), answer.address(), answer.charset(), Optional.of(outlet.zone())));
        if (page.problem().isPresent()) {
            return trouble(
                    outlet,
                    discovery,
                    Fate.NO_ARTICLE,
                    "holds no article: " + page.problem().get().detail());
        }
        if (ArticleWriter.headline(discovery, page).isEmpty()) {
            return trouble(outlet, discovery, Fate.NO_ARTICLE, "holds no article: it has no headline");
        }
        int bytes = page.body().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBodyBytes) {
            return trouble(
                    outlet,
                    discovery,
                    Fate.TOO_LARGE,
                    "has a body of %d bytes; the limit is %d (MAX_BODY_BYTES)".formatted(bytes, maxBodyBytes));
        }
        RawArticle article = ArticleWriter.write(outlet, discovery, answer, page, now());
        return inTurn(article.getId(), () -> compare(outlet, discovery, answer, article));
    }

    private CompletableFuture<ArticleOutcome> compare(
            Outlet outlet, Discovery discovery, Answer answer, RawArticle article) {
        Optional<ArticleVisit> known = frontier.article(article.getId()).filter(visit -> visit.getRevision() > 0);
        if (known.isPresent() && known.get().getBodyHash().equals(article.getBodyHash())) {
            return unchanged(outlet, discovery, known.get(), Optional.of(answer));
        }
        Instant now = article.getCrawled();
        int revision = known.map(visit -> visit.getRevision() + 1).orElse(1);
        Instant firstSeen = known.map(ArticleVisit::getFirstSeen).orElse(now);
        URI url = known.map(visit -> URI.create(visit.getUrl()))
                .orElseGet(() -> CanonicalAddress.normalised(answer.address()));
        ArticleVisit visit = withValidators(visit(outlet, article.getId(), url, firstSeen, now), answer)
                .setRevision(revision)
                .setBodyHash(article.getBodyHash())
                .build();
        return write(
                new Journal.Entry(
                        Optional.of(RawArticle.newBuilder(article)
                                .setRevision(revision)
                                .build()),
                        memories(visit, discovery)),
                outcome(outlet, discovery, revision == 1 ? Fate.NEW : Fate.REVISED, visit));
    }

    private CompletableFuture<ArticleOutcome> unchanged(
            Outlet outlet, Discovery discovery, ArticleVisit known, Optional<Answer> answer) {
        ArticleVisit.Builder looked = visit(
                        outlet, known.getArticleId(), URI.create(known.getUrl()), known.getFirstSeen(), now())
                .setRevision(known.getRevision())
                .setBodyHash(known.getBodyHash())
                .setEtag(known.getEtag().orElse(null))
                .setLastModified(known.getLastModified().orElse(null));
        ArticleVisit visit =
                answer.map(page -> withValidators(looked, page)).orElse(looked).build();
        List<Memory> news = new ArrayList<>(memories(visit, discovery));
        if (visit.equals(known)) {
            news.remove(0);
        }
        return write(new Journal.Entry(Optional.empty(), news), outcome(outlet, discovery, Fate.UNCHANGED, visit));
    }

    /** No article: remembered, so that the address is tried again by the schedule and not at every poll. */
    private CompletableFuture<ArticleOutcome> trouble(Outlet outlet, Discovery discovery, Fate fate, String reason) {
        String id = frontier.at(discovery.address())
                .map(ArticleVisit::getArticleId)
                .orElseGet(() -> ArticleIds.of(discovery.address().toString()));
        return inTurn(id, () -> remembered(outlet, discovery, fate, reason));
    }

    private CompletableFuture<ArticleOutcome> remembered(Outlet outlet, Discovery discovery, Fate fate, String reason) {
        Instant now = now();
        Optional<ArticleVisit> known = frontier.at(discovery.address());
        ArticleVisit visit = known.map(before -> visit(
                                outlet, before.getArticleId(), URI.create(before.getUrl()), before.getFirstSeen(), now)
                        .setRevision(before.getRevision())
                        .setBodyHash(before.getBodyHash())
                        .setEtag(before.getEtag().orElse(null))
                        .setLastModified(before.getLastModified().orElse(null))
                        .build())
                .orElseGet(() -> visit(
                                outlet, ArticleIds.of(discovery.address().toString()), discovery.address(), now, now)
                        .setRevision(0)
                        .setBodyHash("")
                        .build());
        List<Memory> news = known.filter(visit::equals).isPresent() ? List.of() : List.of(Frontier.of(visit));
        return write(
                new Journal.Entry(Optional.empty(), news),
                ArticleOutcome.trouble(outlet.id(), discovery.address(), fate, reason));
    }

    /** The visit, and that the address it was found under leads to it, where that would be forgotten otherwise. */
    private List<Memory> memories(ArticleVisit visit, Discovery discovery) {
        String found = discovery.address().toString();
        Optional<ArticleVisit> there = frontier.at(discovery.address());
        boolean known = visit.getArticleId().equals(ArticleIds.of(found))
                || there.filter(other -> other.getArticleId().equals(visit.getArticleId()))
                        .isPresent()
                || (visit.getUrl().equals(found) && there.isEmpty());
        return known
                ? List.of(Frontier.of(visit))
                : List.of(Frontier.of(visit), Frontier.alias(visit, discovery.address()));
    }

    private static ArticleVisit.Builder visit(Outlet outlet, String id, URI url, Instant firstSeen, Instant now) {
        List<Instant> schedule =
                outlet.rhythm().revisit().stream().map(firstSeen::plus).toList();
        int done = (int) schedule.stream().filter(time -> !time.isAfter(now)).count();
        return ArticleVisit.newBuilder()
                .setArticleId(id)
                .setOutlet(outlet.id())
                .setUrl(url.toString())
                .setFirstSeen(firstSeen)
                .setRevisits(done)
                .setNextVisit(done < schedule.size() ? schedule.get(done) : null);
    }

    private static ArticleVisit.Builder withValidators(ArticleVisit.Builder visit, Answer answer) {
        Validators validators = answer.validators();
        return visit.setEtag(validators.etag().orElse(null))
                .setLastModified(validators.lastModified().orElse(null));
    }

    private static ArticleOutcome outcome(Outlet outlet, Discovery discovery, Fate fate, ArticleVisit visit) {
        return new ArticleOutcome(
                outlet.id(),
                discovery.address(),
                fate,
                "",
                Optional.of(visit.getArticleId()),
                visit.getRevision(),
                Optional.empty());
    }

    private CompletableFuture<ArticleOutcome> write(Journal.Entry entry, ArticleOutcome outcome) {
        if (entry.article().isEmpty() && entry.memories().isEmpty()) {
            return CompletableFuture.completedFuture(outcome);
        }
        return journal.write(entry)
                .thenApply(written -> {
                    entry.memories().forEach(frontier::remember);
                    return outcome;
                })
                .exceptionally(failure -> ArticleOutcome.trouble(
                        outcome.outlet(),
                        outcome.address(),
                        Fate.FAILED,
                        "could not be written: "
                                + Optional.ofNullable(failure.getCause()).orElse(failure)));
    }

    private CompletableFuture<ArticleOutcome> inTurn(String id, Supplier<CompletableFuture<ArticleOutcome>> decision) {
        CompletableFuture<ArticleOutcome> mine = lastDecisions.compute(
                id, (key, last) -> last == null ? decision.get() : last.thenCompose(done -> decision.get()));
        return mine.whenComplete((outcome, failure) -> lastDecisions.remove(id, mine));
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
