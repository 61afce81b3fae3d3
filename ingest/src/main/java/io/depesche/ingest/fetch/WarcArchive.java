package io.depesche.ingest.fetch;

import io.depesche.service.ConfigError;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcTruncationReason;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what went over the wire as WARC 1.0 files (ISO 28500), for people who need the original bytes: a request and a response
 * record for each exchange, each packed by gzip for itself. A new file, which starts with a warcinfo record, is begun after a
 * gigabyte and on a new day (UTC); its name tells when and by which instance it was begun. An exchange that cannot be written is
 * counted and missing, and the crawl goes on. Safe for use by several threads.
 *
 * <p>Bodies stand as they were sent, with their content encoding. The transfer encoding is undone, so its header is written as
 * {@code X-Archive-Orig-Transfer-Encoding}.
 */
public final class WarcArchive implements Exchanges, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WarcArchive.class);

    private static final long MAX_FILE = 1L << 30;

    /** How long nothing is tried after a write error. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

    private record OpenFile(WarcWriter writer, URI info, LocalDate day) {}

    private final Path directory;
    private final String instance;
    private final String software;
    private final Clock clock;
    private final long maxFile;
    private final AtomicLong failures = new AtomicLong();
    private @Nullable OpenFile file;
    private Instant restUntil = Instant.MIN;
    private int files;
    private boolean closed;

    /**
     * Opens an archive.
     *
     * @param directory where the files go; made if it is not there, a {@link ConfigError} if it cannot be
     * @param instance part of the files' names: letters, digits, dots, hyphens and underscores
     * @param software who crawls, such as the User-Agent
     */
    public static WarcArchive open(Path directory, String instance, String software, Clock clock) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new ConfigError("WARC_DIR=%s is no folder and cannot be made one: %s".formatted(directory, e));
        }
        ConfigError.check(Files.isWritable(directory), "WARC_DIR=%s cannot be written to", directory);
        return new WarcArchive(directory, instance, software, clock, MAX_FILE);
    }

    WarcArchive(Path directory, String instance, String software, Clock clock, long maxFile) {
        this.directory = directory;
        this.instance = instance;
        this.software = software;
        this.clock = clock;
        this.maxFile = maxFile;
    }

    /** How many exchanges could not be written. */
    public long failures() {
        return failures.get();
    }

    @Override
    public synchronized void over(Exchange exchange) {
        if (closed) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(restUntil)) {
            failures.incrementAndGet();
            return;
        }
        try {
            write(exchange, fileFor(now));
        } catch (IOException | RuntimeException e) {
            if (failures.getAndIncrement() == 0) {
                LOG.warn("cannot write to the web archive in {}; further failures are only counted", directory, e);
            }
            restUntil = now.plus(REST);
            give(file); // what comes after half a record could not be read
        }
    }

    private OpenFile fileFor(Instant now) throws IOException {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        OpenFile open = file;
        if (open != null && open.day().equals(day) && open.writer().position() < maxFile) {
            return open;
        }
        give(open);
        String name = "depesche-%s-%s-%05d.warc.gz".formatted(TIME.format(now), instance, files++);
        FileChannel channel =
                FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WarcWriter writer = new WarcWriter(channel, WarcCompression.GZIP);
        URI info = id();
        OpenFile begun = new OpenFile(writer, info, day);
        file = begun;
        writer.write(new Warcinfo.Builder()
                .recordId(info)
                .date(now)
                .filename(name)
                .fields(Map.of(
                        "software", List.of(software),
                        "format", List.of("WARC File Format 1.0"),
                        "robots", List.of("obeyed (RFC 9309)")))
                .build());
        return begun;
    }

    private static void write(Exchange exchange, OpenFile file) throws IOException {
        URI response = id();
        String target = exchange.address().toString();
        file.writer()
                .write(new WarcRequest.Builder(target)
                        .recordId(id())
                        .date(exchange.started())
                        .warcinfoId(file.info())
                        .concurrentTo(response)
                        .ipAddress(exchange.server())
                        .body(
                                MediaType.HTTP_REQUEST,
                                head("GET %s HTTP/1.1".formatted(exchange.requestTarget()), exchange.requestHeaders()))
                        .build());
        byte[] head = head("HTTP/1.1 %d %s".formatted(exchange.status(), exchange.reason()), exchange.headers());
        byte[] block = new byte[head.length + exchange.body().length];
        System.arraycopy(head, 0, block, 0, head.length);
        System.arraycopy(exchange.body(), 0, block, head.length, exchange.body().length);
        WarcResponse.Builder answer = new WarcResponse.Builder(target)
                .recordId(response)
                .date(exchange.started())
                .warcinfoId(file.info())
                .ipAddress(exchange.server())
                .body(MediaType.HTTP_RESPONSE, block);
        exchange.cut().ifPresent(cut -> answer.truncated(reason(cut)));
        file.writer().write(answer.build());
    }

    private static byte[] head(String firstLine, List<Field> fields) {
        StringBuilder head = new StringBuilder(firstLine).append("\r\n");
        for (Field field : fields) {
            boolean undone = field.name().equalsIgnoreCase("Transfer-Encoding");
            head.append(undone ? "X-Archive-Orig-" : "")
                    .append(field.name())
                    .append(": ")
                    .append(field.value())
                    .append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static WarcTruncationReason reason(Cut cut) {
        return switch (cut) {
            case LENGTH -> WarcTruncationReason.LENGTH;
            case TIME -> WarcTruncationReason.TIME;
            case DISCONNECT -> WarcTruncationReason.DISCONNECT;
        };
    }

    private static URI id() {
        return URI.create("urn:uuid:" + UUID.randomUUID());
    }

    private void give(@Nullable OpenFile open) {
        file = null;
        if (open != null) {
            try {
                open.writer().close();
            } catch (IOException e) {
                LOG.debug("cannot close a file of the web archive", e);
            }
        }
    }

    /** Ends the last file; later exchanges are not kept. */
    @Override
    public synchronized void close() {
        closed = true;
        give(file);
    }
}
