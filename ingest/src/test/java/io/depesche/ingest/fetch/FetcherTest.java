package io.depesche.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.LoopbackSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void neverFetchesWhatRobotsForbidsByARedirectEither() {
        site.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /zu/")
                .redirect("/offen", "/zu/a")
                .serve("/zu/a", "text/html", "a");
        assertThat(problem(site.at("/offen"))).isEqualTo(FetchProblem.FORBIDDEN_BY_ROBOTS);
        assertThat(site.requestsOf("/zu/a")).isZero();
    }

    @Test
    void followsFiveRedirectsAndNotSix() {
        IntStream.range(0, 6).forEach(i -> site.redirect("/r" + i, "/r" + (i + 1)));
        site.serve("/r6", "text/html", "da");
        assertThat(text(site.at("/r1"))).isEqualTo("da");
        assertThat(problem(site.at("/r0"))).isEqualTo(FetchProblem.TOO_MANY_REDIRECTS);
    }

    @Test
    void doesNotFollowARedirectInACircle() {
        site.redirect("/a", "/a");
        assertThat(problem(site.at("/a"))).isEqualTo(FetchProblem.TOO_MANY_REDIRECTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://0x7f.1/",
                "http://2130706433/",
                "file:///etc/passwd",
                "https://ich:du@example.org/"
            })
    void followsNoRedirectToWhereItMustNotGo(String target) {
        site.redirect("/a", target);
        assertThat(problem(site.at("/a"))).isEqualTo(FetchProblem.REFUSED_ADDRESS);
    }

    @Test
    void asksNoLoopbackAddressUnlessThatIsAllowed() {
        site.serve("/a", "text/html", "a");
        try (Fetcher strict = new Fetcher("x", new AddressGuard(List.of()), LIMITS, 1, clock)) {
            for (String host : List.of("127.0.0.1", "localhost", "localhost.", "[::ffff:127.0.0.1]")) {
                FetchResult result = strict.fetch(new Fetcher.Order(
                                URI.create("http://" + host + ":" + site.port() + "/a"), Validators.NONE, PAUSE))
                        .join();
                assertThat(result)
                        .isInstanceOfSatisfying(FetchResult.Failed.class, failed -> assertThat(failed.problem())
                                .isEqualTo(FetchProblem.REFUSED_ADDRESS));
            }
        }
        assertThat(site.log()).isEmpty();
    }

    @Test
    void connectsToTheAddressItCheckedWhateverTheNameSaysNext() throws IOException {
        site.serve("/a", "text/html", "a");
        InetAddress good = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress bad = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        AtomicInteger asked = new AtomicInteger();
        GuardedNames.Lookup rebinding = host -> new InetAddress[] {asked.getAndIncrement() == 0 ? good : bad};
        URI address = URI.create("http://blatt.example:" + site.port() + "/a");
        try (WebClient client = client(rebinding)) {
            assertThat(get(client, address)).isEqualTo("a");
            assertThat(asked).hasValue(1);
        }
        GuardedNames.Lookup mixed = host -> new InetAddress[] {good, bad};
        try (WebClient client = client(mixed)) {
            assertThat(get(client, address)).isEqualTo("REFUSED_ADDRESS");
        }
    }

    private WebClient client(GuardedNames.Lookup lookup) {
        return new WebClient("x", new GuardedNames(LOOPBACK_ALLOWED, lookup), LIMITS, Exchanges.UNHEARD, clock);
    }

    private static String get(WebClient client, URI address) {
        try {
            WebClient.Request request = client.request(address, Validators.NONE, WebClient.Excess.REFUSE, 1_000);
            return new String(request.make(request.address()).body(), UTF_8);
        } catch (FetchFailure e) {
            return e.problem().name();
        }
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
    void givesUpOnABodyThatTrickles() {
        site.on("/tropfen", exchange -> {
            exchange.sendResponseHeaders(200, 10_000);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 200; i++) {
                    out.write('a');
                    out.flush();
                    LockSupport.parkNanos(20_000_000);
                }
            }
        });
        long start = System.nanoTime();
        assertThat(problem(site.at("/tropfen"))).isEqualTo(FetchProblem.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void givesUpOnHeadersThatTrickleOrNeverEnd() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                WebClient client = client(InetAddress::getAllByName)) {
            CompletableFuture<Void> trickling = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept();
                        OutputStream out = socket.getOutputStream()) {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
                    for (int i = 0; i < 200; i++) {
                        out.write('a');
                        out.flush();
                        LockSupport.parkNanos(20_000_000);
                    }
                } catch (IOException e) {
                    // the client hung up, as it should
                }
            });
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            assertThat(get(client, address)).isEqualTo("TIMEOUT");
            trickling.join();
            CompletableFuture<Void> endless = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept();
                        OutputStream out = socket.getOutputStream()) {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
                    for (int i = 0; i < 1_000_000; i++) {
                        out.write(("X-" + i + ": a\r\n").getBytes(UTF_8));
                    }
                } catch (IOException e) {
                    // the client hung up, as it should
                }
            });
            assertThat(get(client, address)).isIn("BAD_ANSWER", "UNREACHABLE");
            endless.join();
        }
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
