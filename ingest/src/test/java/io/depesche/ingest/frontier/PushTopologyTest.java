package io.depesche.ingest.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.PushEvent;
import io.depesche.ingest.LoopbackSite;
import io.depesche.ingest.websub.Subscription;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Polls every five minutes at this hour; every hour while a hub pushes. */
@Timeout(30)
class PushTopologyTest {

    private static final Instant START = Instant.parse("2025-03-14T07:00:00Z");

    private final LoopbackSite site = new LoopbackSite();
    private final LoopbackSite hub = new LoopbackSite();
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private @Nullable TestCrawl crawl;

    @BeforeEach
    void start(@TempDir Path folder) {
        crawl = new TestCrawl(folder, START);
        hubAnswers(202);
        feed("/hub");
    }

    @AfterEach
    void close() {
        crawl().close();
        site.close();
        hub.close();
    }

    private TestCrawl crawl() {
        return Objects.requireNonNull(crawl);
    }

    private void hubAnswers(int status) {
        for (String path : List.of("/hub", "/anderer")) {
            hub.on(path, exchange -> {
                String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                asked.add(Arrays.stream(form.split("&"))
                        .map(field -> field.split("="))
                        .collect(Collectors.toMap(
                                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8))));
                exchange.getResponseHeaders().set("Retry-After", "7200");
                exchange.sendResponseHeaders(status, -1);
            });
        }
    }

    private void feed(String hubPath, String... articles) {
        String items = Arrays.stream(articles)
                .map(path -> "<item><link>%s</link></item>".formatted(site.at(path)))
                .collect(Collectors.joining());
        String feed = "<rss version=\"2.0\"><channel>%s</channel></rss>".formatted(items);
        site.on("/feed.xml", exchange -> {
            exchange.getResponseHeaders().set("Link", "<%s>; rel=hub".formatted(hub.at(hubPath)));
            exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
            LoopbackSite.send(exchange, 200, feed.getBytes(StandardCharsets.UTF_8));
        });
    }

    private void crawlOutlet() {
        crawl().outlets(
                        "outlets: [{id: blatt, name: Blatt, language: de, minDelay: PT0.001S, interval: PT5M, maxInterval: PT1H, feeds: ['%s']}]"
                                .formatted(source()),
                        Optional.empty());
        crawl().run();
    }

    private String source() {
        return site.at("/feed.xml").toString();
    }

    private void tell(PushEvent event, Optional<Duration> lease) {
        crawl().tell("blatt", source(), source(), event, lease);
    }

    private void minutes(int minutes) {
        crawl().runAt(START.plus(Duration.ofMinutes(minutes)));
    }

    private long polls() {
        return site.requestsOf("/feed.xml");
    }

    @Test
    void asksTheHubThatTheSourceNames() {
        crawlOutlet();
        Subscription subscription = new Subscription("blatt", source(), source());
        assertThat(asked)
                .singleElement()
                .isEqualTo(Map.of(
                        "hub.mode",
                        "subscribe",
                        "hub.topic",
                        source(),
                        "hub.callback",
                        TestCrawl.CALLBACKS.of(subscription).toString(),
                        "hub.lease_seconds",
                        "864000",
                        "hub.secret",
                        TestCrawl.CALLBACKS.secretOf(subscription)));
        assertThat(crawl().hubAnswers()).containsExactly(Optional.empty());
        assertThat(hub.requestsOf("/robots.txt")).isZero();
    }

    @Test
    void asksLessAndLessOftenWhileTheHubDoesNotVerify() {
        crawlOutlet();
        for (int minutes = 5; minutes <= 60; minutes += 5) {
            minutes(minutes);
        }
        assertThat(asked).as("now, after 10 and after 30 minutes").hasSize(3);
        assertThat(polls()).as("as ever").isGreaterThan(5);
    }

    @Test
    void leavesAHubAloneThatAsksForIt() {
        hubAnswers(503);
        crawlOutlet();
        assertThat(crawl().hubAnswers()).singleElement().satisfies(trouble -> assertThat(trouble.orElseThrow())
                .contains("503"));
        minutes(119);
        assertThat(asked).hasSize(1);
        minutes(120);
        assertThat(asked).hasSize(2);
    }

    @Test
    void pollsSeldomWhileTheHubPushesAndRenewsBeforeTheLeaseEnds() {
        crawlOutlet();
        tell(PushEvent.VERIFIED, Optional.of(Duration.ofMinutes(100)));
        minutes(5);
        assertThat(polls()).isEqualTo(2);
        minutes(64);
        assertThat(polls()).as("not before an hour").isEqualTo(2);
        assertThat(asked).hasSize(1);
        minutes(80);
        assertThat(polls()).isEqualTo(3);
        assertThat(asked).as("after four fifths of the lease").hasSize(2);
        minutes(150);
        assertThat(polls()).isEqualTo(4);
        minutes(210);
        minutes(240);
        assertThat(polls()).as("the lease is over").isGreaterThan(5);
    }

    @Test
    void pollsAtOnceWhenTheHubPushes() {
        site.serve("/artikel/1", "text/html", "<h1>Eins</h1><p>Eins.</p>");
        crawlOutlet();
        tell(PushEvent.VERIFIED, Optional.empty());
        minutes(5);
        feed("/hub", "/artikel/1");
        assertThat(polls()).isEqualTo(2);
        tell(PushEvent.DELIVERED, Optional.empty());
        assertThat(polls()).isEqualTo(3);
        assertThat(crawl().articles()).hasSize(1);
        minutes(20);
        assertThat(polls()).as("and not again").isEqualTo(3);
    }

    @Test
    void looksAgainSoonWhenThePushedIsNotThereYet() {
        site.serve("/artikel/1", "text/html", "<h1>Eins</h1><p>Eins.</p>");
        crawlOutlet();
        tell(PushEvent.VERIFIED, Optional.empty());
        minutes(5);
        tell(PushEvent.DELIVERED, Optional.empty());
        assertThat(polls()).isEqualTo(3);
        feed("/hub", "/artikel/1");
        minutes(20);
        assertThat(crawl().articles()).hasSize(1);
    }

    @Test
    void takesNothingForWhatItDidNotAskFor() {
        crawlOutlet();
        crawl().tell("blatt", source(), "https://anderes.example/", PushEvent.VERIFIED, Optional.empty());
        crawl().tell("blatt", source(), "https://anderes.example/", PushEvent.DELIVERED, Optional.empty());
        crawl().tell("blatt", site.at("/fremd.xml").toString(), source(), PushEvent.DELIVERED, Optional.empty());
        crawl().tell("anderes", source(), source(), PushEvent.DELIVERED, Optional.empty());
        assertThat(polls()).isEqualTo(1);
        assertThat(site.requestsOf("/fremd.xml")).isZero();
        crawl().remove("blatt");
        tell(PushEvent.DELIVERED, Optional.empty());
        assertThat(polls()).isEqualTo(1);
    }

    @Test
    void asksForAnotherSubscriptionWhenTheSourceNamesAnotherHub() {
        crawlOutlet();
        tell(PushEvent.VERIFIED, Optional.empty());
        feed("/anderer");
        minutes(5);
        assertThat(hub.requestsOf("/anderer")).isEqualTo(1);
        minutes(12);
        assertThat(polls()).as("as ever until it is verified").isGreaterThan(2);
    }

    @Test
    void pollsAsEverWhenTheHubDenies() {
        crawlOutlet();
        tell(PushEvent.VERIFIED, Optional.empty());
        tell(PushEvent.DENIED, Optional.empty());
        minutes(5);
        minutes(12);
        minutes(22);
        assertThat(polls()).isEqualTo(4);
        assertThat(asked).hasSize(1);
    }
}
