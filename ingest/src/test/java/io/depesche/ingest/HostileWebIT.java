package io.depesche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.OutletOrigin;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TextStatus;
import io.depesche.ingest.crawl.ArticleOutcome;
import io.depesche.ingest.crawl.CrawlListener;
import io.depesche.ingest.crawl.Fate;
import io.depesche.ingest.crawl.SourceOutcome;
import io.depesche.ingest.extract.ArticleExtractor;
import io.depesche.ingest.frontier.OutletTopic;
import io.depesche.ingest.outlets.OutletRecords;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.service.Env;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One crawler against servers that do everything wrong: nothing of it hurts the crawler, or what else it crawls. */
@Timeout(120)
class HostileWebIT {

    private static final int MAX_PAGE = 200_000;
    private static final String PARAGRAPH =
            "<p>Der Rat von Beispielstadt hat am Abend über die Brücke beraten und nach langer Aussprache zugestimmt.</p>";
    private static final Told TOLD = new Told();

    private static TestKafka kafka;
    private static IngestService service;
    private static OutletTopic outlets;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final LoopbackSite site = new LoopbackSite();
    private final String outlet = "blatt-" + NUMBER.incrementAndGet();

    /** Keeps what it is told, by outlet. */
    private static final class Told implements CrawlListener {
        private final Map<String, Queue<ArticleOutcome>> visits = new ConcurrentHashMap<>();
        private final Map<String, Queue<SourceOutcome>> polls = new ConcurrentHashMap<>();

        @Override
        public void visited(ArticleOutcome outcome) {
            visits.computeIfAbsent(outcome.outlet(), unseen -> new ConcurrentLinkedQueue<>())
                    .add(outcome);
        }

        @Override
        public void polled(SourceOutcome outcome) {
            polls.computeIfAbsent(outcome.outlet(), unseen -> new ConcurrentLinkedQueue<>())
                    .add(outcome);
        }

        List<ArticleOutcome> visits(String outlet) {
            return List.copyOf(visits.getOrDefault(outlet, new ConcurrentLinkedQueue<>()));
        }

        List<SourceOutcome> polls(String outlet) {
            return List.copyOf(polls.getOrDefault(outlet, new ConcurrentLinkedQueue<>()));
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        kafka = new TestKafka();
        outlets = new OutletTopic(kafka.settings(), RecordSerdes.singleObject(), "hostile-web");
        Env env = Env.of(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.settings().bootstrapServers(),
                "CRAWLER_CONTACT", "redaktion@example.org",
                "ALLOWED_PRIVATE_NETWORKS", "127.0.0.1/32",
                "STATE_DIR", folder.toString(),
                "RESPONSE_TIMEOUT", "PT1S",
                "FETCH_TIMEOUT", "PT3S",
                "MAX_PAGE_BYTES", String.valueOf(MAX_PAGE)));
        service = IngestService.open(
                IngestConfig.from(env),
                List.of(),
                RecordSerdes.singleObject(),
                new ArticleExtractor()::extract,
                TOLD,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
        kafka.close();
    }

    /** After every case the crawler is alive, and takes a good article from another outlet. */
    @AfterEach
    void takesAGoodArticleAfterwards() {
        site.close();
        try (LoopbackSite good = new LoopbackSite()) {
            good.serve("/artikel/gut", "text/html; charset=utf-8", page("Alles gut"));
            good.serve("/feed.xml", "application/rss+xml", feed(good, "/artikel/gut"));
            String id = outlet + "-gut";
            crawl(id, good.at("/feed.xml").toString());
            await().atMost(Duration.ofSeconds(20)).until(() -> published(id).size() == 1);
            outlets.write(Collections.singletonMap(id, null));
            outlets.write(Collections.singletonMap(outlet, null));
        }
        assertThat(service.isAlive()).isTrue();
    }

    private static String page(String headline) {
        return "<!doctype html><html lang=de><head><meta charset=utf-8><title>" + headline
                + "</title></head><body><article><h1>" + headline + "</h1>" + PARAGRAPH.repeat(5)
                + "</article></body></html>";
    }

    private static String feed(LoopbackSite site, String... links) {
        return "<?xml version='1.0'?><rss version='2.0'><channel><title>Blatt</title>"
                + Stream.of(links)
                        .map(link -> "<item><title>Titel</title><link>" + (link.startsWith("/") ? site.at(link) : link)
                                + "</link></item>")
                        .collect(Collectors.joining())
                + "</channel></rss>";
    }

    private static void crawl(String outlet, String feed) {
        outlets.write(Map.of(
                outlet,
                OutletRecords.definition(
                        OutletsFile.parse(
                                        "hostile",
                                        "outlets: [{id: %s, name: B, language: de, minDelay: PT0.02S, interval: PT2M, revisit: [], feeds: ['%s']}]"
                                                .formatted(outlet, feed))
                                .get(0),
                        OutletOrigin.COMMAND)));
    }

    private static List<RawArticle> published(String outlet) {
        return kafka.articles().stream()
                .map(TestKafka.Raw::article)
                .filter(article -> article.getOutlet().equals(outlet))
                .toList();
    }

    /** Crawls the site, whose feed names these links, until each of them was visited. */
    private List<ArticleOutcome> visit(String... links) {
        site.serve("/feed.xml", "application/rss+xml", feed(site, links));
        crawl(outlet, site.at("/feed.xml").toString());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> TOLD.visits(outlet).stream()
                                .map(ArticleOutcome::address)
                                .distinct()
                                .count()
                        >= links.length);
        return TOLD.visits(outlet);
    }

    private Fate fateOf(String path) {
        return visit(path).get(0).fate();
    }

    private SourceOutcome poll() {
        crawl(outlet, site.at("/feed.xml").toString());
        await().atMost(Duration.ofSeconds(30)).until(() -> !TOLD.polls(outlet).isEmpty());
        return TOLD.polls(outlet).get(0);
    }

    private void assertThatNothingIsPublished() {
        assertThat(published(outlet)).isEmpty();
    }

    // robots.txt

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a plain rule | User-agent: *\\nDisallow: /artikel/",
                "a rule for us | User-agent: depesche\\nDisallow: /artikel/\\n\\nUser-agent: *\\nDisallow:",
                "our name in capitals | USER-AGENT: DEPESCHE\\nDISALLOW: /artikel",
                "a wildcard | User-agent: *\\nDisallow: /*.html",
                "an end | User-agent: *\\nDisallow: /artikel/x.html$",
                "percent-encoding | User-agent: *\\nDisallow: /%61rtikel/",
                "a longer rule | User-agent: *\\nAllow: /\\nDisallow: /artikel/x",
                "several agents of one group | User-agent: other\\nUser-agent: depesche\\nDisallow: /artikel",
                "unknown lines between | User-agent: *\\nFoo: bar\\n<html>\\nDisallow: /artikel/",
                "a byte order mark | \\uFEFFUser-agent: *\\nDisallow: /artikel/",
                "carriage returns alone | User-agent: *\\rDisallow: /artikel/",
                "comments | User-agent: * # all\\nDisallow: /artikel/ # nothing here"
            })
    void fetchesNothingThatRobotsForbids(String name, String robots) {
        String text = robots.replace("\\n", "\n").replace("\\r", "\r").replace("\\uFEFF", "\uFEFF");
        site.serve("/robots.txt", "text/plain", text);
        site.serve("/artikel/x.html", "text/html", page("Geheim"));
        assertThat(fateOf("/artikel/x.html")).isEqualTo(Fate.FORBIDDEN_BY_ROBOTS);
        assertThat(site.requestsOf("/artikel/x.html")).isZero();
        assertThatNothingIsPublished();
    }

    @Test
    void fetchesNothingWhileRobotsCannotBeRead() {
        site.on("/robots.txt", exchange -> exchange.sendResponseHeaders(503, -1));
        site.serve("/feed.xml", "application/rss+xml", feed(site, "/artikel/x"));
        assertThat(poll().trouble()).isPresent();
        assertThat(site.paths()).isEmpty();
    }

    // Redirects

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"once | 1 | NEW", "five times | 5 | NEW", "six times | 6 | FAILED"})
    void followsFiveRedirects(String name, int hops, Fate fate) {
        for (int hop = 0; hop < hops; hop++) {
            site.redirect("/artikel/sprung-" + hop, hop + 1 == hops ? "/artikel/ziel" : "/artikel/sprung-" + (hop + 1));
        }
        site.serve("/artikel/ziel", "text/html", page("Am Ziel"));
        assertThat(fateOf("/artikel/sprung-0")).isEqualTo(fate);
    }

    @ParameterizedTest
    @CsvSource({
        "/artikel/kreis, /artikel/kreis, FAILED",
        "/artikel/start, '', FAILED",
        "/artikel/verboten, /geheim/x, FORBIDDEN_BY_ROBOTS",
        "/artikel/mail, mailto:a@example.org, REFUSED_ADDRESS",
        "/artikel/datei, file:///etc/passwd, REFUSED_ADDRESS"
    })
    void goesNowhereThatIsNoPage(String path, String target, Fate fate) {
        site.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /geheim/");
        site.serve("/geheim/x", "text/html", page("Geheim"));
        site.redirect(path, target);
        assertThat(fateOf(path)).isEqualTo(fate);
        assertThat(site.requestsOf("/geheim/x")).isZero();
        assertThatNothingIsPublished();
    }

    // Addresses that are nobody's business

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:%d/",
                "http://127.1:%d/",
                "http://2130706434:%d/",
                "http://0x7f000002:%d/",
                "http://0177.0.0.2:%d/",
                "http://0x7f.0.0.2:%d/",
                "http://127.0.0.2.:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.2]:%d/",
                "http://[::ffff:7f00:2]:%d/",
                "http://[::127.0.0.2]:%d/",
                "http://[64:ff9b::7f00:2]:%d/",
                "http://[64:ff9b:1::7f00:2]:%d/",
                "http://[2002:7f00:2::]:%d/",
                "http://[fe80::1]:%d/",
                "http://[fd00::1]:%d/",
                "http://0.0.0.0:%d/",
                "http://0:%d/",
                "http://[::]:%d/",
                "http://10.0.0.1:%d/",
                "http://172.16.0.1:%d/",
                "http://192.168.0.1:%d/",
                "http://169.254.169.254:%d/latest/meta-data/",
                "http://100.64.0.1:%d/",
                "http://224.0.0.1:%d/",
                "http://255.255.255.255:%d/",
                "http://ich:geheim@127.0.0.1:%d/",
                "http://127.0.0.1@127.0.0.2:%d/"
            })
    void asksNoPrivateAddressHoweverItIsSpelled(String address) throws Exception {
        AtomicInteger callers = new AtomicInteger();
        try (ServerSocket canary = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[4]))) {
            Thread listener = new Thread(() -> count(canary, callers), "canary");
            listener.setDaemon(true);
            listener.start();
            site.redirect("/artikel/falle", address.formatted(canary.getLocalPort()));
            assertThat(fateOf("/artikel/falle")).isEqualTo(Fate.REFUSED_ADDRESS);
        }
        assertThat(callers).hasValue(0);
    }

    private static void count(ServerSocket canary, AtomicInteger callers) {
        while (!canary.isClosed()) {
            try (Socket caller = canary.accept()) {
                callers.addAndGet(caller.isConnected() ? 1 : 0);
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    // Bytes

    @Test
    void givesUpOnBombsAndEndlessAnswers() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 100; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        site.on("/artikel/bombe", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            LoopbackSite.send(exchange, 200, bomb.toByteArray());
        });
        site.on("/artikel/endlos", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            trickle(exchange, new byte[8_192], 0);
        });
        site.serve("/artikel/gross", "text/html", "a".repeat(MAX_PAGE + 1));
        assertThat(visit("/artikel/bombe", "/artikel/endlos", "/artikel/gross"))
                .extracting(ArticleOutcome::fate)
                .containsOnly(Fate.TOO_LARGE);
        assertThatNothingIsPublished();
    }

    @Test
    void doesNotWaitForWhoTrickles() {
        site.on("/artikel/langsam", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            trickle(exchange, new byte[] {'a'}, 100);
        });
        assertThat(fateOf("/artikel/langsam")).isEqualTo(Fate.FAILED);
        assertThatNothingIsPublished();
    }

    /** Writes until the other side has enough. */
    private static void trickle(HttpExchange exchange, byte[] drop, long pauseMillis) throws IOException {
        try (OutputStream out = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                out.write(drop);
                out.flush();
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void survivesConnectionsThatAreCutOff() {
        site.on("/artikel/abbruch", HttpExchange::close);
        site.on("/artikel/halb", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write("<html>".getBytes(UTF_8));
            exchange.close();
        });
        assertThat(visit("/artikel/abbruch", "/artikel/halb"))
                .extracting(ArticleOutcome::fate)
                .containsOnly(Fate.FAILED);
        assertThatNothingIsPublished();
    }

    // Charsets

    @ParameterizedTest
    @CsvSource({
        "windows-1252, text/html; charset=iso-8859-1",
        "windows-1252, text/html",
        "UTF-16LE, text/html; charset=utf-16le",
        "UTF-8, text/html",
        "UTF-8, text/html; charset=gibt-es-nicht"
    })
    void readsPagesInTheirCharset(String charset, String type) {
        String html = page("Brücke – „offen“").replace("<meta charset=utf-8>", "");
        site.on("/artikel/zeichen", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            LoopbackSite.send(exchange, 200, html.getBytes(Charset.forName(charset)));
        });
        assertThat(fateOf("/artikel/zeichen")).isEqualTo(Fate.NEW);
        await().until(() -> !published(outlet).isEmpty());
        assertThat(published(outlet).get(0).getHeadline()).isEqualTo("Brücke – „offen“");
    }

    // Feeds that lie

    @Test
    void readsNoEntityAndFetchesNone() {
        StringBuilder laughs = new StringBuilder("<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a%d '&a%d;&a%d;&a%d;'>".formatted(i, i - 1, i - 1, i - 1));
        }
        site.serve(
                "/feed.xml",
                "application/rss+xml",
                "<?xml version='1.0'?><!DOCTYPE rss [" + laughs + "<!ENTITY x SYSTEM '" + site.at("/geheim")
                        + "'>]><rss version='2.0'><channel><item><title>&a29;&x;</title><link>" + site.at("/artikel/1")
                        + "</link></item></channel></rss>");
        SourceOutcome outcome = poll();
        assertThat(outcome.trouble()).isEmpty();
        assertThat(outcome.articles()).isEqualTo(1);
        assertThat(site.requestsOf("/geheim")).isZero();
    }

    @Test
    void tellsThatAPageIsNoFeed() {
        site.serve("/feed.xml", "application/rss+xml", page("Kein Feed"));
        assertThat(poll().trouble())
                .hasValueSatisfying(reason -> assertThat(reason).contains("is a web page"));
    }

    @Test
    void takesAThousandEntriesOfTenThousandAndNoneOfOthers() {
        String[] links = new String[10_000];
        for (int i = 0; i < links.length; i++) {
            links[i] = i % 2 == 0 ? "https://anderes.example/artikel/" + i : "/a/" + i;
        }
        site.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /a/");
        site.serve("/feed.xml", "text/plain", feed(site, links).substring(0, MAX_PAGE - 1_000));
        SourceOutcome outcome = poll();
        assertThat(outcome.articles()).isLessThanOrEqualTo(1_000);
        assertThat(site.paths()).containsOnly("/feed.xml");
    }

    @Test
    void turnsMarkupInTitlesIntoText() {
        site.serve("/artikel/ohne-titel", "text/html", "<body>" + PARAGRAPH.repeat(6) + "</body>");
        site.serve(
                "/feed.xml",
                "application/rss+xml",
                "<rss version='2.0'><channel><item><title>&lt;b&gt;Rat&lt;/b&gt; &lt;script&gt;x()&lt;/script&gt;stimmt zu</title><link>"
                        + site.at("/artikel/ohne-titel") + "</link></item></channel></rss>");
        crawl(outlet, site.at("/feed.xml").toString());
        await().atMost(Duration.ofSeconds(30)).until(() -> !published(outlet).isEmpty());
        assertThat(published(outlet).get(0).getHeadline()).isEqualTo("Rat stimmt zu");
    }

    // Rights

    @Test
    void publishesWhatIsReservedWithoutItsText() {
        site.on("/artikel/reserviert", exchange -> {
            exchange.getResponseHeaders().set("TDM-Reservation", "1");
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            LoopbackSite.send(exchange, 200, page("Reserviert").getBytes(StandardCharsets.UTF_8));
        });
        site.serve(
                "/artikel/verborgen",
                "text/html; charset=utf-8",
                page("Verborgen").replace("<title>", "<meta name=robots content='noindex'><title>"));
        List<ArticleOutcome> visits = visit("/artikel/reserviert", "/artikel/verborgen");
        assertThat(visits).extracting(ArticleOutcome::fate).containsExactlyInAnyOrder(Fate.NEW, Fate.RESERVED);
        await().until(() -> !published(outlet).isEmpty());
        List<RawArticle> articles = published(outlet);
        assertThat(articles).hasSize(1);
        assertThat(articles.get(0).getTextStatus()).isEqualTo(TextStatus.RESERVED);
        assertThat(articles.get(0).getBody()).isEmpty();
        assertThat(articles.get(0).getHeadline()).isEqualTo("Reserviert");
        assertThat(articles.get(0).getRights()).isNotEmpty();
    }

    // Manners

    @Test
    void makesOneRequestAtATimeWithAPauseBetween() {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            links.add("/artikel/nummer-" + i);
            site.serve(links.get(i), "text/html; charset=utf-8", page("Nummer " + i));
        }
        visit(links.toArray(String[]::new));
        List<LoopbackSite.Request> log = site.log();
        assertThat(log).noneMatch(request -> request.headers().containsKey("Cookie"));
        assertThat(log).noneMatch(request -> request.headers().containsKey("Referer"));
        assertThat(log).allMatch(request -> request.headers()
                .get("User-agent")
                .get(0)
                .matches("Depesche/[^ ]+ \\(\\+redaktion@example\\.org\\)"));
        for (int i = 1; i < log.size(); i++) {
            assertThat(log.get(i).start())
                    .as("one after the other")
                    .isGreaterThan(log.get(i - 1).start() + 20_000_000);
        }
    }
}
