package io.depesche.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.LoopbackSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FetcherTest {

    private static final AddressGuard LOOPBACK_ALLOWED = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));
    private static final FetchLimits LIMITS =
            new FetchLimits(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(1), 100_000);
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final LoopbackSite site = new LoopbackSite();
    private final AdjustableClock clock = new AdjustableClock();
    private final Fetcher fetcher = new Fetcher("Depesche/0 (+mail@example.org)", LOOPBACK_ALLOWED, LIMITS, 8, clock);

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
    }

    private FetchResult fetch(URI address) {
        return fetcher.fetch(new Fetcher.Order(address, Validators.NONE, PAUSE)).join();
    }

    private String text(URI address) {
        FetchResult result = fetch(address);
        assertThat(result).isInstanceOf(FetchResult.Fetched.class);
        return new String(((FetchResult.Fetched) result).answer().body(), UTF_8);
    }

    private FetchProblem problem(URI address) {
        FetchResult result = fetch(address);
        assertThat(result).isInstanceOf(FetchResult.Failed.class);
        assertThat(((FetchResult.Failed) result).detail()).isNotBlank().doesNotContain("\n");
        return ((FetchResult.Failed) result).problem();
    }

    @Test
    void introducesItselfAndCarriesNoCookies() {
        site.on("/a", exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "id=1");
            LoopbackSite.send(exchange, 200, "a".getBytes(UTF_8));
        });
        assertThat(text(site.at("/a"))).isEqualTo("a");
        assertThat(text(site.at("/a"))).isEqualTo("a");
        assertThat(site.log()).allSatisfy(request -> assertThat(request.headers())
                .containsEntry("User-agent", List.of("Depesche/0 (+mail@example.org)"))
                .doesNotContainKey("Cookie"));
    }

    @Test
    void asksRobotsFirstAndOnlyOnce() {
        site.serve("/a", "text/html", "a").serve("/b", "text/html", "b");
        fetch(site.at("/a"));
        fetch(site.at("/b"));
        assertThat(site.log()).extracting(LoopbackSite.Request::path).containsExactly("/robots.txt", "/a", "/b");
    }

    @Test
    void asksWhetherSomethingChanged() {
        site.serveTagged("/a", "text/html", "a");
        FetchResult first = fetch(site.at("/a"));
        Validators known = ((FetchResult.Fetched) first).answer().validators();
        assertThat(known.etag()).isPresent();
        assertThat(fetcher.fetch(new Fetcher.Order(site.at("/a"), known, PAUSE)).join())
                .isInstanceOf(FetchResult.NotModified.class);
    }

    @Test
    void unpacksWhatIsPacked() throws IOException {
        byte[] plain = "Die Brücke ist offen. ".repeat(100).getBytes(UTF_8);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(raw, new Deflater(9, true))) {
            out.write(plain);
        }
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
            out.write(plain);
        }
        packed("/gzip", "gzip", gzip(plain));
        packed("/zlib", "deflate", zlib.toByteArray());
        packed("/raw", "deflate", raw.toByteArray());
        for (String path : List.of("/gzip", "/zlib", "/raw")) {
            assertThat(text(site.at(path))).isEqualTo(new String(plain, UTF_8));
        }
    }

    @Test
    void refusesBombsOversizeAndBrokenPacking() throws IOException {
        packed("/bombe", "gzip", gzip(new byte[50_000_000]));
        packed("/kaputt", "gzip", new byte[] {1, 2, 3});
        packed("/abgeschnitten", "gzip", Arrays.copyOf(gzip("a".repeat(1_000).getBytes(UTF_8)), 15));
        packed("/doppelt", "gzip, gzip", gzip(gzip(new byte[10])));
        packed("/fremd", "br", new byte[10]);
        site.serve("/gross", "text/html", "a".repeat(100_001));
        assertThat(problem(site.at("/bombe"))).isEqualTo(FetchProblem.TOO_LARGE);
        assertThat(problem(site.at("/gross"))).isEqualTo(FetchProblem.TOO_LARGE);
        for (String path : List.of("/kaputt", "/abgeschnitten", "/doppelt", "/fremd")) {
            assertThat(problem(site.at(path))).isEqualTo(FetchProblem.BAD_ANSWER);
        }
        site.serve("/a", "text/html", "a");
        assertThat(text(site.at("/a"))).isEqualTo("a");
    }

    private void packed(String path, String encoding, byte[] bytes) {
        site.on(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
            LoopbackSite.send(exchange, 200, bytes);
        });
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void tellsAServerThatIsNotThereFromAPageThatIsNot() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        site.on("/410", exchange -> exchange.sendResponseHeaders(410, -1))
                .on("/500", exchange -> exchange.sendResponseHeaders(500, -1));
        assertThat(problem(site.at("/404"))).isEqualTo(FetchProblem.NOT_FOUND);
        assertThat(problem(site.at("/410"))).isEqualTo(FetchProblem.NOT_FOUND);
        assertThat(problem(site.at("/500"))).isEqualTo(FetchProblem.BAD_STATUS);
        // Without a server there is no robots.txt either, and nobody knows what it would forbid.
        assertThat(problem(URI.create("http://127.0.0.1:" + unused + "/a")))
                .isEqualTo(FetchProblem.FORBIDDEN_BY_ROBOTS);
    }

    @Test
    void asksAHostOneThingAtATimeWithAPauseAndManyHostsAtOnce() {
        Duration pause = Duration.ofMillis(100);
        List<LoopbackSite> sites = new ArrayList<>();
        List<CompletableFuture<FetchResult>> results = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            LoopbackSite one = new LoopbackSite(11 + i);
            sites.add(one);
            for (int j = 0; j < 5; j++) {
                one.on("/" + j, exchange -> {
                    LockSupport.parkNanos(30_000_000);
                    LoopbackSite.send(exchange, 200, new byte[] {'a'});
                });
                results.add(fetcher.fetch(new Fetcher.Order(one.at("/" + j), Validators.NONE, pause)));
            }
        }
        results.forEach(CompletableFuture::join);
        Duration all = Duration.ofNanos(System.nanoTime() - start);
        sites.forEach(LoopbackSite::close);
        for (LoopbackSite one : sites) {
            List<LoopbackSite.Request> log = new ArrayList<>(one.log());
            Collections.sort(log, Comparator.comparingLong(LoopbackSite.Request::start));
            assertThat(log).hasSize(6);
            for (int i = 1; i < log.size(); i++) {
                // The server's end is some moments before the client's, which the pause counts from.
                assertThat(log.get(i).start() - log.get(i - 1).end())
                        .isGreaterThan(pause.minusMillis(20).toNanos());
            }
        }
        // One host needs 5 pauses and 150 ms; four of them one after the other would need 2.6 s.
        assertThat(all).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void pausesAsLongAsRobotsAsks() {
        site.serve("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 0.4")
                .serve("/a", "text/html", "a")
                .serve("/b", "text/html", "b");
        fetch(site.at("/a"));
        fetch(site.at("/b"));
        List<LoopbackSite.Request> log = site.log();
        assertThat(log.get(2).start() - log.get(1).end())
                .isGreaterThan(Duration.ofMillis(380).toNanos());
    }

    @Test
    void endsWhatWaitsWhenItIsClosed() {
        site.serve("/a", "text/html", "a");
        fetch(site.at("/a"));
        CompletableFuture<FetchResult> first =
                fetcher.fetch(new Fetcher.Order(site.at("/a"), Validators.NONE, Duration.ofHours(1)));
        first.join();
        CompletableFuture<FetchResult> second = fetcher.fetch(new Fetcher.Order(site.at("/a"), Validators.NONE, PAUSE));
        fetcher.close();
        assertThat(second.join())
                .isInstanceOfSatisfying(FetchResult.Failed.class, failed -> assertThat(failed.problem())
                        .isEqualTo(FetchProblem.STOPPED));
    }
}
