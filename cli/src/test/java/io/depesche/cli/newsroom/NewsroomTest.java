package io.depesche.cli.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.extension.Extension;
import crawlercommons.sitemaps.extension.NewsAttributes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewsroomTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:42Z");

    private final HttpClient client = HttpClient.newHttpClient();
    private Newsroom newsroom;

    @BeforeEach
    void open() {
        newsroom = Newsroom.open(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        newsroom.close();
    }

    @Test
    void servesEveryArticleUnderItsListedAddressAsItsPeculiaritySays() {
        assertThat(newsroom.expectations())
                .allSatisfy(article -> assertThat(get(article.listed()).statusCode())
                        .as(article.listed().toString())
                        .isEqualTo(
                                switch (article.peculiarity()) {
                                    case GONE -> 404;
                                    case MOVED -> 301;
                                    case NONE, CORRECTED, AGENCY_COPY, PAYWALLED, FORBIDDEN -> 200;
                                    case BROKEN, EMPTY, WINDOWS_1252, SLOW, FRENCH -> 200;
                                }));
    }

    @Test
    void everyPageThatIsNotBrokenShowsHeadlineAndTextOfItsArticle() {
        for (Expectation article : readable()) {
            Document page = page(article);
            Manuscript manuscript = manuscript(article);
            assertThat(page.expectFirst("h1").text()).isEqualTo(article.headline());
            assertThat(page.expectFirst("html").attr("lang")).isIn(article.language(), "");
            assertThat(page.text()).contains(manuscript.lead()).doesNotContain("{{");
            assertThat(manuscript.authors())
                    .allSatisfy(author -> assertThat(page.text()).contains(author));
            assertThat(page.text()).contains(manuscript.agency().orElse(""));
            assertThat(manuscript.blocks()).allSatisfy(block -> assertThat(page.text())
                    .contains(block.startsWith("## ") ? block.substring(3) : block));
        }
    }

    @Test
    void structuredDataIsJsonAndNamesHeadlineTimeAndAccess() throws IOException {
        for (Expectation article : readable()) {
            if (!Set.of("harkenburger-bote", "stanze").contains(article.outlet())) {
                continue;
            }
            JsonNode json = new JsonMapper()
                    .readTree(page(article)
                            .expectFirst("script[type=application/ld+json]")
                            .data());
            JsonNode news = json.has("@graph") ? json.get("@graph").get(2) : json;
            assertThat(news.get("headline").asText()).isEqualTo(article.headline());
            assertThat(OffsetDateTime.parse(news.get("datePublished").asText()).toInstant())
                    .isEqualTo(article.published());
            assertThat(news.get("isAccessibleForFree").asBoolean()).isEqualTo(article.fate() != Fate.TEASER);
        }
    }

    @Test
    void everyFeedParsesAndListsEveryArticleWithItsTime() throws Exception {
        Set<String> formats = new TreeSet<>();
        for (NewsroomOutlet outlet : newsroom.outlets()) {
            for (URI address : outlet.feeds()) {
                SyndFeed feed = feed(address);
                formats.add(feed.getFeedType());
                assertThat(feed.getTitle()).isEqualTo(outlet.name());
                assertThat(feed.getEntries())
                        .extracting(
                                SyndEntry::getTitle,
                                entry -> entry.getLink().replaceFirst("\\?.*", ""),
                                entry -> entry.getPublishedDate().toInstant())
                        .containsExactlyElementsOf(of(outlet).stream()
                                .map(article -> tuple(
                                        article.headline(), article.listed().toString(), article.published()))
                                .toList());
            }
        }
        assertThat(formats).containsExactly("atom_1.0", "rss_1.0", "rss_2.0");
    }

    @Test
    void theNewsSitemapListsEveryArticleOfItsOutlet() throws Exception {
        NewsroomOutlet outlet = outlet("stanze");
        URI address = outlet.sitemaps().get(0);
        SiteMapParser parser = new SiteMapParser();
        parser.enableExtension(Extension.NEWS);
        SiteMap sitemap = (SiteMap) parser.parseSiteMap(get(address).body(), address.toURL());
        assertThat(sitemap.getSiteMapUrls())
                .extracting(SiteMapURL::getUrl, NewsroomTest::title)
                .containsExactlyElementsOf(of(outlet).stream()
                        .map(article -> tuple(url(article.listed()), article.headline()))
                        .toList());
    }

    @Test
    void theOutletWithoutFeedLinksEveryArticleOnItsIndexPage() {
        NewsroomOutlet outlet = outlet("cottonbend-ledger");
        assertThat(outlet.feeds()).isEmpty();
        URI index = outlet.pages().get(0);
        assertThat(Jsoup.parse(text(get(index)), index.toString())
                        .select("h2 a")
                        .eachAttr("abs:href"))
                .containsExactlyElementsOf(of(outlet).stream()
                        .map(article -> article.listed().toString())
                        .toList());
    }

    @Test
    void robotsForbidsOnlyTheForbiddenArticle() {
        for (NewsroomOutlet outlet : newsroom.outlets()) {
            SimpleRobotRules rules = robots(outlet);
            assertThat(of(outlet)).allSatisfy(article -> assertThat(
                            rules.isAllowed(article.listed().toString()))
                    .as(article.listed().toString())
                    .isEqualTo(article.peculiarity() != Peculiarity.FORBIDDEN));
        }
        assertThat(robots(outlet("morgenfaehre")).getCrawlDelay()).isEqualTo(1000);
        assertThat(robots(outlet("stanze")).getSitemaps())
                .containsExactly(outlet("stanze").sitemaps().get(0).toString());
    }

    @Test
    void aCorrectionChangesHeadlineBodyAndEntityTagOfThePageAndTheTitleInTheFeed() throws Exception {
        Expectation article = only(Peculiarity.CORRECTED);
        HttpResponse<byte[]> before = get(article.address());
        newsroom.publishCorrections();
        HttpResponse<byte[]> after = get(article.address(), "If-None-Match", header(before, "ETag"));
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(header(after, "ETag")).isNotEqualTo(header(before, "ETag"));
        assertThat(header(before, "Last-Modified")).isEqualTo("Wed, 25 Nov 2026 04:50:00 GMT");
        assertThat(header(after, "Last-Modified")).isEqualTo("Wed, 25 Nov 2026 10:00:42 GMT");
        String corrected = article.correctedHeadline().orElseThrow();
        assertThat(Jsoup.parse(text(after)).expectFirst("h1").text()).isEqualTo(corrected);
        assertThat(text(after)).contains("Berichtigung").contains("\"dateModified\": \"2026-11-25T11:00:42+01:00\"");
        assertThat(feed(outlet(article.outlet()).feeds().get(0)).getEntries())
                .extracting(SyndEntry::getTitle)
                .contains(corrected)
                .doesNotContain(article.headline());
    }

    @Test
    void anUnchangedPageOrFeedIsAnsweredWith304() {
        List<URI> addresses = List.of(
                only(Peculiarity.CORRECTED).address(),
                outlet("morgenfaehre").feeds().get(0),
                outlet("stanze").sitemaps().get(0));
        assertThat(addresses).allSatisfy(address -> {
            HttpResponse<byte[]> first = get(address);
            HttpResponse<byte[]> byTag = get(address, "If-None-Match", "\"other\", " + header(first, "ETag"));
            HttpResponse<byte[]> byTime = get(address, "If-Modified-Since", header(first, "Last-Modified"));
            assertThat(byTag.statusCode()).isEqualTo(304);
            assertThat(byTag.body()).isEmpty();
            assertThat(header(byTag, "ETag")).isEqualTo(header(first, "ETag"));
            assertThat(byTime.statusCode()).isEqualTo(304);
        });
    }

    @Test
    void aPageThatTheClientDoesNotKnowIsAnsweredWhole() {
        URI address = only(Peculiarity.CORRECTED).address();
        assertThat(get(address, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(get(address, "If-Modified-Since", "Wed, 25 Nov 2026 04:49:59 GMT")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(address, "If-Modified-Since", "yesterday").statusCode()).isEqualTo(200);
    }

    @Test
    void thePageInWindows1252SaysSoOnlyInItsMetaElement() {
        HttpResponse<byte[]> response = get(only(Peculiarity.WINDOWS_1252).address());
        assertThat(header(response, "Content-Type")).isEqualTo("text/html");
        String html = new String(response.body(), Charset.forName("windows-1252"));
        assertThat(html)
                .contains("charset=windows-1252")
                .contains("46 Millionen €")
                .contains("–");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("€");
    }

    @Test
    void theBrokenPageIsNoTextAndTheEmptyOneNothing() {
        assertThat(text(get(only(Peculiarity.BROKEN).address()))).contains("\0").doesNotContain("<html");
        assertThat(get(only(Peculiarity.EMPTY).address()).body()).isEmpty();
    }

    @Test
    void theMovedArticleRedirectsToItsPresentAddress() {
        Expectation article = only(Peculiarity.MOVED);
        assertThat(header(get(article.listed()), "Location"))
                .isEqualTo(article.address().toString());
        assertThat(get(article.address()).statusCode()).isEqualTo(200);
    }

    @Test
    void theSlowPageTakesItsTime() {
        long start = System.nanoTime();
        get(only(Peculiarity.SLOW).address());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(OutletSite.SLOWNESS);
    }

    @Test
    void theLogShowsWhoAskedForWhatAndHow() {
        Expectation article = only(Peculiarity.FORBIDDEN);
        assertThat(newsroom.requests()).isEmpty();
        get(URI.create(article.address() + "?from=feed"), "User-Agent", "Curious/1.0");
        get(URI.create(article.address() + "/nowhere"), "If-None-Match", "\"x\"");
        assertThat(newsroom.requests())
                .extracting(
                        ServedRequest::outlet,
                        ServedRequest::method,
                        ServedRequest::path,
                        ServedRequest::status,
                        ServedRequest::arrived,
                        ServedRequest::conditional)
                .containsExactly(
                        tuple("morgenfaehre", "GET", "/intern/redaktionsplan-der-woche", 200, NOW, false),
                        tuple("morgenfaehre", "GET", "/intern/redaktionsplan-der-woche/nowhere", 404, NOW, true));
        assertThat(newsroom.requests().get(0).userAgent()).isEqualTo("Curious/1.0");
    }

    @Test
    void onlyReadingIsAllowed() {
        URI address = only(Peculiarity.FRENCH).address();
        HttpRequest post = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        HttpRequest head = HttpRequest.newBuilder(address)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(send(post).statusCode()).isEqualTo(405);
        assertThat(send(head).statusCode()).isEqualTo(200);
        assertThat(send(head).body()).isEmpty();
    }

    @Test
    void expectsSomethingOfEveryArticleAndShowsEveryPeculiarity() {
        assertThat(newsroom.expectations())
                .hasSameSizeAs(newsroom.outlets().stream()
                        .flatMap(outlet -> Masthead.of(outlet.id()).articles().stream())
                        .toList());
        assertThat(newsroom.expectations()).extracting(Expectation::address).doesNotHaveDuplicates();
        assertThat(newsroom.expectations()).extracting(Expectation::peculiarity).contains(Peculiarity.values());
        assertThat(newsroom.expectations()).extracting(Expectation::fate).contains(Fate.values());
        assertThat(newsroom.expectations()).extracting(Expectation::language).contains("de", "en", "fr");
    }

    @Test
    void theOutletsFileNamesEveryOutletWithItsSources() throws IOException {
        JsonNode file = new YAMLMapper().readTree(newsroom.outletsYaml());
        assertThat(file.fieldNames()).toIterable().containsExactly("defaults", "outlets");
        List<JsonNode> entries =
                StreamSupport.stream(file.get("outlets").spliterator(), false).toList();
        assertThat(entries).hasSameSizeAs(newsroom.outlets()).allSatisfy(entry -> {
            assertThat(entry.fieldNames())
                    .toIterable()
                    .containsExactly("id", "name", "language", "country", "feeds", "sitemaps", "pages");
            assertThat(entry.get("id").asText()).matches("[a-z0-9-]+");
            assertThat(entry.get("feeds").size()
                            + entry.get("sitemaps").size()
                            + entry.get("pages").size())
                    .isEqualTo(1);
        });
        assertThat(entries.get(0).at("/feeds/0").asText())
                .isEqualTo(newsroom.outlets().get(0).feeds().get(0).toString());
    }

    @Test
    void twoNewsroomsCanBeOpenAtOnce() {
        try (Newsroom second = Newsroom.open(Clock.fixed(NOW, ZoneOffset.UTC))) {
            assertThat(second.outlets())
                    .extracting(NewsroomOutlet::base)
                    .doesNotContainAnyElementsOf(newsroom.outlets().stream()
                            .map(NewsroomOutlet::base)
                            .toList());
        }
    }

    private List<Expectation> readable() {
        Set<Peculiarity> unreadable = Set.of(Peculiarity.BROKEN, Peculiarity.EMPTY, Peculiarity.GONE);
        return newsroom.expectations().stream()
                .filter(article -> !unreadable.contains(article.peculiarity()))
                .toList();
    }

    private Expectation only(Peculiarity peculiarity) {
        List<Expectation> articles = newsroom.expectations().stream()
                .filter(article -> article.peculiarity() == peculiarity)
                .toList();
        assertThat(articles).hasSize(1);
        return articles.get(0);
    }

    private NewsroomOutlet outlet(String id) {
        return newsroom.outlets().stream()
                .filter(outlet -> outlet.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Expectation> of(NewsroomOutlet outlet) {
        return newsroom.expectations().stream()
                .filter(article -> article.outlet().equals(outlet.id()))
                .toList();
    }

    private static Manuscript manuscript(Expectation article) {
        return Masthead.of(article.outlet()).articles().stream()
                .map(slug -> Manuscript.of(article.outlet(), slug))
                .filter(manuscript -> manuscript.headline().equals(article.headline()))
                .findFirst()
                .orElseThrow();
    }

    private Document page(Expectation article) {
        byte[] body = get(article.address()).body();
        try {
            return Jsoup.parse(
                    new ByteArrayInputStream(body), null, article.address().toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private SyndFeed feed(URI address) throws Exception {
        return new SyndFeedInput()
                .build(new XmlReader(new ByteArrayInputStream(get(address).body())));
    }

    private SimpleRobotRules robots(NewsroomOutlet outlet) {
        URI address = outlet.base().resolve("/robots.txt");
        HttpResponse<byte[]> response = get(address);
        return new SimpleRobotRulesParser()
                .parseContent(
                        address.toString(), response.body(), header(response, "Content-Type"), Set.of("depesche"));
    }

    private static String title(SiteMapURL entry) {
        return ((NewsAttributes) entry.getAttributesForExtension(Extension.NEWS)[0]).getTitle();
    }

    private static URL url(URI address) {
        try {
            return address.toURL();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private HttpResponse<byte[]> get(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(request.uri().toString(), e);
        }
    }
}
