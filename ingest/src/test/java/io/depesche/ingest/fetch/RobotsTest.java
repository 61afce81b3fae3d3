package io.depesche.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.LoopbackSite;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the fetcher gets at robots.txt and what it makes of what it gets; what the lines mean is {@link RobotsRulesTest}'s. */
@Timeout(30)
class RobotsTest {

    private static final AddressGuard LOOPBACK_ALLOWED = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));
    private static final FetchLimits LIMITS =
            new FetchLimits(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofSeconds(1), 100_000);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final String NOTHING_ALLOWED = "User-agent: *\nDisallow: /";

    private final AdjustableClock clock = new AdjustableClock();
    private final LoopbackSite site = new LoopbackSite().serve("/a", "text/html", "a");
    private final LoopbackSite other = new LoopbackSite(2);
    private final Fetcher fetcher = new Fetcher("Depesche/0", LOOPBACK_ALLOWED, LIMITS, 4, clock);
    private final Fetcher.Lease lease = fetcher.lease();

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
        other.close();
    }

    private FetchResult fetch(String path) {
        return lease.fetch(new Fetcher.Order(site.at(path), Validators.NONE, PAUSE))
                .join();
    }

    private void assertAllowed() {
        assertThat(fetch("/a")).isInstanceOf(FetchResult.Fetched.class);
    }

    private FetchResult.Failed assertForbidden() {
        long before = site.requestsOf("/a");
        FetchResult result = fetch("/a");
        assertThat(result).isInstanceOf(FetchResult.Failed.class);
        FetchResult.Failed failed = (FetchResult.Failed) result;
        assertThat(failed.problem()).isEqualTo(FetchProblem.FORBIDDEN_BY_ROBOTS);
        assertThat(site.requestsOf("/a")).isEqualTo(before);
        return failed;
    }

    private void answerRobots(int status) {
        site.on("/robots.txt", exchange -> exchange.sendResponseHeaders(status, -1));
    }

    @Test
    void isReadAgainAfterADay() {
        assertAllowed();
        site.serve("/robots.txt", "text/plain", NOTHING_ALLOWED);
        clock.advance(Duration.ofHours(23));
        assertAllowed();
        clock.advance(Duration.ofHours(2));
        assertForbidden();
    }

    @Test
    void isAskedForConditionallyAfterADayAndHoldsIfUnchanged() {
        site.serveTagged("/robots.txt", "text/plain", NOTHING_ALLOWED);
        assertForbidden();
        clock.advance(Duration.ofHours(25));
        assertForbidden();
        assertThat(site.log()).hasSize(2);
        assertThat(site.log().get(1).headers()).containsKey("If-none-match");
        clock.advance(Duration.ofHours(23));
        assertForbidden();
        assertThat(site.log()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 429})
    void forbidsEverythingWhileItIsBroken(int status) {
        answerRobots(status);
        FetchResult.Failed failed = assertForbidden();
        assertThat(failed.hostTrouble()).isTrue();
        assertThat(failed.retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(failed.detail()).contains("/robots.txt").contains(String.valueOf(status));
        site.serve("/robots.txt", "text/plain", "");
        assertForbidden();
        clock.advance(Duration.ofMinutes(1));
        assertAllowed();
    }

    @Test
    void forbidsEverythingHoweverLongItIsBroken() {
        answerRobots(500);
        for (int day = 0; day < 40; day++) {
            assertForbidden();
            clock.advance(Duration.ofDays(1));
        }
    }

    @Test
    void isRetriedAfterAGrowingPauseWhileItIsBroken() {
        answerRobots(500);
        List<Long> minutes = List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 360L, 360L);
        for (long pause : minutes) {
            assertThat(assertForbidden().retryAfter()).contains(Duration.ofMinutes(pause));
            clock.advance(Duration.ofMinutes(pause));
        }
        assertThat(site.requestsOf("/robots.txt")).isEqualTo(minutes.size());
        site.serve("/robots.txt", "text/plain", "");
        assertAllowed();
        clock.advance(Duration.ofHours(25));
        answerRobots(500);
        assertThat(assertForbidden().retryAfter()).contains(Duration.ofMinutes(1));
    }

    @Test
    void isLeftAloneForAsLongAsItAsks() {
        site.on("/robots.txt", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7200");
            exchange.sendResponseHeaders(503, -1);
        });
        assertThat(assertForbidden().retryAfter()).contains(Duration.ofHours(2));
    }

    @Test
    void forbidsEverythingWhenItBreaksAfterItAllowedAll() {
        assertAllowed();
        answerRobots(503);
        clock.advance(Duration.ofHours(25));
        assertForbidden();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 451})
    void allowsEverythingWhereThereIsNone(int status) {
        answerRobots(status);
        assertAllowed();
    }

    @Test
    void forbidsEverythingWhenItDoesNotAnswerInTime() {
        site.on("/robots.txt", exchange -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700));
            LoopbackSite.send(exchange, 200, new byte[0]);
        });
        assertThat(assertForbidden().hostTrouble()).isTrue();
    }

    @Test
    void forbidsEverythingWhenItTricklesTooLong() {
        site.on("/robots.txt", exchange -> {
            exchange.sendResponseHeaders(200, 10_000);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write('#');
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        });
        assertForbidden();
    }

    @Test
    void forbidsEverythingWhereNobodyListens() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        URI address = URI.create("http://127.0.0.1:" + unused + "/a");
        assertThat(lease.fetch(new Fetcher.Order(address, Validators.NONE, PAUSE))
                        .join())
                .isInstanceOfSatisfying(FetchResult.Failed.class, failed -> {
                    assertThat(failed.problem()).isEqualTo(FetchProblem.FORBIDDEN_BY_ROBOTS);
                    assertThat(failed.hostTrouble()).isTrue();
                });
    }

    @Test
    void isFollowedThroughFiveRedirects() {
        site.redirect("/robots.txt", "/r1");
        IntStream.range(1, 5).forEach(i -> site.redirect("/r" + i, "/r" + (i + 1)));
        site.serve("/r5", "text/plain", NOTHING_ALLOWED);
        assertForbidden();
    }

    @Test
    void countsAsAbsentAfterMoreThanFiveRedirects() {
        site.redirect("/robots.txt", "/r1");
        IntStream.range(1, 6).forEach(i -> site.redirect("/r" + i, "/r" + (i + 1)));
        site.serve("/r6", "text/plain", NOTHING_ALLOWED);
        assertAllowed();
        assertThat(site.requestsOf("/r6")).isZero();
    }

    @Test
    void countsForTheFirstHostWhenItLiesAtAnother() {
        site.redirect("/robots.txt", other.base() + "/robots.txt");
        other.serve("/robots.txt", "text/plain", NOTHING_ALLOWED);
        assertForbidden();
        assertThat(other.requestsOf("/robots.txt")).isEqualTo(1);
    }

    @Test
    void isNotFollowedToWhereTheOtherHostForbidsIt() {
        site.redirect("/robots.txt", other.base() + "/geheim/r");
        other.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /geheim/")
                .serve("/geheim/r", "text/plain", "");
        assertForbidden();
        assertThat(other.requestsOf("/geheim/r")).isZero();
    }

    @Test
    void isFollowedToAnotherHostsPageThatIsAllowed() {
        site.redirect("/robots.txt", other.base() + "/");
        other.serve("/", "text/html", "<html><body>Startseite</body></html>");
        assertAllowed();
    }

    @Test
    void isNotFollowedIntoALocalNetwork() {
        site.redirect("/robots.txt", "http://10.0.0.1/robots.txt");
        assertThat(fetch("/a")).isInstanceOfSatisfying(FetchResult.Failed.class, failed -> assertThat(failed.problem())
                .isEqualTo(FetchProblem.REFUSED_ADDRESS));
    }

    @Test
    void isCutAfter500KibibytesAndItsStartHolds() {
        String start = "User-agent: *\nDisallow: /a\n";
        String filling = "# nichts\n".repeat(100_000);
        site.serve("/robots.txt", "text/plain", start + filling + "Allow: /a/b\n")
                .serve("/a/b", "text/html", "b");
        assertForbidden();
        assertThat(fetch("/a/b")).isInstanceOf(FetchResult.Failed.class);
    }

    @Test
    void isReadWhateverItsContentType() {
        site.serve("/robots.txt", "application/octet-stream", NOTHING_ALLOWED);
        assertForbidden();
    }

    @Test
    void allowsEverythingWhereAPageStandsInItsPlace() {
        site.serve("/robots.txt", "text/html", "<!doctype html>\n<html><body>\nDisallow: /\n</body></html>");
        assertAllowed();
    }

    @Test
    void isHandedOnToTheNextCrawler() {
        site.serve("/robots.txt", "text/plain", NOTHING_ALLOWED);
        assertForbidden();
        Fetcher.KnownRobots known = lease.knownRobots(site.at("/x")).orElseThrow();
        try (Fetcher next = new Fetcher("Depesche/0", LOOPBACK_ALLOWED, LIMITS, 2, clock)) {
            Fetcher.Lease taken = next.lease();
            clock.advance(Duration.ofHours(23));
            taken.seedRobots(site.at("/"), known.text(), known.fetched());
            assertThat(taken.robotsOf(site.at("/a"), PAUSE).join().allow(site.at("/a")))
                    .isFalse();
            assertThat(site.log()).hasSize(1);
            clock.advance(Duration.ofHours(1));
            assertThat(taken.robotsOf(site.at("/a"), PAUSE).join().allow(site.at("/a")))
                    .isFalse();
            assertThat(site.log()).hasSize(2);
        }
    }

    @Test
    void isNotReplacedByAnOlderOne() {
        site.serve("/robots.txt", "text/plain", NOTHING_ALLOWED);
        assertForbidden();
        lease.seedRobots(site.at("/"), "", clock.instant().minusSeconds(1));
        assertForbidden();
    }

    @Test
    void isNotHandedOnWhenItIsLongOrCouldNotBeRead() {
        site.serve("/robots.txt", "text/plain", "#".repeat(RobotsRules.MAX_TEXT + 1));
        assertAllowed();
        assertThat(lease.knownRobots(site.at("/"))).isEmpty();
        assertThat(lease.knownRobots(URI.create("http://unbekannt.example/"))).isEmpty();
    }

    @Test
    void keepsItsBytesWithinBounds() {
        RobotsCache cache = new RobotsCache();
        byte[] large = "User-agent:*\n".concat("Allow:/\n".repeat(60_000)).getBytes(UTF_8);
        RobotsRules rules = RobotsRules.parse(URI.create("http://gross.example/robots.txt"), large);
        IntStream.range(0, 200)
                .forEach(i -> cache.put(
                        "http://gross" + i + ".example",
                        RobotsCache.Known.read(rules, clock.instant(), Validators.NONE)));
        assertThat(cache.size()).isBetween(2, 10);
        assertThat(cache.of("http://gross199.example")).isPresent();
    }
}
