package io.depesche.ingest.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.RawArticle;
import io.depesche.ingest.LoopbackSite;
import io.depesche.ingest.crawl.Fate;
import io.depesche.ingest.extract.ArticleExtractor;
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

/** An article that stands on several pages. */
@Timeout(30)
class PartsTopologyTest {

    private static final Instant START = Instant.parse("2025-03-14T07:00:00Z");
    private static final String ARTICLE = "/artikel/die-bruecke";

    private final LoopbackSite site = new LoopbackSite();
    private @Nullable TestCrawl crawl;

    @BeforeEach
    void start(@TempDir Path folder) {
        crawl = new TestCrawl(folder, START, new ArticleExtractor()::extract);
        feed(ARTICLE);
        part(1, "");
        part(2, "");
        part(3, "");
    }

    @AfterEach
    void close() {
        crawl().close();
        site.close();
    }

    private TestCrawl crawl() {
        return Objects.requireNonNull(crawl);
    }

    private static String path(int part) {
        return part == 1 ? ARTICLE : ARTICLE + "/" + part;
    }

    private static String paragraph(int part, int number) {
        return "Am %d. Tag hat der Rat von Beispielstadt %d Stunden lang über die Brücke beraten."
                .formatted(number, part);
    }

    private static String text(int... parts) {
        return Arrays.stream(parts)
                .mapToObj(part -> paragraph(part, 1) + "\n\n" + paragraph(part, 2) + "\n\n" + paragraph(part, 3))
                .collect(Collectors.joining("\n\n"));
    }

    private static String page(int part, String more) {
        String paragraphs = Arrays.stream(text(part).split("\n\n"))
                .map(paragraph -> "<p>" + paragraph + "</p>")
                .collect(Collectors.joining());
        String next = part < 3 ? "<link rel='next' href='" + path(part + 1) + "'>" : "";
        String before = part > 1 ? "<link rel='prev' href='" + path(part - 1) + "'>" : "";
        return "<html><head>%s%s</head><body><article><h1>Die lange Beratung</h1>%s%s</article></body></html>"
                .formatted(next, before, paragraphs, more);
    }

    private void part(int part, String more) {
        site.serveTagged(path(part), "text/html", page(part, more));
    }

    private void fails(int part, int status) {
        site.on(path(part), exchange -> exchange.sendResponseHeaders(status, -1));
    }

    private void feed(String... paths) {
        String items = Arrays.stream(paths)
                .map(path -> "<item><title>T</title><link>" + site.at(path) + "</link></item>")
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
                outlets: [{id: blatt, name: Blatt, language: de, dailyQuota: 60, feeds: ['%s/feed.xml']}]
                """
                .formatted(site.base());
    }

    private RawArticle only() {
        assertThat(crawl().articles()).hasSize(1);
        return crawl().articles().get(0);
    }

    private Fate fate() {
        return crawl().outcome(site.at(ARTICLE)).fate();
    }

    private long requestsOfParts() {
        return site.requestsOf(path(2)) + site.requestsOf(path(3));
    }

    @Test
    void publishesAllPartsAsOneArticle() {
        crawl().crawlOnce(yaml());
        assertThat(only().getBody()).isEqualTo(text(1, 2, 3));
        assertThat(only().getId()).isEqualTo(ArticleIds.of(site.at(ARTICLE).toString()));
        assertThat(only().getAccess()).isEqualTo(Access.UNKNOWN);
        assertThat(site.paths()).containsExactly("/feed.xml", path(1), path(2), path(3));
    }

    @Test
    void knowsTheArticleByEachOfItsParts() {
        crawl().crawlOnce(yaml());
        feed(ARTICLE, path(2), path(3));
        crawl().runAt(START.plus(Duration.ofMinutes(5)));
        assertThat(requestsOfParts()).isEqualTo(2);
        only();
    }

    @Test
    void publishesTheWholeArticleWhenAFeedNamesALaterPart() {
        feed(path(3));
        crawl().crawlOnce(yaml());
        assertThat(only().getBody()).isEqualTo(text(1, 2, 3));
        assertThat(only().getId()).isEqualTo(ArticleIds.of(site.at(ARTICLE).toString()));
        feed(ARTICLE);
        crawl().runAt(START.plus(Duration.ofMinutes(5)));
        only();
    }

    @Test
    void asksForNoPartWhileTheFirstIsUnchanged() {
        crawl().crawlOnce(yaml());
        crawl().runAt(START.plus(Duration.ofMinutes(30)));
        assertThat(site.requestsOf(ARTICLE)).isEqualTo(2);
        assertThat(fate()).isEqualTo(Fate.UNCHANGED);
        // The same from a server that knows nothing of conditional requests.
        site.serve(ARTICLE, "text/html", page(1, ""));
        crawl().runAt(START.plus(Duration.ofHours(2)));
        assertThat(site.requestsOf(ARTICLE)).isEqualTo(3);
        assertThat(fate()).isEqualTo(Fate.UNCHANGED);
        assertThat(requestsOfParts()).isEqualTo(2);
    }

    @Test
    void readsAllPartsAgainWhenTheFirstChanged() {
        crawl().crawlOnce(yaml());
        String added = "Nachtrag: Am Ende stimmten alle Mitglieder des Rates für den Neubau der Brücke.";
        part(3, "<p>" + added + "</p>");
        part(1, "<p>Berichtigung: In einer früheren Fassung stand, die Sitzung habe am Montag begonnen.</p>");
        crawl().runAt(START.plus(Duration.ofMinutes(30)));
        RawArticle revision = crawl().articles().get(1);
        assertThat(revision.getRevision()).isEqualTo(2);
        assertThat(revision.getBody())
                .contains("Berichtigung")
                .contains(text(2))
                .endsWith(added);
    }

    @Test
    void waitsForAPartOfAHostInTrouble() {
        fails(2, 503);
        crawl().outlets(yaml(), Optional.empty());
        crawl().run();
        assertThat(crawl().articles()).isEmpty();
        part(2, "");
        crawl().runAt(START.plus(Duration.ofMinutes(1)));
        assertThat(only().getBody()).isEqualTo(text(1, 2, 3));
    }

    @Test
    void publishesWhatIsThereAfterTheLastTry() {
        fails(3, 503);
        crawl().outlets(yaml(), Optional.empty());
        crawl().run();
        for (int minute = 1; minute < 20; minute++) {
            crawl().runAt(START.plus(Duration.ofMinutes(minute)));
        }
        assertThat(site.requestsOf(path(3))).isEqualTo(4);
        assertThat(only().getBody()).isEqualTo(text(1, 2));
        assertThat(only().getAccess()).isEqualTo(Access.TEASER);
        assertThat(crawl().outcome(site.at(ARTICLE)).reason())
                .contains("lacks its part")
                .contains(path(3))
                .contains("503");
    }

    @Test
    void publishesWhatIsThereWhereAPartIsNotAndTheWholeOnceItIs() {
        fails(2, 404);
        crawl().crawlOnce(yaml());
        assertThat(only().getBody()).isEqualTo(text(1));
        assertThat(only().getAccess()).isEqualTo(Access.TEASER);
        part(2, "");
        crawl().runAt(START.plus(Duration.ofMinutes(30)));
        RawArticle whole = crawl().articles().get(1);
        assertThat(whole.getRevision()).isEqualTo(2);
        assertThat(whole.getBody()).isEqualTo(text(1, 2, 3));
        assertThat(whole.getAccess()).isEqualTo(Access.UNKNOWN);
    }

    @Test
    void neverReplacesAWholeArticleByAPartOfIt() {
        crawl().crawlOnce(yaml());
        part(1, "<p>Berichtigung: In einer früheren Fassung stand, die Sitzung habe am Montag begonnen.</p>");
        fails(2, 404);
        crawl().runAt(START.plus(Duration.ofMinutes(30)));
        assertThat(fate()).isEqualTo(Fate.FAILED);
        only();
        part(2, "");
        crawl().runAt(START.plus(Duration.ofHours(2)));
        assertThat(crawl().articles().get(1).getBody()).contains("Berichtigung").endsWith(text(2, 3));
    }

    @Test
    void keepsOutOfPartsThatRobotsForbid() {
        site.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: " + path(3) + "\n");
        crawl().crawlOnce(yaml());
        assertThat(site.requestsOf(path(3))).isZero();
        assertThat(only().getBody()).isEqualTo(text(1, 2));
        assertThat(only().getAccess()).isEqualTo(Access.TEASER);
    }

    @Test
    void readsTheWholeArticleOnOnePageWhereThereIsOne() {
        String all = ARTICLE + "/komplettansicht";
        part(1, "<a href='" + all + "'>Auf einer Seite lesen</a>");
        String paragraphs = Arrays.stream(text(1, 2, 3).split("\n\n"))
                .map(paragraph -> "<p>" + paragraph + "</p>")
                .collect(Collectors.joining());
        site.serve(all, "text/html", "<article><h1>Die lange Beratung</h1>" + paragraphs + "</article>");
        crawl().crawlOnce(yaml());
        assertThat(only().getBody()).isEqualTo(text(1, 2, 3));
        assertThat(requestsOfParts()).isZero();
    }

    @Test
    void endsWhereTheNextPageIsAnotherArticleOrTheSamePage() {
        site.serve(path(2), "text/html", page(3, "").replace("Die lange Beratung", "Neue Bänke im Park"));
        crawl().crawlOnce(yaml());
        assertThat(only().getBody()).isEqualTo(text(1));
        assertThat(only().getAccess()).isEqualTo(Access.UNKNOWN);
        assertThat(site.requestsOf(path(3))).isZero();
    }

    @Test
    void readsTwentyFurtherPartsAtMost() {
        for (int part = 1; part <= 30; part++) {
            String page = page(1, "<p>" + paragraph(part, 7) + "</p>").replace(path(2), path(part + 1));
            site.serve(path(part), "text/html", page);
        }
        crawl().crawlOnce(yaml());
        List<String> asked = site.paths();
        assertThat(asked).hasSize(1 + 1 + 20).doesNotContain(path(22));
        assertThat(only().getBody()).contains(paragraph(21, 7));
    }
}
