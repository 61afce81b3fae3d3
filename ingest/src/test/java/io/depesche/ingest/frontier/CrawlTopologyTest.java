package io.depesche.ingest.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TextStatus;
import io.depesche.contracts.record.TimeSource;
import io.depesche.ingest.LoopbackSite;
import io.depesche.ingest.crawl.ArticleOutcome;
import io.depesche.ingest.crawl.CrawlReport;
import io.depesche.ingest.crawl.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CrawlTopologyTest {

    private static final Instant START = Instant.parse("2025-03-14T07:00:00Z");

    private final LoopbackSite site = new LoopbackSite();
    private @Nullable TestCrawl crawl;

    @BeforeEach
    void serveArticles(@TempDir Path folder) {
        crawl = new TestCrawl(folder, START);
        article("/artikel/bruecke", "Brücke offen", "Die Brücke ist offen.");
        article("/artikel/hafen", "Hafen voll", "Der Hafen ist voll.");
        feed("/artikel/bruecke", "/artikel/hafen");
    }

    @AfterEach
    void close() {
        crawl().close();
        site.close();
    }

    private TestCrawl crawl() {
        return Objects.requireNonNull(crawl);
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

    private static String yaml(String... outlets) {
        return "defaults: {minDelay: PT0.001S, interval: PT5M, maxInterval: PT5M, revisit: [PT30M, PT2H]}\noutlets:\n"
                + String.join("", outlets);
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
        CrawlReport report = crawl().crawlOnce(yaml(outlet()));
        assertThat(report.count(Fate.NEW)).isEqualTo(2);
        RawArticle article = crawl().articles().stream()
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
        assertThat(article.getCrawled()).isBetween(START, START.plusSeconds(60));
        assertThat(article.getBodyHash()).matches("[0-9a-f]{64}");
        assertThat(article.getFetch().getStatus()).isEqualTo(200);
        StatedTime published = article.getPublished().orElseThrow();
        assertThat(published.getSource()).isEqualTo(TimeSource.FEED);
        assertThat(published.getInstant()).isEqualTo(Instant.parse("2025-03-14T06:30:00Z"));
    }

    @Test
    void publishesNothingTwiceAndAsksWhetherArticlesChanged() {
        crawl().crawlOnce(yaml(outlet()));
        CrawlReport second = crawl().crawlOnce(yaml(outlet()));
        assertThat(second.count(Fate.UNCHANGED)).isEqualTo(2);
        assertThat(crawl().articles()).hasSize(2);
        assertThat(site.log().stream()
                        .filter(request -> request.path().startsWith("/artikel/"))
                        .filter(request -> request.headers().containsKey("If-none-match")))
                .hasSize(2);
    }

    @Test
    void publishesAChangedArticleAsItsNextRevision() {
        crawl().crawlOnce(yaml(outlet()));
        article("/artikel/hafen", "Hafen leer", "Der Hafen ist leer.");
        CrawlReport second = crawl().crawlOnce(yaml(outlet()));
        assertThat(fateOf(second, "/artikel/hafen")).isEqualTo(Fate.REVISED);
        assertThat(fateOf(second, "/artikel/bruecke")).isEqualTo(Fate.UNCHANGED);
        List<RawArticle> revisions = crawl().articles().stream()
                .filter(article -> article.getId()
                        .equals(ArticleIds.of(site.at("/artikel/hafen").toString())))
                .toList();
        assertThat(revisions).extracting(RawArticle::getRevision).containsExactly(1, 2);
        assertThat(revisions).extracting(RawArticle::getHeadline).containsExactly("Hafen voll", "Hafen leer");
        assertThat(crawl().crawlOnce(yaml(outlet())).count(Fate.UNCHANGED)).isEqualTo(2);
    }

    @Test
    void takesNoChangedFurnitureForARevision() {
        crawl().crawlOnce(yaml(outlet()));
        site.serveTagged(
                "/artikel/hafen", "text/html", "<aside>Neu</aside><h1>Hafen voll</h1><p>Der Hafen ist voll.</p>");
        assertThat(fateOf(crawl().crawlOnce(yaml(outlet())), "/artikel/hafen")).isEqualTo(Fate.UNCHANGED);
        assertThat(crawl().articles()).hasSize(2);
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
        CrawlReport report = crawl().crawlOnce(yaml(outlet("blatt", all)));
        assertThat(report.count(Fate.NEW)).isEqualTo(3);
        assertThat(report.sources()).hasSize(3).allMatch(source -> source.trouble()
                .isEmpty());
        assertThat(site.requestsOf("/artikel/bruecke")).isEqualTo(1);
        assertThat(crawl().articles())
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
        CrawlReport report = crawl().crawlOnce(yaml(outlet()));
        assertThat(report.count(Fate.NEW)).isEqualTo(1);
        assertThat(report.count(Fate.UNCHANGED)).isEqualTo(2);
        assertThat(crawl().articles()).hasSize(1);
        long before = site.log().size();
        crawl().runAt(START.plus(Duration.ofMinutes(6)));
        assertThat(site.log()).as("the feed, and no article again").hasSize((int) before + 1);
    }

    @Test
    void tellsWhatHappenedToEveryAddress() {
        site.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /artikel/geheim");
        article("/artikel/geheim", "Geheim", "Geheim.");
        site.serve("/artikel/leer", "text/html", "<h1>Leer</h1>");
        site.serve("/artikel/ohne", "text/html", "<p>Ohne Überschrift, aber die Quelle kennt einen Titel.</p>");
        site.serve("/artikel/bild", "image/png", "PNG");
        site.serve("/artikel/lang", "text/html", "<h1>Lang</h1><p>" + "ä".repeat(TestCrawl.MAX_BODY / 2 + 1) + "</p>");
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
        CrawlReport report = crawl().crawlOnce(yaml(outlet()));
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
        assertThat(crawl().articles()).hasSize(2);
    }

    @Test
    void letsABrokenOutletTouchOnlyItself() {
        site.serve("/kaputt.xml", "application/rss+xml", "Kein Feed.");
        CrawlReport report = crawl().crawlOnce(yaml(
                outlet("kaputt", "feeds: [%s/kaputt.xml, http://10.0.0.1/feed]".formatted(site.base())), outlet()));
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
        CrawlReport report =
                crawl().crawlOnce(yaml(outlet("blatt", "sitemaps: [%s/index.xml]".formatted(site.base()))));
        assertThat(report.count(Fate.NEW)).isEqualTo(1);
        site.serve("/artikel.xml", "application/xml", open + site.at("/index.xml") + close);
        assertThat(crawl().crawlOnce(yaml(outlet("blatt", "sitemaps: [%s/index.xml]".formatted(site.base()))))
                        .sources())
                .hasSize(2);
    }

    @Test
    void pollsAtTheIntervalAndFetchesOnlyNews() {
        crawl().outlets(yaml(outlet()), Optional.empty());
        crawl().run();
        assertThat(crawl().articles()).hasSize(2);
        crawl().runAt(START.plus(Duration.ofMinutes(4)));
        assertThat(site.requestsOf("/feed.xml")).isEqualTo(1);
        article("/artikel/neu", "Neu", "Neues.");
        feed("/artikel/bruecke", "/artikel/hafen", "/artikel/neu");
        crawl().runAt(START.plus(Duration.ofMinutes(5)));
        assertThat(site.requestsOf("/feed.xml")).isEqualTo(2);
        assertThat(site.requestsOf("/artikel/hafen")).isEqualTo(1);
        assertThat(crawl().articles())
                .extracting(RawArticle::getHeadline)
                .contains("Neu")
                .hasSize(3);
        crawl().runAt(START.plus(Duration.ofMinutes(11)));
        assertThat(site.log().get(site.log().size() - 1).headers()).containsKey("If-none-match");
    }

    @Test
    void looksAgainByTheSchedule() {
        crawl().outlets(yaml(outlet()), Optional.empty());
        crawl().run();
        article("/artikel/hafen", "Hafen leer", "Der Hafen ist leer.");
        crawl().runAt(START.plus(Duration.ofMinutes(29)));
        assertThat(site.requestsOf("/artikel/hafen")).isEqualTo(1);
        crawl().runAt(START.plus(Duration.ofMinutes(30)));
        assertThat(site.requestsOf("/artikel/hafen")).isEqualTo(2);
        RawArticle revision = crawl().articles().get(2);
        assertThat(revision.getRevision()).isEqualTo(2);
        assertThat(revision.getPublished()).as("the feed's time").isPresent();
        crawl().runAt(START.plus(Duration.ofHours(2)));
        assertThat(site.requestsOf("/artikel/hafen"))
                .as("after a restart as well")
                .isEqualTo(3);
        crawl().runAt(START.plus(Duration.ofDays(9)));
        assertThat(site.requestsOf("/artikel/hafen")).as("and then never again").isEqualTo(3);
    }

    @Test
    void triesAgainWhatGaveNoArticle() {
        site.serve("/artikel/hafen", "text/html", "<h1>Gleich</h1>");
        crawl().outlets(yaml(outlet()), Optional.empty());
        crawl().run();
        crawl().runAt(START.plus(Duration.ofMinutes(5)));
        assertThat(site.requestsOf("/artikel/hafen")).isEqualTo(1);
        article("/artikel/hafen", "Hafen voll", "Der Hafen ist voll.");
        crawl().runAt(START.plus(Duration.ofMinutes(30)));
        assertThat(crawl().articles()).extracting(RawArticle::getHeadline).contains("Hafen voll");
        assertThat(crawl().articles()).extracting(RawArticle::getRevision).containsOnly(1);
    }

    @Test
    void doesNotTakeAnotherOutletsPageForItsOwn() {
        try (LoopbackSite other = new LoopbackSite()) {
            other.serve("/artikel/x", "text/html", "<h1>Fremd</h1><p>Fremd.</p>");
            site.redirect("/artikel/hafen", other.at("/artikel/x").toString());
            assertThat(fateOf(crawl().crawlOnce(yaml(outlet())), "/artikel/hafen"))
                    .isEqualTo(Fate.NO_ARTICLE);
        }
    }

    @Test
    void tellsThatAnArticleIsWithdrawnWhenItIsNotThereTwice() {
        crawl().outlets(yaml(outlet()), Optional.empty());
        crawl().run();
        site.on("/artikel/hafen", exchange -> exchange.sendResponseHeaders(410, -1));
        crawl().runAt(START.plus(Duration.ofMinutes(30)));
        assertThat(crawl().outcome(site.at("/artikel/hafen")).fate()).isEqualTo(Fate.NOT_FOUND);
        assertThat(crawl().articles()).as("once may be an accident").hasSize(2);
        crawl().runAt(START.plus(Duration.ofMinutes(62)));
        assertThat(crawl().outcome(site.at("/artikel/hafen")).fate()).isEqualTo(Fate.WITHDRAWN);
        RawArticle withdrawn = crawl().articles().get(2);
        assertThat(withdrawn.getId())
                .isEqualTo(ArticleIds.of(site.at("/artikel/hafen").toString()));
        assertThat(withdrawn.getRevision()).isEqualTo(2);
        assertThat(withdrawn.getTextStatus()).isEqualTo(TextStatus.WITHDRAWN);
        assertThat(withdrawn.getBody()).isEmpty();
        crawl().runAt(START.plus(Duration.ofHours(2)));
        assertThat(crawl().articles()).as("told once").hasSize(3);
        article("/artikel/hafen", "Hafen voll", "Der Hafen ist voll.");
        assertThat(fateOf(crawl().crawlOnce(yaml(outlet())), "/artikel/hafen")).isEqualTo(Fate.REVISED);
        assertThat(crawl().articles().get(3).getTextStatus()).isEqualTo(TextStatus.PUBLISHED);
        assertThat(crawl().articles().get(3).getRevision()).isEqualTo(3);
    }

    @Test
    void knowsAnArticleByItsTextUnderTwoThousandAddresses() {
        String text = "<h1>Hafen voll</h1><p>" + "Der Hafen von Beispielstadt ist voll. ".repeat(20) + "</p>";
        int addresses = 2_000;
        String[] paths = new String[addresses];
        for (int i = 0; i < addresses; i++) {
            paths[i] = "/artikel/hafen?quelle=" + i;
            site.serve(paths[i], "text/html", text);
        }
        for (int from = 0; from < addresses; from += 500) {
            feed(Arrays.copyOfRange(paths, from, from + 500));
            crawl().crawlOnce(yaml(outlet()));
        }
        assertThat(crawl().articles()).hasSize(1);
        assertThat(site.log())
                .filteredOn(request -> request.path().startsWith("/artikel/"))
                .hasSize(addresses);
    }

    @Test
    void stopsAskingAnOutletThatIsTakenOut() {
        crawl().outlets(yaml(outlet()), Optional.empty());
        crawl().run();
        crawl().remove("blatt");
        long before = site.log().size();
        crawl().runAt(START.plus(Duration.ofHours(3)));
        assertThat(site.log()).hasSize((int) before);
        crawl().outlets(yaml(outlet()), Optional.empty());
        crawl().run();
        assertThat(site.requestsOf("/feed.xml")).isEqualTo(2);
        assertThat(crawl().articles()).as("what was published is remembered").hasSize(2);
    }

    @Test
    void dropsTheSourceThatAnOutletNamesNoLonger() {
        site.serve("/anderer.xml", "application/rss+xml", "<rss version=\"2.0\"><channel></channel></rss>");
        crawl().outlets(
                        yaml(outlet("blatt", "feeds: [%1$s/feed.xml, %1$s/anderer.xml]".formatted(site.base()))),
                        Optional.empty());
        crawl().run();
        crawl().outlets(yaml(outlet()), Optional.empty());
        crawl().runAt(START.plus(Duration.ofMinutes(5)));
        assertThat(site.requestsOf("/anderer.xml")).isEqualTo(1);
        assertThat(site.requestsOf("/feed.xml")).isEqualTo(2);
    }

    @Test
    void fetchesArticlesOnAnotherSiteThanTheirSource() {
        try (LoopbackSite other = new LoopbackSite()) {
            other.serveTagged(
                    "/feed.xml",
                    "application/rss+xml",
                    "<rss version=\"2.0\"><channel><item><link>" + site.at("/artikel/hafen")
                            + "</link></item></channel></rss>");
            String both =
                    outlet("blatt", "feeds: [%s], pages: [%s]".formatted(other.at("/feed.xml"), site.at("/leer/")));
            crawl().outlets(yaml(both), Optional.empty());
            crawl().run();
            assertThat(crawl().articles()).extracting(RawArticle::getHeadline).containsExactly("Hafen voll");
            crawl().runAt(START.plus(Duration.ofMinutes(5)));
            assertThat(site.requestsOf("/artikel/hafen")).isEqualTo(1);
        }
    }

    @Test
    void keepsToTheDailyQuota() {
        String few = outlet("blatt", "dailyQuota: 2, feeds: [%s/feed.xml]".formatted(site.base()));
        crawl().outlets(yaml(few), Optional.empty());
        crawl().run();
        assertThat(site.paths()).as("robots.txt apart").hasSize(2);
        crawl().runAt(START.plus(Duration.ofMinutes(30)));
        assertThat(site.paths()).hasSize(2);
        crawl().runAt(Instant.parse("2025-03-15T00:00:00Z"));
        assertThat(crawl().articles()).hasSize(2);
    }

    @Test
    void leavesAHostInTroubleAloneAndComesBack() {
        site.on("/artikel/hafen", exchange -> exchange.close());
        crawl().outlets(yaml(outlet()), Optional.empty());
        crawl().run();
        assertThat(crawl().outcome(site.at("/artikel/hafen")).fate()).isEqualTo(Fate.FAILED);
        assertThat(crawl().articles()).hasSizeLessThan(2);
        article("/artikel/hafen", "Hafen voll", "Der Hafen ist voll.");
        crawl().runAt(START.plus(Duration.ofSeconds(30)));
        assertThat(crawl().articles()).hasSize(2);
    }
}
