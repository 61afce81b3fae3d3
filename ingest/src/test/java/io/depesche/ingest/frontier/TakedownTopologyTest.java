package io.depesche.ingest.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.Takedown;
import io.depesche.contracts.record.TakedownReceipt;
import io.depesche.ingest.LoopbackSite;
import io.depesche.ingest.crawl.CrawlReport;
import io.depesche.ingest.crawl.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the crawler does when something is taken down. */
@Timeout(30)
class TakedownTopologyTest {

    private static final Instant START = Instant.parse("2025-03-14T07:00:00Z");

    private final LoopbackSite site = new LoopbackSite();
    private @Nullable TestCrawl crawl;

    @BeforeEach
    void start(@TempDir Path folder) {
        crawl = new TestCrawl(folder, START);
        article("/artikel/bruecke", "Brücke offen");
        article("/artikel/hafen", "Hafen voll");
        feed("/artikel/bruecke", "/artikel/hafen");
    }

    @AfterEach
    void close() {
        crawl().close();
        site.close();
    }

    @Test
    void aKnownArticleGetsATombstoneAndIsNeverFetchedAgain() {
        crawl().crawlOnce(yaml());
        String id = idOf("Brücke offen");

        crawl().takeDown(Takedown.newBuilder().setArticleId(id));

        assertThat(crawl().buried()).containsExactly(id);
        assertThat(crawl().receipts().get(id + " ingest-0").getReceipt())
                .containsExactly(
                        new TakedownReceipt("news.raw.v1", "tombstone", 1L),
                        new TakedownReceipt("store crawl", "never fetched again", 1L));
        article("/artikel/bruecke", "Brücke wieder zu");
        long requests = requestsFor("/artikel/bruecke");
        crawl().crawlOnce(yaml());
        crawl().runAt(START.plus(Duration.ofHours(3)));
        assertThat(requestsFor("/artikel/bruecke")).isEqualTo(requests);
        assertThat(requestsFor("/artikel/hafen")).isGreaterThan(1);
        assertThat(crawl().articles()).extracting(RawArticle::getId).containsOnlyOnce(id);
    }

    @Test
    void itIsCarriedOutOnceAlsoByWhoeverTakesOver(@TempDir Path folder) {
        crawl().crawlOnce(yaml());
        String id = idOf("Brücke offen");
        crawl().takeDown(Takedown.newBuilder().setArticleId(id));

        try (TestCrawl next = new TestCrawl(folder, START.plusSeconds(60))) {
            next.restore(crawl().entries());
            next.takeDown(Takedown.newBuilder().setArticleId(id));

            assertThat(next.buried()).isEmpty();
            assertThat(next.receipts()).isEmpty();
        }
    }

    @Test
    void anAddressThatNobodyKnowsIsNotFetchedWhenItIsFound() {
        crawl().takeDown(Takedown.newBuilder()
                .setArticleId(ArticleIds.of("anything"))
                .setUrl(site.at("/artikel/bruecke").toString()));

        crawl().crawlOnce(yaml());

        assertThat(requestsFor("/artikel/bruecke")).isZero();
        assertThat(crawl().articles()).extracting(RawArticle::getHeadline).containsExactly("Hafen voll");
    }

    @Test
    void anArticleFoundUnderANewAddressIsNotPublished() {
        crawl().takeDown(Takedown.newBuilder()
                .setArticleId(ArticleIds.of(site.at("/artikel/bruecke").toString())));

        CrawlReport report = crawl().crawlOnce(yaml());

        assertThat(report.count(Fate.TAKEN_DOWN)).isEqualTo(1);
        assertThat(crawl().articles()).extracting(RawArticle::getHeadline).containsExactly("Hafen voll");
        long requests = requestsFor("/artikel/bruecke");
        crawl().crawlOnce(yaml());
        assertThat(requestsFor("/artikel/bruecke")).isEqualTo(requests);
    }

    @Test
    void anOutletIsNotCrawledAnyMoreAndAllItsArticlesGo() {
        crawl().crawlOnce(yaml());

        crawl().takeDown(Takedown.newBuilder().setOutlet("blatt"));
        int requests = site.log().size();
        crawl().outlets(yaml(), Optional.of(START.plusSeconds(3600)));
        crawl().runAt(START.plus(Duration.ofHours(3)));

        assertThat(crawl().buried()).containsExactlyInAnyOrder(idOf("Brücke offen"), idOf("Hafen voll"));
        assertThat(site.log()).hasSize(requests);
    }

    private TestCrawl crawl() {
        return Objects.requireNonNull(crawl);
    }

    private String idOf(String headline) {
        return crawl().articles(headline).get(0).getId();
    }

    private long requestsFor(String path) {
        return site.log().stream()
                .filter(request -> request.path().equals(path))
                .count();
    }

    private void article(String path, String headline) {
        site.serveTagged(path, "text/html", "<h1>" + headline + "</h1><p>" + headline + ", heißt es.</p>");
    }

    private void feed(String... paths) {
        String items = Arrays.stream(paths)
                .map(path -> "<item><title>Titel</title><link>" + site.at(path) + "</link></item>")
                .collect(Collectors.joining());
        site.serveTagged(
                "/feed.xml",
                "application/rss+xml",
                "<rss version=\"2.0\"><channel><title>B</title><link>x</link><description>y</description>" + items
                        + "</channel></rss>");
    }

    private String yaml() {
        return """
                defaults: {minDelay: PT0.001S, interval: PT5M, maxInterval: PT5M, revisit: [PT30M, PT2H]}
                outlets:
                - {id: blatt, name: Blatt, language: de, feeds: [%s/feed.xml]}
                """
                .formatted(site.base());
    }
}
