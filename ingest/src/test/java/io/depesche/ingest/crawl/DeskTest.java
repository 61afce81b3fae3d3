package io.depesche.ingest.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.ArticleOrder;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimeSource;
import io.depesche.ingest.fetch.Validators;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletsFile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeskTest {

    private static final Instant NOW = Instant.parse("2025-03-14T07:00:00Z");
    private static final String TEXT = "Der Rat von Beispielstadt hat am Abend lange beraten. ".repeat(8);

    private final Outlet outlet = OutletsFile.parse(
                    "o",
                    "outlets: [{id: blatt, name: Blatt, language: de, revisit: [PT30M, PT2H], feeds: ['https://blatt.example/rss']}]")
            .get(0);
    private final Book book = new Book();
    private final Desk desk = new Desk(book);

    /** Remembers decisions as the store does. */
    private static final class Book implements Memory {
        private final Map<String, Known> articles = new HashMap<>();
        private final Map<String, String> references = new HashMap<>();

        @Override
        public Optional<Known> at(URI address) {
            return Optional.ofNullable(references.get(address.toString())).map(articles::get);
        }

        @Override
        public Optional<Known> marked(String outlet, String mark) {
            return Optional.ofNullable(references.get(outlet + " " + mark)).map(articles::get);
        }

        Decision remember(Decision decision) {
            articles.put(decision.known().id(), decision.known());
            decision.addresses()
                    .forEach(address ->
                            references.put(address.toString(), decision.known().id()));
            decision.marks()
                    .forEach(mark ->
                            references.put("blatt " + mark, decision.known().id()));
            return decision;
        }
    }

    private static ArticleOrder order(String url) {
        return ArticleOrder.newBuilder().setUrl(url).setFound(NOW).build();
    }

    private static Reading.Article page(String url, String canonical, String headline, String body) {
        RawArticle draft = RawArticle.newBuilder()
                .setId(ArticleIds.of(canonical))
                .setRevision(1)
                .setUrl(url)
                .setCanonicalUrl(canonical)
                .setOutlet("blatt")
                .setOutletName("Blatt")
                .setHeadline(headline)
                .setBody(body)
                .setCrawled(NOW)
                .setAccess(Access.OPEN)
                .setBodyHash(ArticleWriter.hash(headline, Optional.empty(), body))
                .setFetch(FetchFacts.newBuilder().setStatus(200).setBytes(1).build())
                .build();
        return new Reading.Article(
                draft,
                URI.create(url),
                Marks.of(draft),
                new Validators(Optional.of("\"1\""), Optional.empty()),
                Optional.of(NOW.plusSeconds(60)),
                Duration.ofMillis(5),
                0,
                List.of(),
                Reading.Further.NOTHING);
    }

    private Decision decide(String url, Reading reading, Instant now) {
        return book.remember(desk.decide(outlet, order(url), book.at(URI.create(url)), reading, now));
    }

    @Test
    void keepsTheIdForLifeWhenThePageCallsItselfSomethingElseLater() {
        String first = "https://blatt.example/a/der-rat-beraet";
        String second = "https://blatt.example/a/der-rat-hat-entschieden";
        Decision published = decide(first, page(first, first, "Der Rat berät", TEXT), NOW);
        Decision revised = decide(
                first, page(second, second, "Der Rat hat entschieden", TEXT + "Nachtrag."), NOW.plusSeconds(1800));
        assertThat(revised.outcome().fate()).isEqualTo(Fate.REVISED);
        RawArticle revision = revised.article().orElseThrow();
        assertThat(revision.getId()).isEqualTo(published.known().id());
        assertThat(revision.getCanonicalUrl()).isEqualTo(first);
        assertThat(revision.getRevision()).isEqualTo(2);
        StatedTime modified = revision.getModified().orElseThrow();
        assertThat(modified.getSource()).isEqualTo(TimeSource.HTTP_HEADER);
        assertThat(decide(
                                second,
                                page(second, second, "Der Rat hat entschieden", TEXT + "Nachtrag."),
                                NOW.plusSeconds(3600))
                        .outcome()
                        .fate())
                .as("found under its new address")
                .isEqualTo(Fate.UNCHANGED);
    }

    @Test
    void takesTheSameTextUnderAnUnknownAddressForTheSameArticle() {
        String first = "https://blatt.example/a/1";
        String print = "https://blatt.example/drucken?artikel=1";
        Decision published = decide(first, page(first, first, "Der Rat berät", TEXT), NOW);
        Decision again = decide(print, page(print, print, "Druckansicht", TEXT.toUpperCase(Locale.ROOT)), NOW);
        assertThat(again.known().id()).isEqualTo(published.known().id());
        assertThat(again.outcome().fate()).isNotEqualTo(Fate.NEW);
    }

    @Test
    void takesShortTextsForWhatTheyAre() {
        decide(
                "https://blatt.example/a/1",
                page("https://blatt.example/a/1", "https://blatt.example/a/1", "Eil", "Mehr in Kürze."),
                NOW);
        assertThat(decide(
                                "https://blatt.example/a/2",
                                page("https://blatt.example/a/2", "https://blatt.example/a/2", "Eil", "Mehr in Kürze."),
                                NOW)
                        .outcome()
                        .fate())
                .isEqualTo(Fate.NEW);
    }

    @Test
    void looksAgainByTheScheduleWhicheverVisitsWereMissed() {
        String url = "https://blatt.example/a/1";
        Decision published = decide(url, page(url, url, "Der Rat berät", TEXT), NOW);
        assertThat(published.known().state().getNextVisit()).contains(NOW.plus(Duration.ofMinutes(30)));
        Decision late = decide(url, new Reading.Unchanged(), NOW.plus(Duration.ofMinutes(50)));
        assertThat(late.known().state().getNextVisit()).contains(NOW.plus(Duration.ofHours(2)));
        Decision last = decide(url, new Reading.Unchanged(), NOW.plus(Duration.ofHours(3)));
        assertThat(last.known().state().getNextVisit()).isEmpty();
    }

    @Test
    void doesNotTakeATroubleBetweenForBeingGone() {
        String url = "https://blatt.example/a/1";
        decide(url, page(url, url, "Der Rat berät", TEXT), NOW);
        Reading gone = Reading.Trouble.ofPage(Fate.NOT_FOUND, "is not there (status 404)");
        decide(url, gone, NOW.plusSeconds(60));
        decide(url, page(url, url, "Der Rat berät", TEXT), NOW.plusSeconds(120));
        assertThat(decide(url, gone, NOW.plusSeconds(180)).outcome().fate()).isEqualTo(Fate.NOT_FOUND);
        assertThat(decide(url, gone, NOW.plusSeconds(240)).outcome().fate()).isEqualTo(Fate.WITHDRAWN);
    }
}
