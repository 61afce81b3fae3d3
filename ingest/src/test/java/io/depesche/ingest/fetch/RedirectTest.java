package io.depesche.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.LoopbackSite;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects, and what else an answer says about where and when to ask. */
@Timeout(30)
class RedirectTest {

    private static final AddressGuard LOOPBACK_ALLOWED = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));
    private static final FetchLimits LIMITS =
            new FetchLimits(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(1), 100_000);

    private final AdjustableClock clock = new AdjustableClock();
    private final LoopbackSite site = new LoopbackSite().serve("/ziel", "text/html", "da");
    private final LoopbackSite other = new LoopbackSite(2).serve("/ziel", "text/html", "dort");
    private final Fetcher fetcher = new Fetcher("Depesche/0", LOOPBACK_ALLOWED, LIMITS, 4, clock);

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
        other.close();
    }

    private FetchResult fetch(URI address, Validators known) {
        return fetcher.fetch(new Fetcher.Order(address, known, Duration.ofMillis(1)))
                .join();
    }

    private FetchResult.Fetched fetched(String path) {
        FetchResult result = fetch(site.at(path), Validators.NONE);
        assertThat(result).isInstanceOf(FetchResult.Fetched.class);
        return (FetchResult.Fetched) result;
    }

    private FetchResult.Failed failed(String path) {
        FetchResult result = fetch(site.at(path), Validators.NONE);
        assertThat(result).isInstanceOf(FetchResult.Failed.class);
        return (FetchResult.Failed) result;
    }

    private void redirect(String path, int status, String target) {
        site.on(path, exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(status, -1);
        });
    }

    private void answer(String path, int status, String retryAfter) {
        site.on(path, exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, -1);
        });
    }

    @Test
    void tellsAPageThatAnswersItself() {
        FetchResult.Fetched page = fetched("/ziel");
        assertThat(page.hops()).isEmpty();
        assertThat(page.permanent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"301, true", "302, false", "303, false", "307, false", "308, true"})
    void followsEveryKindOfRedirect(int status, boolean permanent) {
        redirect("/alt", status, "/ziel");
        FetchResult.Fetched page = fetched("/alt");
        assertThat(page.hops()).containsExactly(site.at("/alt"));
        assertThat(page.answer().address()).isEqualTo(site.at("/ziel"));
        assertThat(page.permanent()).isEqualTo(permanent);
    }

    @Test
    void callsAWayPermanentOnlyIfAllOfItIs() {
        redirect("/a", 301, "/b");
        redirect("/b", 302, "/c");
        redirect("/c", 308, "/ziel");
        FetchResult.Fetched page = fetched("/a");
        assertThat(page.hops()).containsExactly(site.at("/a"), site.at("/b"), site.at("/c"));
        assertThat(page.permanent()).isFalse();
        redirect("/b", 301, "/c");
        assertThat(fetched("/a").permanent()).isTrue();
    }

    @Test
    void asksTheRobotsOfTheOtherHostFirst() {
        redirect("/weg", 302, other.at("/ziel").toString());
        assertThat(new String(fetched("/weg").answer().body(), UTF_8)).isEqualTo("dort");
        assertThat(other.log()).extracting(LoopbackSite.Request::path).containsExactly("/robots.txt", "/ziel");
    }

    @Test
    void doesNotGoWhereTheOtherHostForbidsIt() {
        other.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /");
        redirect("/weg", 302, other.at("/ziel").toString());
        assertThat(failed("/weg").problem()).isEqualTo(FetchProblem.FORBIDDEN_BY_ROBOTS);
        assertThat(other.requestsOf("/ziel")).isZero();
    }

    @Test
    void followsFiveAndNotSix() {
        IntStream.range(0, 6).forEach(i -> redirect("/r" + i, 302, i == 5 ? "/ziel" : "/r" + (i + 1)));
        assertThat(fetched("/r1").hops()).hasSize(5);
        FetchResult.Failed failed = failed("/r0");
        assertThat(failed.problem()).isEqualTo(FetchProblem.TOO_MANY_REDIRECTS);
        assertThat(failed.detail()).contains("more than 5");
        assertThat(failed.hostTrouble()).isFalse();
    }

    @Test
    void doesNotGoInCircles() {
        redirect("/a", 302, "/b");
        redirect("/b", 302, "/a");
        redirect("/selbst", 302, "/selbst");
        assertThat(failed("/a").detail()).contains("circle");
        assertThat(failed("/selbst").detail()).contains("circle");
        assertThat(site.requestsOf("/a")).isEqualTo(1);
        assertThat(site.requestsOf("/selbst")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "http://", "javascript:alert(1)", "http://[::1", "file:///etc/passwd", "//"})
    void doesNotFollowWhatIsNoAddress(String target) {
        redirect("/weg", 302, target);
        FetchResult.Failed failed = failed("/weg");
        assertThat(failed.problem())
                .isIn(FetchProblem.REFUSED_ADDRESS, FetchProblem.BAD_STATUS, FetchProblem.TOO_MANY_REDIRECTS);
        assertThat(failed.status()).contains(302);
    }

    @Test
    void failsWhereARedirectSaysNotWhereTo() {
        site.on("/weg", exchange -> exchange.sendResponseHeaders(302, -1));
        assertThat(failed("/weg").problem()).isEqualTo(FetchProblem.BAD_STATUS);
    }

    @Test
    void readsRelativeAndForeignlySpelledTargets() {
        site.serve("/ordner/stra%C3%9Fe", "text/html", "Straße");
        redirect("/ordner/alt", 302, "stra%C3%9Fe#oben");
        assertThat(new String(fetched("/ordner/alt").answer().body(), UTF_8)).isEqualTo("Straße");
    }

    @Test
    void carriesNoCookieAndNoReferer() {
        site.on("/weg", exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "id=1");
            exchange.getResponseHeaders().set("Location", "/ziel");
            exchange.sendResponseHeaders(302, -1);
        });
        fetched("/weg");
        fetched("/weg");
        assertThat(site.log())
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKeys("Cookie", "Referer"));
    }

    @Test
    void takesNoValidatorAlongToAnotherPage() {
        site.serveTagged("/neu", "text/html", "neu");
        redirect("/alt", 301, "/neu");
        Validators known =
                new Validators(Optional.of("\"" + Integer.toHexString("neu".hashCode()) + "\""), Optional.empty());
        assertThat(fetch(site.at("/alt"), known)).isInstanceOf(FetchResult.Fetched.class);
        assertThat(fetch(site.at("/neu"), known)).isInstanceOf(FetchResult.NotModified.class);
    }

    @Test
    void doesNotBelieveThatNothingChangedWhereItDidNotAsk() {
        site.on("/304", exchange -> exchange.sendResponseHeaders(304, -1));
        assertThat(failed("/304").problem()).isEqualTo(FetchProblem.BAD_STATUS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | 120 | PT2M | true",
                "429 | 3600 | PT1H | true",
                "500 | 5 | PT5S | true",
                "302 | 60 | PT1M | false",
                "404 | 60 | PT1M | false",
                "503 | Fri, 14 Mar 2025 07:10:00 GMT | PT10M | true",
                "503 | 999999999999 | PT24H | true",
                "503 | Sat, 14 Mar 2026 07:10:00 GMT | PT24H | true",
                "503 | Fri, 14 Mar 2025 06:00:00 GMT | | true",
                "503 | -5 | | true",
                "503 | 0 | | true",
                "503 | bald | | true",
                "403 | bald | | false"
            })
    void tellsHowLongToWaitAndWhoseTroubleItIs(int status, String header, Duration wait, boolean hostTrouble) {
        answer("/voll", status, header);
        FetchResult.Failed failed = failed("/voll");
        assertThat(failed.status()).contains(status);
        assertThat(failed.retryAfter()).isEqualTo(Optional.ofNullable(wait));
        assertThat(failed.hostTrouble()).isEqualTo(hostTrouble);
    }
}
