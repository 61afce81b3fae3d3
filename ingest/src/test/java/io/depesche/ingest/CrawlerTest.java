package io.depesche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimeSource;
import io.depesche.ingest.fetch.AddressGuard;
import io.depesche.ingest.fetch.FetchLimits;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.fetch.Network;
import io.depesche.ingest.frontier.Frontier;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletsFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CrawlerTest {

    private static final Instant START = Instant.parse("2025-03-14T07:00:00Z");
    private static final int MAX_BODY = 10_000;

    private final LoopbackSite site = new LoopbackSite();
    private final HeapJournal journal = new HeapJournal();
    private final SetClock clock = new SetClock();
    private final List<Crawler> crawlers = new ArrayList<>();

    private static final class SetClock extends Clock {
        private volatile Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void serveArticles() {
        article("/artikel/bruecke", "Brücke offen", "Die Brücke ist offen.");
        article("/artikel/hafen", "Hafen voll", "Der Hafen ist voll.");
        feed("/artikel/bruecke", "/artikel/hafen");
    }

    @AfterEach
    void close() {
        crawlers.forEach(Crawler::close);
        site.close();
    }

    private void article(String path, String headline, String body) {
        site.serveTagged(path, "text/html", "<h1>" + headline + "</h1><p>" + body + "</p>");
    }

    private void feed(String... paths) {
        String items = Arrays.stream(paths)
                .map(path -> "<item><title>Titel</title><link>" + site.at(path)
                        + "</link><pubDate>Fri, 14 Mar 2025 07:30:00 +0100</pubDate></item>")
                .collect(Collectors.joining());
        site.serveTagged(
                "/feed.xml",
                "application/rss+xml",
                "<rss version=\"2.0\"><channel><title>B</title><link>x</link><description>y</description>" + items
                        + "</channel></rss>");
    }

    private String outlet(String id, String sources) {
        return "- {id: %s, name: Blatt, language: de, country: DE, %s}\n".formatted(id, sources);
    }

    private String outlet() {
        return outlet("blatt", "feeds: [%s/feed.xml]".formatted(site.base()));
    }

    /** A crawler that remembers what is in the journal, as after a restart. */
    private Crawler crawler(String... outlets) {
        return crawler(journal.frontier(), outlets);
    }

    private Crawler crawler(Frontier frontier, String... outlets) {
        List<Outlet> listed = OutletsFile.parse(
                "outlets.yaml",
                "defaults: {minDelay: PT0.001S, interval: PT5M, revisit: [PT30M, PT2H]}\noutlets:\n"
                        + String.join("", outlets));
        Fetcher fetcher = new Fetcher(
                "Depesche/0 (+mail@example.org)",
                new AddressGuard(List.of(Network.parse("127.0.0.0/8"))),
                new FetchLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), 100_000),
                4,
                clock);
        Crawler crawler = new Crawler(
                listed,
                fetcher,
                new HeadingsAndParagraphs(),
                frontier,
                journal,
                new CrawlListener() {},
                clock,
                MAX_BODY);
        crawlers.add(crawler);
        return crawler;
    }

    private static Fate fateOf(CrawlReport report, String path) {
        return outcomeOf(report, path).fate();
    }

    private static ArticleOutcome outcomeOf(CrawlReport report, String path) {
        return report.articles().stream()
                .filter(outcome -> outcome.address().getPath().equals(path))
                .reduce((one, other) -> {
                    throw new AssertionError("two outcomes for " + path);
                })
                .orElseThrow();
    }

    @Test
    void publishesWhatTheFeedNames() {
        CrawlReport report = crawler(outlet()).crawlOnce();
        assertThat(report.count(Fate.NEW)).isEqualTo(2);
        RawArticle article = journal.articles().stream()
                .filter(one -> one.getHeadline().equals("Brücke offen"))
                .findFirst()
                .orElseThrow();
        String address = site.at("/artikel/bruecke").toString();
        assertThat(article.getId()).isEqualTo(ArticleIds.of(address));
        assertThat(article.getCanonicalUrl()).isEqualTo(address);
        assertThat(article.getRevision()).isEqualTo(1);
        assertThat(article.getBody()).isEqualTo("Die Brücke ist offen.");
        assertThat(article.getOutlet()).isEqualTo("blatt");
        assertThat(article.getLanguageDeclared()).contains("de");
        assertThat(article.getCrawled()).isEqualTo(START);
        assertThat(article.getBodyHash()).matches("[0-9a-f]{64}");
        assertThat(article.getFetch().getStatus()).isEqualTo(200);
        StatedTime published = article.getPublished().orElseThrow();
        assertThat(published.getSource()).isEqualTo(TimeSource.FEED);
        assertThat(published.getInstant()).isEqualTo(Instant.parse("2025-03-14T06:30:00Z"));
    }

    @Test
    void publishesNothingTwiceAndAsksWhetherArticlesChanged() {
        crawler(outlet()).crawlOnce();
        int entries = journal.entries();
        CrawlReport second = crawler(outlet()).crawlOnce();
        assertThat(second.count(Fate.UNCHANGED)).isEqualTo(2);
        assertThat(journal.articles()).hasSize(2);
        assertThat(site.log().stream()
                        .filter(request -> request.path().startsWith("/artikel/"))
                        .filter(request -> request.headers().containsKey("If-none-match")))
                .hasSize(2);
        // Of the second crawl only the poll of the feed is news.
        assertThat(journal.entries()).isEqualTo(entries + 1);
    }

    @Test
    void publishesAChangedArticleAsItsNextRevision() {
        crawler(outlet()).crawlOnce();
        article("/artikel/hafen", "Hafen leer", "Der Hafen ist leer.");
        CrawlReport second = crawler(outlet()).crawlOnce();
        assertThat(fateOf(second, "/artikel/hafen")).isEqualTo(Fate.REVISED);
        assertThat(fateOf(second, "/artikel/bruecke")).isEqualTo(Fate.UNCHANGED);
        List<RawArticle> revisions = journal.articles().stream()
                .filter(article -> article.getId()
                        .equals(ArticleIds.of(site.at("/artikel/hafen").toString())))
                .toList();
        assertThat(revisions).extracting(RawArticle::getRevision).containsExactly(1, 2);
        assertThat(revisions).extracting(RawArticle::getHeadline).containsExactly("Hafen voll", "Hafen leer");
        assertThat(crawler(outlet()).crawlOnce().count(Fate.UNCHANGED)).isEqualTo(2);
    }

    @Test
    void takesNoChangedFurnitureForARevision() {
        crawler(outlet()).crawlOnce();
        site.serveTagged(
                "/artikel/hafen", "text/html", "<aside>Neu</aside><h1>Hafen voll</h1><p>Der Hafen ist voll.</p>");
        assertThat(fateOf(crawler(outlet()).crawlOnce(), "/artikel/hafen")).isEqualTo(Fate.UNCHANGED);
        assertThat(journal.articles()).hasSize(2);
    }

    @Test
    void fetchesAnArticleOnceThatSeveralSourcesName() {
        site.serve(
                "/sitemap.xml",
                "application/xml",
                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>" + site.at("/artikel/bruecke")
                        + "</loc></url><url><loc>" + site.at("/artikel/nur-hier") + "</loc></url></urlset>");
        article("/artikel/nur-hier", "Nur hier", "Nur in der Sitemap.");
        site.serve("/politik/", "text/html", "<a href='/artikel/bruecke?utm_source=x'>A</a>");
        String all =
                "feeds: [%1$s/feed.xml], sitemaps: [%1$s/sitemap.xml], pages: [%1$s/politik/], include: [/artikel/**]"
                        .formatted(site.base());
        CrawlReport report = crawler(outlet("blatt", all)).crawlOnce();
        assertThat(report.count(Fate.NEW)).isEqualTo(3);
        assertThat(report.sources()).hasSize(3).allMatch(source -> source.trouble()
                .isEmpty());
        assertThat(site.requestsOf("/artikel/bruecke")).isEqualTo(1);
        assertThat(journal.articles())
                .filteredOn(article -> article.getHeadline().equals("Brücke offen"))
                .allMatch(article -> article.getPublished().isPresent());
    }

    @Test
    void knowsAnArticleByAllOfItsAddresses() {
        site.serve(
                "/m/hafen",
                "text/html",
                "<link rel=canonical href='/artikel/hafen'><h1>Hafen voll</h1><p>Der Hafen ist voll.</p>");
        site.redirect("/kurz", "/artikel/hafen");
        feed("/artikel/hafen", "/m/hafen", "/kurz");
        CrawlReport report = crawler(outlet()).crawlOnce();
        assertThat(report.count(Fate.NEW)).isEqualTo(1);
        assertThat(report.count(Fate.UNCHANGED)).isEqualTo(2);
        assertThat(journal.articles()).hasSize(1);
        long before = site.log().size();
        crawler(outlet()).beat().join();
        assertThat(site.log()).as("robots.txt and the feed, no article again").hasSize((int) before + 2);
    }

    @Test
    void tellsWhatHappenedToEveryAddress() {
        site.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /artikel/geheim");
        article("/artikel/geheim", "Geheim", "Geheim.");
        site.serve("/artikel/leer", "text/html", "<h1>Leer</h1>");
        site.serve("/artikel/ohne", "text/html", "<p>Ohne Überschrift, aber die Quelle kennt einen Titel.</p>");
        site.serve("/artikel/bild", "image/png", "PNG");
        site.serve("/artikel/lang", "text/html", "<h1>Lang</h1><p>" + "ä".repeat(MAX_BODY / 2 + 1) + "</p>");
        site.serve("/artikel/riesig", "text/html", "a".repeat(100_001));
        site.on("/artikel/kaputt", exchange -> exchange.sendResponseHeaders(500, -1));
        site.redirect("/artikel/intern", "http://10.0.0.1/");
        site.redirect("/artikel/weg", "/artikel/gibt-es-nicht");
        feed(
                "/artikel/bruecke",
                "/artikel/geheim",
                "/artikel/leer",
                "/artikel/ohne",
                "/artikel/bild",
                "/artikel/lang",
                "/artikel/riesig",
                "/artikel/kaputt",
                "/artikel/intern",
                "/artikel/weg");
        CrawlReport report = crawler(outlet()).crawlOnce();
        assertThat(fateOf(report, "/artikel/bruecke")).isEqualTo(Fate.NEW);
        assertThat(fateOf(report, "/artikel/geheim")).isEqualTo(Fate.FORBIDDEN_BY_ROBOTS);
        assertThat(fateOf(report, "/artikel/leer")).isEqualTo(Fate.NO_ARTICLE);
        assertThat(fateOf(report, "/artikel/ohne")).isEqualTo(Fate.NEW);
        assertThat(fateOf(report, "/artikel/bild")).isEqualTo(Fate.NO_ARTICLE);
        assertThat(outcomeOf(report, "/artikel/lang").reason()).contains("10002 bytes", "10000");
        assertThat(fateOf(report, "/artikel/lang")).isEqualTo(Fate.TOO_LARGE);
        assertThat(fateOf(report, "/artikel/riesig")).isEqualTo(Fate.TOO_LARGE);
        assertThat(fateOf(report, "/artikel/kaputt")).isEqualTo(Fate.FAILED);
        assertThat(fateOf(report, "/artikel/intern")).isEqualTo(Fate.REFUSED_ADDRESS);
        assertThat(fateOf(report, "/artikel/weg")).isEqualTo(Fate.NOT_FOUND);
        assertThat(report.articles())
                .filteredOn(outcome -> outcome.fate().isTrouble())
                .allMatch(outcome -> !outcome.reason().isBlank());
        assertThat(site.requestsOf("/artikel/geheim")).isZero();
        assertThat(journal.articles()).hasSize(2);
    }

    @Test
    void letsABrokenOutletTouchOnlyItself() {
        site.serve("/kaputt.xml", "application/rss+xml", "<rss><channel>");
        CrawlReport report = crawler(
                        outlet("kaputt", "feeds: [%s/kaputt.xml, http://10.0.0.1/feed]".formatted(site.base())),
                        outlet())
                .crawlOnce();
        assertThat(report.brokenSources()).isEqualTo(2);
        assertThat(report.count(Fate.NEW)).isEqualTo(2);
    }

    @Test
    void followsAnIndexOfSitemapsOneLevelDown() {
        String open = "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>";
        String close = "</loc></sitemap></sitemapindex>";
        site.serve("/index.xml", "application/xml", open + site.at("/artikel.xml") + close);
        site.serve(
                "/artikel.xml",
                "application/xml",
                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>" + site.at("/artikel/hafen")
                        + "</loc></url></urlset>");
        CrawlReport report = crawler(outlet("blatt", "sitemaps: [%s/index.xml]".formatted(site.base())))
                .crawlOnce();
        assertThat(report.count(Fate.NEW)).isEqualTo(1);
        site.serve("/artikel.xml", "application/xml", open + site.at("/index.xml") + close);
        assertThat(crawler(outlet("blatt", "sitemaps: [%s/index.xml]".formatted(site.base())))
                        .crawlOnce()
                        .sources())
                .hasSize(2);
    }

    @Test
    void pollsAtTheIntervalAndFetchesOnlyNews() {
        Crawler crawler = crawler(outlet());
        crawler.beat().join();
        assertThat(journal.articles()).hasSize(2);
        clock.now = START.plus(Duration.ofMinutes(4));
        crawler.beat().join();
        assertThat(site.requestsOf("/feed.xml")).isEqualTo(1);
        article("/artikel/neu", "Neu", "Neues.");
        feed("/artikel/bruecke", "/artikel/hafen", "/artikel/neu");
        clock.now = START.plus(Duration.ofMinutes(5));
        crawler.beat().join();
        assertThat(site.requestsOf("/feed.xml")).isEqualTo(2);
        assertThat(site.requestsOf("/artikel/hafen")).isEqualTo(1);
        assertThat(journal.articles())
                .extracting(RawArticle::getHeadline)
                .contains("Neu")
                .hasSize(3);
        clock.now = START.plus(Duration.ofMinutes(10));
        crawler.beat().join();
        assertThat(site.log().get(site.log().size() - 1).headers()).containsKey("If-none-match");
    }

    @Test
    void looksAgainByTheSchedule() {
        Crawler crawler = crawler(outlet());
        crawler.beat().join();
        article("/artikel/hafen", "Hafen leer", "Der Hafen ist leer.");
        clock.now = START.plus(Duration.ofMinutes(29));
        crawler.beat().join();
        assertThat(site.requestsOf("/artikel/hafen")).isEqualTo(1);
        clock.now = START.plus(Duration.ofMinutes(30));
        crawler.beat().join();
        assertThat(site.requestsOf("/artikel/hafen")).isEqualTo(2);
        RawArticle revision = journal.articles().get(2);
        assertThat(revision.getRevision()).isEqualTo(2);
        assertThat(revision.getPublished()).as("the feed's time").isPresent();
        clock.now = START.plus(Duration.ofHours(2));
        crawler(outlet()).beat().join();
        assertThat(site.requestsOf("/artikel/hafen"))
                .as("after a restart as well")
                .isEqualTo(3);
        clock.now = START.plus(Duration.ofDays(9));
        crawler(outlet()).beat().join();
        assertThat(site.requestsOf("/artikel/hafen")).as("and then never again").isEqualTo(3);
    }

    @Test
    void triesAgainWhatGaveNoArticle() {
        site.serve("/artikel/hafen", "text/html", "<h1>Gleich</h1>");
        Crawler crawler = crawler(outlet());
        crawler.beat().join();
        clock.now = START.plus(Duration.ofMinutes(5));
        crawler.beat().join();
        assertThat(site.requestsOf("/artikel/hafen")).isEqualTo(1);
        article("/artikel/hafen", "Hafen voll", "Der Hafen ist voll.");
        clock.now = START.plus(Duration.ofMinutes(30));
        crawler.beat().join();
        assertThat(journal.articles()).extracting(RawArticle::getHeadline).contains("Hafen voll");
        assertThat(journal.articles()).extracting(RawArticle::getRevision).containsOnly(1);
    }

    @Test
    void doesNotTakeAnotherOutletsPageForItsOwn() {
        try (LoopbackSite other = new LoopbackSite()) {
            other.serve("/artikel/x", "text/html", "<h1>Fremd</h1><p>Fremd.</p>");
            site.redirect("/artikel/hafen", other.at("/artikel/x").toString());
            assertThat(fateOf(crawler(outlet()).crawlOnce(), "/artikel/hafen")).isEqualTo(Fate.NO_ARTICLE);
        }
    }
}
