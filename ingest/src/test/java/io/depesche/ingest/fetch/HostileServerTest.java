package io.depesche.ingest.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do not keep to HTTP, or to good manners. Each harms itself alone: the next page is fetched as ever. */
@Timeout(30)
class HostileServerTest {

    private static final FetchLimits LIMITS =
            new FetchLimits(Duration.ofMillis(500), Duration.ofMillis(400), Duration.ofMillis(1_500), 100_000);

    /** Writes whatever it likes to a connection. */
    @FunctionalInterface
    private interface Script {
        void write(Socket connection, OutputStream out) throws IOException;
    }

    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server = listen();
    private final Fetcher fetcher = new Fetcher(
            "Depesche/0", new AddressGuard(List.of(Network.parse("127.0.0.0/8"))), LIMITS, 2, Clock.systemUTC());

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void serve() {
        scripts.put("/robots.txt", (connection, out) -> write(out, "HTTP/1.1 404 -\r\nContent-Length: 0\r\n\r\n"));
        scripts.put("/gut", (connection, out) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ngut"));
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket connection = server.accept();
                    connections.incrementAndGet();
                    threads.execute(() -> talk(connection));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
    }

    private void talk(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
                OutputStream out = connection.getOutputStream()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String path = line.split(" ")[1];
                while (!line.isEmpty()) {
                    line = in.readLine();
                }
                scripts.get(path).write(connection, out);
                out.flush();
                if (!path.equals("/gut") && !path.equals("/robots.txt")) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client hung up
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    @AfterEach
    void theNextPageIsFetchedAsEver() throws IOException {
        assertThat(fetch("/gut")).isInstanceOfSatisfying(FetchResult.Fetched.class, fetched -> assertThat(
                        new String(fetched.answer().body(), UTF_8))
                .isEqualTo("gut"));
        fetcher.close();
        server.close();
        threads.shutdownNow();
    }

    private FetchResult fetch(String path) {
        URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
        return fetcher.fetch(new Fetcher.Order(address, Validators.NONE, Duration.ofMillis(1)))
                .join();
    }

    private FetchResult.Failed failure(Script script) {
        scripts.put("/boese", script);
        long start = System.nanoTime();
        FetchResult result = fetch("/boese");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(result).isInstanceOf(FetchResult.Failed.class);
        FetchResult.Failed failed = (FetchResult.Failed) result;
        assertThat(failed.detail()).isNotBlank().doesNotContain("\n").hasSizeLessThan(400);
        return failed;
    }

    private FetchProblem problem(Script script) {
        return failure(script).problem();
    }

    private FetchProblem problem(String answer) {
        return problem((connection, out) -> write(out, answer));
    }

    @Test
    void closesWithoutAnAnswer() {
        FetchResult.Failed failed = failure((connection, out) -> {});
        assertThat(failed.problem()).isEqualTo(FetchProblem.UNREACHABLE);
        assertThat(failed.hostTrouble()).isTrue();
    }

    @Test
    void resetsTheConnection() {
        assertThat(problem((connection, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
                    out.flush();
                    connection.setSoLinger(true, 0);
                    connection.close();
                }))
                .isEqualTo(FetchProblem.UNREACHABLE);
    }

    @Test
    void sendsNoFirstByteForLong() {
        FetchResult.Failed failed = failure((connection, out) -> LockSupport.parkNanos(700_000_000));
        assertThat(failed.problem()).isEqualTo(FetchProblem.TIMEOUT);
        assertThat(failed.hostTrouble()).isTrue();
    }

    @Test
    void tricklesItsBody() {
        assertThat(problem((connection, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                    trickle(out, 100);
                }))
                .isEqualTo(FetchProblem.TIMEOUT);
    }

    @Test
    void tricklesItsHeaders() {
        assertThat(problem((connection, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nX-Langsam: ");
                    trickle(out, 100);
                }))
                .isEqualTo(FetchProblem.TIMEOUT);
    }

    private static void trickle(OutputStream out, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            out.write('a');
            out.flush();
            LockSupport.parkNanos(30_000_000);
        }
    }

    @Test
    void answersAsIn1991() {
        assertThat(problem("<html><body>HTTP/0.9</body></html>")).isEqualTo(FetchProblem.BAD_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2.0 200 OK\r\n\r\n",
                "HTTP/1.1 zweihundert OK\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n",
                "SSH-2.0-OpenSSH_9.0\r\n",
                "\u0000\u0001\u0002\u0003\u0000\u0001\u0002\u0003\u0000\u0001\u0002\u0003",
                "HTTP/1.1 200 OK\r\nkein Doppelpunkt\r\n\r\n"
            })
    void speaksNoProperHttp(String answer) {
        assertThat(problem(answer)).isIn(FetchProblem.BAD_ANSWER, FetchProblem.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"XYZ\r\nabc\r\n", "-5\r\nabc\r\n0\r\n\r\n", "ffffffffffffffff\r\nabc", "3\r\nabcdef\r\n0\r\n\r\n"
            })
    void sendsChunksThatAreNone(String chunks) {
        assertThat(problem("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks))
                .isIn(FetchProblem.BAD_ANSWER, FetchProblem.UNREACHABLE);
    }

    @Test
    void stopsInTheMiddleOfItsChunks() {
        assertThat(problem("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"))
                .isIn(FetchProblem.BAD_ANSWER, FetchProblem.UNREACHABLE);
    }

    @Test
    void sendsLessThanItSays() {
        assertThat(problem("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nabc")).isEqualTo(FetchProblem.UNREACHABLE);
    }

    @Test
    void sendsMoreThanItSays() {
        scripts.put("/boese", (connection, out) -> {
            write(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nfalsch");
            out.flush();
            LockSupport.parkNanos(50_000_000);
        });
        assertThat(fetch("/boese")).isInstanceOfSatisfying(FetchResult.Fetched.class, fetched -> assertThat(
                        new String(fetched.answer().body(), UTF_8))
                .isEqualTo("abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-3", "abc", "99999999999999999999"})
    void sendsALengthThatIsNone(String length) {
        assertThat(problem("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\nabc"))
                .isIn(FetchProblem.BAD_ANSWER, FetchProblem.UNREACHABLE);
    }

    @Test
    void announcesABodyOfTerabytes() {
        assertThat(problem((connection, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9000000000000\r\n\r\n");
                    byte[] block = new byte[1 << 16];
                    for (int i = 0; i < 10_000; i++) {
                        out.write(block);
                    }
                }))
                .isEqualTo(FetchProblem.TOO_LARGE);
    }

    @Test
    void neverEndsItsHeaders() {
        assertThat(problem((connection, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\n");
                    for (int i = 0; i < 1_000_000; i++) {
                        write(out, "X-" + i + ": a\r\n");
                    }
                }))
                .isIn(FetchProblem.BAD_ANSWER, FetchProblem.UNREACHABLE);
    }

    @Test
    void sendsOneEndlessHeader() {
        assertThat(problem("HTTP/1.1 200 OK\r\nX-Lang: " + "a".repeat(100_000) + "\r\n\r\n"))
                .isIn(FetchProblem.BAD_ANSWER, FetchProblem.UNREACHABLE);
    }

    @Test
    void sendsHeadersThatAreTooLargeTogether() {
        String header = "X-Lang: " + "a".repeat(10_000) + "\r\n";
        assertThat(problem("HTTP/1.1 200 OK\r\n" + header.repeat(10) + "Content-Length: 1\r\n\r\na"))
                .isEqualTo(FetchProblem.BAD_ANSWER);
    }

    @Test
    void floodsWithInformationalAnswers() {
        assertThat(problem("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(1_000)
                        + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"))
                .isEqualTo(FetchProblem.BAD_ANSWER);
    }

    @Test
    void sendsAFewInformationalAnswersFirst() {
        scripts.put(
                "/boese",
                (connection, out) -> write(
                        out,
                        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(3)
                                + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"));
        assertThat(fetch("/boese")).isInstanceOf(FetchResult.Fetched.class);
    }

    @Test
    void wantsToSpeakAnotherProtocol() {
        assertThat(problem("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"))
                .isNotEqualTo(FetchProblem.STOPPED);
    }

    @Test
    void sendsABombInAnyPacking() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(new byte[50_000_000]);
        }
        assertThat(problem((connection, out) -> packed(out, "gzip", gzip.toByteArray())))
                .isEqualTo(FetchProblem.TOO_LARGE);
        assertThat(problem((connection, out) -> packed(out, "br", brotliOfZeros())))
                .isEqualTo(FetchProblem.TOO_LARGE);
    }

    @Test
    void sendsBrotliAsWeSayWeTakeIt() {
        // "Die Brücke ist offen." as one stored block, by hand: RFC 7932, section 9.
        byte[] text = "Die Brücke ist offen.".getBytes(UTF_8);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        // WBITS 16 (0), ISLAST 0, MNIBBLES 4 (00), MLEN-1 in 16 bits, ISUNCOMPRESSED 1, then bytes, then an empty last
        // block.
        int head = (text.length - 1) << 4 | 1 << 20;
        stored.write(head);
        stored.write(head >> 8);
        stored.write(head >> 16);
        stored.writeBytes(text);
        stored.write(3);
        scripts.put("/boese", (connection, out) -> packed(out, "br", stored.toByteArray()));
        assertThat(fetch("/boese")).isInstanceOfSatisfying(FetchResult.Fetched.class, fetched -> assertThat(
                        new String(fetched.answer().body(), UTF_8))
                .isEqualTo("Die Brücke ist offen."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, gzip", "gzip, br", "zstd", "compress", "exi", "br"})
    void sendsAPackingThatNobodyCanUndo(String encoding) {
        assertThat(problem((connection, out) -> packed(out, encoding, new byte[] {1, 2, 3, 4, 5})))
                .isEqualTo(FetchProblem.BAD_ANSWER);
    }

    private static void packed(OutputStream out, String encoding, byte[] body) throws IOException {
        write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(encoding, body.length));
        out.write(body);
    }

    /** A million zeros, as a compressor packs them. */
    private static byte[] brotliOfZeros() {
        return Base64.getDecoder().decode("Vz9Cj38CIB4LBPJzHgA=");
    }

    @Test
    void keepsItsConnectionsFromBeingReusedAfterTrouble() {
        problem("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nabc");
        int before = connections.get();
        assertThat(fetch("/gut")).isInstanceOf(FetchResult.Fetched.class);
        assertThat(fetch("/gut")).isInstanceOf(FetchResult.Fetched.class);
        assertThat(connections.get() - before).isEqualTo(1);
    }
}
