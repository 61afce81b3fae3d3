package io.depesche.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.LoopbackSite;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FormTest {

    private static final FetchLimits LIMITS =
            new FetchLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000);

    private final LoopbackSite hub = new LoopbackSite();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Fetcher fetcher = new Fetcher(
            "Depesche/0", new AddressGuard(List.of(Network.parse("127.0.0.0/8"))), LIMITS, 2, Clock.systemUTC());

    @AfterEach
    void close() {
        fetcher.close();
        hub.close();
    }

    private FetchResult send(URI address) {
        Map<String, String> fields =
                new TreeMap<>(Map.of("hub.mode", "subscribe", "hub.topic", "https://ä.example/?a=1&b"));
        return fetcher.lease()
                .send(new Fetcher.Form(address, fields, Duration.ofMillis(1)))
                .join();
    }

    private void answer(String path, int status) {
        hub.on(path, exchange -> {
            received.add("%s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestHeaders().getFirst("Content-Type"),
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            exchange.sendResponseHeaders(status, -1);
        });
    }

    @Test
    void isSentEncodedAndWithoutAskingRobots() {
        hub.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /");
        answer("/hub", 202);
        assertThat(send(hub.at("/hub"))).isInstanceOf(FetchResult.Fetched.class);
        assertThat(received)
                .singleElement()
                .asString()
                .startsWith("POST application/x-www-form-urlencoded")
                .endsWith(" hub.mode=subscribe&hub.topic=https%3A%2F%2F%C3%A4.example%2F%3Fa%3D1%26b");
        assertThat(hub.requestsOf("/robots.txt")).isZero();
    }

    @Test
    void followsOnlyRedirectsThatKeepTheMethod() {
        answer("/hub", 202);
        for (int status : List.of(307, 308, 302, 303)) {
            hub.on("/" + status, exchange -> {
                exchange.getResponseHeaders().set("Location", "/hub");
                exchange.sendResponseHeaders(status, -1);
            });
        }
        assertThat(send(hub.at("/307"))).isInstanceOf(FetchResult.Fetched.class);
        assertThat(send(hub.at("/308"))).isInstanceOf(FetchResult.Fetched.class);
        assertThat(received).hasSize(2).allMatch(request -> request.startsWith("POST"));
        assertThat(problem(hub.at("/302"))).isEqualTo(FetchProblem.BAD_STATUS);
        assertThat(problem(hub.at("/303"))).isEqualTo(FetchProblem.BAD_STATUS);
        assertThat(received).hasSize(2);
    }

    @Test
    void goesToNoForbiddenAddress() {
        hub.on("/intern", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://10.0.0.1/hub");
            exchange.sendResponseHeaders(307, -1);
        });
        assertThat(problem(hub.at("/intern"))).isEqualTo(FetchProblem.REFUSED_ADDRESS);
        assertThat(problem(URI.create("http://169.254.169.254/"))).isEqualTo(FetchProblem.REFUSED_ADDRESS);
    }

    @Test
    void isRefusedWhenTheHubSaysSo() {
        answer("/hub", 400);
        assertThat(problem(hub.at("/hub"))).isEqualTo(FetchProblem.BAD_STATUS);
        answer("/hub", 503);
        assertThat(((FetchResult.Failed) send(hub.at("/hub"))).hostTrouble()).isTrue();
    }

    private FetchProblem problem(URI address) {
        return ((FetchResult.Failed) send(address)).problem();
    }
}
