package io.depesche.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.LoopbackSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LeaseTest {

    private static final AddressGuard LOOPBACK_ALLOWED = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LoopbackSite site = new LoopbackSite().serve("/a", "text/html", "a");
    private final LoopbackSite other = new LoopbackSite(2).serve("/a", "text/html", "a");
    private final Fetcher fetcher =
            new Fetcher("Depesche/0", LOOPBACK_ALLOWED, FetchLimits.USUAL, 4, Clock.systemUTC());
    private final Fetcher.Lease lease = fetcher.lease();

    /** Opens when a request for /zäh has arrived, which is then answered byte by byte until the client goes away. */
    private final CountDownLatch arrived = new CountDownLatch(1);

    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
        other.close();
    }

    private CompletableFuture<FetchResult> order(Fetcher.Lease by, URI address) {
        return by.fetch(new Fetcher.Order(address, Validators.NONE, PAUSE));
    }

    private static FetchProblem problem(FetchResult result) {
        assertThat(result).isInstanceOf(FetchResult.Failed.class);
        return ((FetchResult.Failed) result).problem();
    }

    private void serveSlowly(String path) {
        site.on(path, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            arrived.countDown();
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[8_192]);
                    exchange.getResponseBody().flush();
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                hungUp.complete(null);
            }
        });
    }

    @Test
    void dropsWhatWaitsAndAbortsWhatRuns() throws InterruptedException {
        Fetcher patient = new Fetcher(
                "Depesche/0",
                LOOPBACK_ALLOWED,
                new FetchLimits(PATIENCE, PATIENCE, Duration.ofMinutes(5), Integer.MAX_VALUE - 10),
                4,
                Clock.systemUTC());
        try (patient) {
            Fetcher.Lease ended = patient.lease();
            serveSlowly("/langsam");
            CompletableFuture<FetchResult> running = order(ended, site.at("/langsam"));
            List<CompletableFuture<FetchResult>> waiting = IntStream.range(0, 5)
                    .mapToObj(i -> order(ended, site.at("/a")))
                    .toList();
            arrived.await();
            assertThat(ended.close(PATIENCE)).isTrue();
            assertThat(running).isDone();
            assertThat(problem(running.join())).isEqualTo(FetchProblem.STOPPED);
            assertThat(waiting).allMatch(CompletableFuture::isDone);
            waiting.forEach(each -> assertThat(problem(each.join())).isEqualTo(FetchProblem.STOPPED));
            hungUp.join();
            assertThat(site.requestsOf("/a")).isZero();
        }
    }

    @Test
    void stopsWhileRobotsIsBeingRead() throws InterruptedException {
        serveSlowly("/robots.txt");
        CompletableFuture<FetchResult> result = order(lease, site.at("/a"));
        CompletableFuture<RobotsRules> rules = lease.robotsOf(site.at("/a"), PAUSE);
        arrived.await();
        assertThat(lease.close(PATIENCE)).isTrue();
        assertThat(problem(result.join())).isEqualTo(FetchProblem.STOPPED);
        assertThat(rules.join().problem()).contains(FetchProblem.STOPPED);
        assertThat(site.requestsOf("/a")).isZero();
        // What was cut off is not remembered: the next lease asks anew.
        site.serve("/robots.txt", "text/plain", "");
        assertThat(order(fetcher.lease(), site.at("/a")).join()).isInstanceOf(FetchResult.Fetched.class);
    }

    @Test
    void refusesOrdersOnceItIsClosed() {
        assertThat(lease.close(PATIENCE)).isTrue();
        assertThat(problem(order(lease, site.at("/a")).join())).isEqualTo(FetchProblem.STOPPED);
        assertThat(lease.robotsOf(site.at("/a"), PAUSE).join().problem()).contains(FetchProblem.STOPPED);
        assertThat(site.log()).isEmpty();
        assertThat(lease.close(PATIENCE)).isTrue();
    }

    @Test
    void leavesOtherLeasesAlone() throws InterruptedException {
        serveSlowly("/langsam");
        CompletableFuture<FetchResult> stopped = order(lease, site.at("/langsam"));
        CompletableFuture<FetchResult> others = order(fetcher.lease(), other.at("/a"));
        arrived.await();
        lease.close(PATIENCE);
        assertThat(stopped).isDone();
        assertThat(others.join()).isInstanceOf(FetchResult.Fetched.class);
    }

    @Test
    void leavesThePausesOfItsHostsInForce() {
        Duration pause = Duration.ofMillis(300);
        assertThat(lease.fetch(new Fetcher.Order(site.at("/a"), Validators.NONE, pause))
                        .join())
                .isInstanceOf(FetchResult.Fetched.class);
        lease.close(PATIENCE);
        assertThat(order(fetcher.lease(), site.at("/a")).join()).isInstanceOf(FetchResult.Fetched.class);
        List<LoopbackSite.Request> log = site.log();
        assertThat(log).hasSize(3);
        assertThat(log.get(2).start() - log.get(1).end())
                .isGreaterThan(pause.minusMillis(20).toNanos());
    }

    @Test
    void canBeClosedByWhatDependsOnAFetch() {
        CompletableFuture<Boolean> closed = order(lease, site.at("/a")).thenApply(result -> lease.close(PATIENCE));
        assertThat(closed.join()).isTrue();
    }

    @Test
    void endsAConnectionThatIsNotEvenMade() {
        // An address of the documentation range: nobody answers, or the network says at once that there is no way.
        AddressGuard guard = new AddressGuard(List.of(Network.parse("192.0.2.0/24")));
        FetchLimits limits =
                new FetchLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(1), 1_000);
        try (Fetcher far = new Fetcher("Depesche/0", guard, limits, 1, Clock.systemUTC())) {
            Fetcher.Lease ended = far.lease();
            CompletableFuture<FetchResult> result = order(ended, URI.create("http://192.0.2.1/"));
            assertThat(ended.close(PATIENCE)).isTrue();
            assertThat(result).isDone();
        }
    }

    @Test
    void hostsAtOneAddressTakeTurnsWithThePauseOfTheOrder() {
        Duration pause = Duration.ofMillis(150);
        GuardedNames.Lookup oneForAll = host -> new InetAddress[] {InetAddress.getByAddress(new byte[] {127, 0, 0, 1})};
        site.serve("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 3600");
        try (Fetcher shared = new Fetcher(
                "Depesche/0",
                new GuardedNames(LOOPBACK_ALLOWED, oneForAll),
                FetchLimits.USUAL,
                8,
                Clock.systemUTC(),
                Exchanges.UNHEARD)) {
            List<CompletableFuture<FetchResult>> results = IntStream.range(0, 4)
                    .mapToObj(i -> shared.fetch(new Fetcher.Order(
                            URI.create("http://blatt%d.example:%d/a".formatted(i, site.port())),
                            Validators.NONE,
                            pause)))
                    .toList();
            results.forEach(each -> assertThat(each.join()).isInstanceOf(FetchResult.Fetched.class));
        }
        List<LoopbackSite.Request> log = site.log();
        assertThat(log).hasSize(8);
        for (int i = 1; i < log.size(); i++) {
            assertThat(log.get(i).start() - log.get(i - 1).end())
                    .isGreaterThan(pause.minusMillis(20).toNanos());
        }
    }

    @Test
    void goesToAnotherAddressOfTheHostWhereOneIsDead() {
        byte[] dead = {127, 0, 0, 77};
        byte[] alive = {127, 0, 0, 1};
        GuardedNames.Lookup two =
                host -> new InetAddress[] {InetAddress.getByAddress(dead), InetAddress.getByAddress(alive)};
        URI address = URI.create("http://blatt.example:" + site.port() + "/a");
        try (Fetcher shared = new Fetcher(
                "Depesche/0",
                new GuardedNames(LOOPBACK_ALLOWED, two),
                FetchLimits.USUAL,
                2,
                Clock.systemUTC(),
                Exchanges.UNHEARD)) {
            FetchResult result = shared.fetch(new Fetcher.Order(address, Validators.NONE, PAUSE))
                    .join();
            assertThat(result).isInstanceOfSatisfying(FetchResult.Fetched.class, fetched -> assertThat(
                            new String(fetched.answer().body(), UTF_8))
                    .isEqualTo("a"));
        }
        assertThat(site.log()).extracting(LoopbackSite.Request::path).containsExactly("/robots.txt", "/a");
    }
}
