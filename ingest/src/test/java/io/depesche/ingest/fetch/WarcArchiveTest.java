package io.depesche.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.ingest.LoopbackSite;
import io.depesche.service.ConfigError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcTruncationReason;
import org.netpreserve.jwarc.Warcinfo;

@Timeout(30)
class WarcArchiveTest {

    private static final AddressGuard LOOPBACK_ALLOWED = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));
    private static final FetchLimits LIMITS =
            new FetchLimits(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(1), 10_000);

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private final LoopbackSite site = new LoopbackSite();

    @AfterEach
    void close() {
        site.close();
    }

    private void fetch(WarcArchive archive, String... paths) {
        try (Fetcher fetcher = new Fetcher("Depesche/0", LOOPBACK_ALLOWED, LIMITS, 2, clock, archive)) {
            for (String path : paths) {
                fetcher.fetch(new Fetcher.Order(site.at(path), Validators.NONE, Duration.ofMillis(1)))
                        .join();
            }
        }
    }

    private WarcArchive archive() {
        return WarcArchive.open(folder, "eins", "Depesche/0", clock);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** What the tests look at in a record, read before the reader goes on. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Read(
            WarcRecord record, String target, int status, String contentEncoding, byte[] body, Optional<String> sent) {}

    private static List<Read> read(Path file) throws IOException {
        List<Read> all = new ArrayList<>();
        try (WarcReader reader = new WarcReader(file)) {
            for (WarcRecord record : reader) {
                if (record instanceof WarcResponse response) {
                    all.add(new Read(
                            record,
                            response.target(),
                            response.http().status(),
                            response.http().headers().first("Content-Encoding").orElse(""),
                            response.http().body().stream().readAllBytes(),
                            Optional.empty()));
                } else if (record instanceof WarcRequest request) {
                    Optional<String> agent = request.http().headers().first("User-Agent");
                    all.add(new Read(record, request.target(), 0, "", new byte[0], agent));
                } else {
                    all.add(new Read(record, "", 0, "", new byte[0], Optional.empty()));
                }
            }
        }
        return all;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void keepsRequestsAndAnswersAsTheyWent() throws IOException {
        byte[] packed = gzip("Die Brücke ist offen.".getBytes(UTF_8));
        site.on("/a?x=1", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            LoopbackSite.send(exchange, 200, packed);
        });
        try (WarcArchive archive = archive()) {
            fetch(archive, "/a?x=1", "/fehlt");
            assertThat(archive.failures()).isZero();
        }
        assertThat(files()).hasSize(1);
        assertThat(files().get(0).getFileName()).hasToString("depesche-20250314070000-eins-00000.warc.gz");
        List<Read> records = read(files().get(0));
        assertThat(records).hasSize(7);
        Warcinfo info = (Warcinfo) records.get(0).record();
        assertThat(info.filename()).contains("depesche-20250314070000-eins-00000.warc.gz");
        assertThat(records.subList(1, 7))
                .extracting(Read::target)
                .containsExactly(
                        site.at("/robots.txt").toString(),
                        site.at("/robots.txt").toString(),
                        site.at("/a?x=1").toString(),
                        site.at("/a?x=1").toString(),
                        site.at("/fehlt").toString(),
                        site.at("/fehlt").toString());
        WarcRequest request = (WarcRequest) records.get(3).record();
        WarcResponse response = (WarcResponse) records.get(4).record();
        assertThat(records.get(3).sent()).contains("Depesche/0");
        assertThat(request.concurrentTo()).containsExactly(response.id());
        assertThat(response.warcinfoID()).contains(info.id());
        assertThat(response.ipAddress()).contains(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        assertThat(response.date()).isEqualTo(Instant.parse("2025-03-14T07:00:00Z"));
        assertThat(response.truncated()).isEqualTo(WarcTruncationReason.NOT_TRUNCATED);
        assertThat(records.get(4).status()).isEqualTo(200);
        assertThat(records.get(4).contentEncoding()).isEqualTo("gzip");
        assertThat(records.get(4).body()).isEqualTo(packed);
        assertThat(records.get(6).status()).isEqualTo(404);
    }

    @Test
    void keepsChunkedBodiesWithoutTheirChunks() throws IOException {
        site.on("/stueckweise", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("ganz".getBytes(UTF_8));
            exchange.getResponseBody().close();
        });
        try (WarcArchive archive = archive()) {
            fetch(archive, "/stueckweise");
        }
        List<Read> records = read(files().get(0));
        assertThat(new String(records.get(4).body(), UTF_8)).isEqualTo("ganz");
    }

    @Test
    void marksBodiesThatAreNotWhole() throws IOException {
        site.serve("/gross", "text/html", "a".repeat(20_000)).on("/halb", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("ab".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(800_000_000);
        });
        try (WarcArchive archive = archive()) {
            fetch(archive, "/gross", "/halb");
        }
        List<Read> records = read(files().get(0));
        assertThat(records.get(4).record().truncated()).isEqualTo(WarcTruncationReason.LENGTH);
        assertThat(records.get(6).record().truncated()).isEqualTo(WarcTruncationReason.TIME);
    }

    @Test
    void beginsAFileWhenOneIsFullAndEveryDay() throws IOException {
        site.serve("/a", "text/html", "a");
        try (WarcArchive archive = new WarcArchive(folder, "eins", "Depesche/0", clock, 1)) {
            fetch(archive, "/a");
        }
        assertThat(files()).hasSize(2);
        try (WarcArchive archive = archive()) {
            clock.advance(Duration.ofDays(1));
            fetch(archive, "/a");
            clock.advance(Duration.ofDays(1));
            fetch(archive, "/a");
        }
        assertThat(files()).hasSize(4);
        for (Path file : files()) {
            assertThat(read(file).get(0).record()).isInstanceOf(Warcinfo.class);
        }
    }

    @Test
    void goesOnCrawlingWhenItCannotWrite() throws IOException {
        site.serve("/a", "text/html", "a");
        Path gone = folder.resolve("weg");
        WarcArchive archive = WarcArchive.open(gone, "eins", "Depesche/0", clock);
        Files.delete(gone);
        try (archive;
                Fetcher fetcher = new Fetcher("Depesche/0", LOOPBACK_ALLOWED, LIMITS, 2, clock, archive)) {
            Fetcher.Order order = new Fetcher.Order(site.at("/a"), Validators.NONE, Duration.ofMillis(1));
            assertThat(fetcher.fetch(order).join()).isInstanceOf(FetchResult.Fetched.class);
            assertThat(archive.failures()).isEqualTo(2);
            Files.createDirectories(gone);
            clock.advance(Duration.ofMinutes(1));
            assertThat(fetcher.fetch(order).join()).isInstanceOf(FetchResult.Fetched.class);
            assertThat(archive.failures()).isEqualTo(2);
        }
        try (Stream<Path> files = Files.list(gone)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void refusesAFolderThatIsNone() throws IOException {
        Path file = Files.createFile(folder.resolve("datei"));
        assertThatThrownBy(() -> WarcArchive.open(file, "eins", "Depesche/0", clock))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("WARC_DIR=" + file);
    }

    @Test
    void writesWhatAServerMadeUp() throws IOException {
        Exchanges.Exchange odd = new Exchanges.Exchange(
                URI.create("http://blatt.example/"),
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                clock.instant(),
                Duration.ZERO,
                "/",
                List.of(),
                200,
                "Ä \u0007",
                List.of(new Exchanges.Field("X-Ü", "ß\u0001"), new Exchanges.Field("", "")),
                new byte[] {0, 1, 2},
                Optional.of(Exchanges.Cut.DISCONNECT));
        try (WarcArchive archive = archive()) {
            archive.over(odd);
            archive.over(odd);
            assertThat(archive.failures()).isZero();
        }
        try (WarcReader reader = new WarcReader(files().get(0))) {
            assertThat(reader.records()).hasSize(5);
        }
    }
}
