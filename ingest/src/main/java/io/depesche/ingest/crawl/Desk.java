package io.depesche.ingest.crawl;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.ArticleOrder;
import io.depesche.contracts.record.ArticleState;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TextStatus;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.fetch.Validators;
import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of what was read: a new article, a revision, a withdrawal, or nothing. A plain function of the reading, of
 * what is remembered, and of the time.
 */
public final class Desk {

    /** Not there twice: it is withdrawn. Once may be an accident. */
    private static final int GONE_FOR_GOOD = 2;

    /** When an article that was missed is looked for again, where the outlet has no schedule. */
    private static final Duration SECOND_LOOK = Duration.ofMinutes(30);

    private static final byte[] NO_HASH = new byte[0];

    private final Memory memory;

    public Desk(Memory memory) {
        this.memory = memory;
    }

    /**
     * Decides.
     *
     * @param order the address that was visited, and what sources say of it
     * @param asked the article that the visit was for, where it is known
     * @param now in whole milliseconds, as records are
     */
    public Decision decide(Outlet outlet, ArticleOrder order, Optional<Known> asked, Reading reading, Instant now) {
        if (reading instanceof Reading.Article article) {
            return article(outlet, order, asked, article, now);
        }
        if (reading instanceof Reading.Trouble trouble) {
            boolean gone = trouble.fate() == Fate.NOT_FOUND;
            return asked.filter(Known::isPublished)
                    .filter(known -> gone)
                    .map(known -> missed(outlet, order, known, trouble, now))
                    .orElseGet(() -> trouble(outlet, order, asked, trouble.fate(), trouble.reason(), now));
        }
        return asked.map(known -> unchanged(outlet, order, known, Optional.empty(), now))
                .orElseGet(() ->
                        trouble(outlet, order, asked, Fate.FAILED, "was answered with 304 without being asked", now));
    }

    private Decision article(
            Outlet outlet, ArticleOrder order, Optional<Known> asked, Reading.Article article, Instant now) {
        Optional<Known> known = identity(outlet, asked, article).filter(Known::isPublished);
        ByteBuffer hash = Known.shortened(article.draft().getBodyHash());
        if (known.isPresent()
                && !known.get().state().getWithdrawn()
                && known.get().state().getHash().equals(hash)) {
            return unchanged(outlet, order, known.get(), Optional.of(article), now);
        }
        int revision = known.map(before -> before.state().getRevision() + 1).orElse(1);
        String id = known.map(Known::id).orElse(article.draft().getId());
        String canonicalUrl =
                known.map(Known::canonicalUrl).orElse(article.draft().getCanonicalUrl());
        String url = known.map(before -> before.state().getUrl())
                .orElse(CanonicalAddress.normalised(article.address()).toString());
        Optional<StatedTime> published = article.draft()
                .getPublished()
                .or(order::getPublished)
                .or(() -> known.flatMap(before -> before.state().getPublished()));
        ArticleState state = visited(outlet, known, now)
                .setUrl(url)
                .setPublished(published.filter(Desk::isOfASource).orElse(null))
                .setCanonicalUrl(canonicalUrl.equals(url) ? null : canonicalUrl)
                .setRevision(revision)
                .setHash(hash)
                .setStart(start(article))
                .setEtag(article.validators().etag().orElse(null))
                .setLastModified(article.validators().lastModified().orElse(null))
                .build();
        RawArticle record = RawArticle.newBuilder(article.draft())
                .setId(id)
                .setCanonicalUrl(canonicalUrl)
                .setRevision(revision)
                .setPublished(published.orElse(null))
                .setModified(modified(order, article, revision).orElse(null))
                .build();
        return new Decision(
                Optional.of(record),
                new Known(id, state),
                addresses(order, article, canonicalUrl),
                article.marks(),
                outcome(outlet, order, revision == 1 ? Fate.NEW : Fate.REVISED, id, revision)
                        .of(article));
    }

    /** The outlet's article that this is, however it is reached; what its page calls itself comes first. */
    private Optional<Known> identity(Outlet outlet, Optional<Known> asked, Reading.Article article) {
        URI canonical = URI.create(article.draft().getCanonicalUrl());
        return Stream.<Supplier<Optional<Known>>>of(
                        () -> ofOutlet(outlet, memory.at(canonical)),
                        () -> asked,
                        () -> ofOutlet(outlet, memory.at(article.address())),
                        () -> article.marks().stream()
                                .flatMap(mark -> memory.marked(outlet.id(), mark).stream())
                                .findFirst())
                .flatMap(found -> found.get().filter(Known::isPublished).stream())
                .findFirst();
    }

    private static Optional<Known> ofOutlet(Outlet outlet, Optional<Known> known) {
        return known.filter(found -> found.state().getOutlet().equals(outlet.id()));
    }

    private static Optional<StatedTime> modified(ArticleOrder order, Reading.Article article, int revision) {
        return article.draft().getModified().or(order::getModified).or(() -> article.changed()
                .filter(time -> revision > 1)
                .map(time ->
                        new StatedTime(time, ZoneOffset.UTC.getId(), TimeSource.HTTP_HEADER, TimePrecision.SECOND)));
    }

    /** Whether a feed or sitemap told it, which are not there when the article is visited again. */
    private static boolean isOfASource(StatedTime time) {
        return time.getSource() == TimeSource.FEED || time.getSource() == TimeSource.SITEMAP;
    }

    private Decision unchanged(
            Outlet outlet, ArticleOrder order, Known known, Optional<Reading.Article> article, Instant now) {
        Validators validators = article.map(Reading.Article::validators)
                .orElse(new Validators(known.state().getEtag(), known.state().getLastModified()));
        ArticleState.Builder visited = visited(outlet, Optional.of(known), now)
                .setEtag(validators.etag().orElse(null))
                .setLastModified(validators.lastModified().orElse(null));
        article.ifPresent(page -> visited.setStart(start(page)));
        ArticleState state = visited.build();
        ArticleOutcome outcome = outcome(outlet, order, Fate.UNCHANGED, known.id(), state.getRevision());
        return new Decision(
                Optional.empty(),
                new Known(known.id(), state),
                article.map(page -> addresses(order, page, known.canonicalUrl()))
                        .orElse(Set.of(URI.create(order.getUrl()))),
                article.map(Reading.Article::marks).orElse(List.of()),
                article.map(outcome::of).orElse(outcome));
    }

    /** A known article that is not there any more: once may be an accident, twice is told. */
    private static Decision missed(
            Outlet outlet, ArticleOrder order, Known known, Reading.Trouble trouble, Instant now) {
        int gone = known.state().getGone() + 1;
        ArticleState.Builder state = visited(outlet, Optional.of(known), now)
                .setGone(gone)
                .setWithdrawn(known.state().getWithdrawn());
        if (gone < GONE_FOR_GOOD) {
            Instant again =
                    now.plus(outlet.rhythm().revisit().stream().findFirst().orElse(SECOND_LOOK));
            state.setNextVisit(Optional.ofNullable(state.getNextVisit())
                    .filter(again::isAfter)
                    .orElse(again));
        }
        if (gone < GONE_FOR_GOOD || known.state().getWithdrawn()) {
            return new Decision(
                    Optional.empty(),
                    new Known(known.id(), state.build()),
                    Set.of(),
                    List.of(),
                    new ArticleOutcome(
                            outlet.id(),
                            URI.create(order.getUrl()),
                            Fate.NOT_FOUND,
                            trouble.reason(),
                            Optional.of(known.id()),
                            known.state().getRevision(),
                            Optional.empty()));
        }
        int revision = known.state().getRevision() + 1;
        RawArticle withdrawn = RawArticle.newBuilder()
                .setId(known.id())
                .setRevision(revision)
                .setUrl(known.state().getUrl())
                .setCanonicalUrl(known.canonicalUrl())
                .setOutlet(outlet.id())
                .setOutletName(outlet.name())
                .setLanguageDeclared(outlet.language())
                .setHeadline("")
                .setBody("")
                .setCrawled(now)
                .setTextStatus(TextStatus.WITHDRAWN)
                .setBodyHash(ArticleWriter.hash("", Optional.empty(), ""))
                .setFetch(FetchFacts.newBuilder()
                        .setStatus(trouble.status().orElse(404))
                        .setBytes(0)
                        .build())
                .build();
        ArticleState told = state.setRevision(revision)
                .setWithdrawn(true)
                .setHash(Known.shortened(withdrawn.getBodyHash()))
                .setStart(null)
                .setEtag(null) // so that it is read whole, should it come back
                .setLastModified(null)
                .build();
        return new Decision(
                Optional.of(withdrawn),
                new Known(known.id(), told),
                Set.of(),
                List.of(),
                outcome(outlet, order, Fate.WITHDRAWN, known.id(), revision));
    }

    /** No article: remembered, so that the address is tried again by the schedule and not at every poll. */
    private static Decision trouble(
            Outlet outlet, ArticleOrder order, Optional<Known> asked, Fate fate, String reason, Instant now) {
        ArticleState.Builder state = visited(outlet, asked, now);
        if (asked.isEmpty()) {
            state.setUrl(order.getUrl()).setRevision(0).setHash(ByteBuffer.wrap(NO_HASH));
        }
        asked.ifPresent(known -> state.setGone(known.state().getGone())
                .setWithdrawn(known.state().getWithdrawn()));
        return new Decision(
                Optional.empty(),
                new Known(asked.map(Known::id).orElseGet(() -> ArticleIds.of(order.getUrl())), state.build()),
                Set.of(URI.create(order.getUrl())),
                List.of(),
                ArticleOutcome.trouble(outlet.id(), URI.create(order.getUrl()), fate, reason));
    }

    /** The same memory after a visit: when to look again follows from when it was first seen. */
    private static ArticleState.Builder visited(Outlet outlet, Optional<Known> known, Instant now) {
        Instant firstSeen = known.map(before -> before.state().getFirstSeen()).orElse(now);
        Optional<Instant> next = outlet.rhythm().revisit().stream()
                .map(firstSeen::plus)
                .filter(time -> time.isAfter(now))
                .findFirst();
        return known.map(before -> ArticleState.newBuilder(before.state()))
                .orElseGet(ArticleState::newBuilder)
                .setOutlet(outlet.id())
                .setFirstSeen(firstSeen)
                .setVisited(now)
                .setNextVisit(next.orElse(null))
                .setGone(0)
                .setWithdrawn(false);
    }

    private static Set<URI> addresses(ArticleOrder order, Reading.Article article, String canonicalUrl) {
        // Mostly they are all the same.
        return Stream.concat(
                        Stream.of(
                                        order.getUrl(),
                                        article.address().toString(),
                                        article.draft().getCanonicalUrl(),
                                        canonicalUrl)
                                .distinct()
                                .map(URI::create),
                        article.parts().addresses().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ArticleOutcome outcome(Outlet outlet, ArticleOrder order, Fate fate, String id, int revision) {
        return new ArticleOutcome(
                outlet.id(), URI.create(order.getUrl()), fate, "", Optional.of(id), revision, Optional.empty());
    }

    private static @Nullable ByteBuffer start(Reading.Article article) {
        return article.parts().start().map(Known::shortened).orElse(null);
    }
}
