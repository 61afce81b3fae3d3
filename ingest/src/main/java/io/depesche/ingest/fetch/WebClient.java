package io.depesche.ingest.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange at a time a thread, within limits, to checked IP addresses only. Redirects are answers here, cookies are
 * neither kept nor sent, nothing is tried twice. Safe for use by several threads.
 */
final class WebClient implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_HEADER_LINE = 16 << 10;
    private static final int MAX_HEADERS = 200;
    /** What is read of the body of an error or a redirect, so that the connection can be used again. */
    private static final int MAX_BYTES_ASIDE = 64 << 10;

    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    /** What to do with a body that is larger than the limit. */
    enum Excess {
        /** Give the answer up. */
        REFUSE,
        /** Take the start of it. */
        CUT
    }

    private final CloseableHttpClient client;
    private final FetchLimits limits;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fetch-watch");
        thread.setDaemon(true);
        return thread;
    });

    WebClient(String userAgent, AddressGuard guard, FetchLimits limits) {
        this(userAgent, new GuardedNames(guard, InetAddress::getAllByName), limits);
    }

    WebClient(String userAgent, GuardedNames names, FetchLimits limits) {
        this.limits = limits;
        Timeout response = Timeout.of(limits.response());
        Timeout connect = Timeout.of(limits.connect());
        Http1Config http = Http1Config.custom()
                .setMaxLineLength(MAX_HEADER_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(http)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(response)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(response).build())
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(1)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(response)
                        .setConnectionRequestTimeout(connect)
                        .setRedirectsEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .evictIdleConnections(IDLE)
                .build();
    }

    /** Asks once. Answers with any status are answers. */
    Answer get(URI address, Validators known, Excess excess, int maxBytes) throws FetchFailure {
        HttpGet request = new HttpGet(address);
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, deflate");
        known.etag().ifPresent(etag -> request.setHeader(HttpHeaders.IF_NONE_MATCH, etag));
        known.lastModified().ifPresent(time -> request.setHeader(HttpHeaders.IF_MODIFIED_SINCE, time));
        AtomicBoolean late = new AtomicBoolean();
        Future<?> alarm = watch.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                limits.total().toMillis(),
                TimeUnit.MILLISECONDS);
        long start = System.nanoTime();
        boolean complete = false;
        try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
            Answer answer = answer(address, response, excess, maxBytes, start);
            complete = true;
            return answer;
        } catch (FetchFailure e) {
            throw e;
        } catch (IOException | HttpException | RuntimeException e) {
            throw late.get()
                    ? new FetchFailure(
                            FetchProblem.TIMEOUT,
                            "was not read within %d ms".formatted(limits.total().toMillis()))
                    : failure(e);
        } finally {
            alarm.cancel(false);
            if (!complete) {
                request.cancel(); // closes the connection instead of reading the rest of the body
            }
        }
    }

    private static Answer answer(URI address, ClassicHttpResponse response, Excess excess, int maxBytes, long start)
            throws IOException, HttpException, FetchFailure {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(String.valueOf(header.getValue()).strip());
        }
        int status = response.getCode();
        boolean page = status >= 200 && status < 300;
        HttpEntity entity = response.getEntity();
        byte[] body = new byte[0];
        if (entity != null) {
            body = page
                    ? body(entity, headers.getOrDefault("content-encoding", List.of()), excess, maxBytes)
                    : read(entity.getContent(), MAX_BYTES_ASIDE, Excess.CUT);
        }
        return new Answer(address, status, Map.copyOf(headers), body, Duration.ofNanos(System.nanoTime() - start));
    }

    private static byte[] body(HttpEntity entity, List<String> encodings, Excess excess, int maxBytes)
            throws IOException, FetchFailure {
        byte[] sent = read(entity.getContent(), maxBytes, excess);
        List<String> codings = encodings.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
        if (codings.isEmpty() || sent.length == 0) {
            return sent;
        }
        String coding = codings.get(0);
        if (codings.size() > 1 || !List.of("gzip", "x-gzip", "deflate").contains(coding)) {
            throw new FetchFailure(
                    FetchProblem.BAD_ANSWER, "has the content encoding " + shortened(codings.toString()));
        }
        try {
            InputStream decoded =
                    coding.equals("deflate") ? inflated(sent) : new GZIPInputStream(new ByteArrayInputStream(sent));
            return read(decoded, maxBytes, excess);
        } catch (ZipException | EOFException e) {
            throw new FetchFailure(FetchProblem.BAD_ANSWER, "cannot be decompressed: " + shortened(e.getMessage()));
        }
    }

    /** RFC 9110 means zlib's format by deflate; some servers send the bare stream. A zlib header tells itself by its checksum. */
    private static InputStream inflated(byte[] sent) {
        boolean zlib =
                sent.length >= 2 && (sent[0] & 0x0f) == 8 && (((sent[0] & 0xff) << 8) | (sent[1] & 0xff)) % 31 == 0;
        return new InflaterInputStream(new ByteArrayInputStream(sent), new Inflater(!zlib));
    }

    private static byte[] read(InputStream in, int maxBytes, Excess excess) throws IOException, FetchFailure {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 << 10];
        while (true) {
            int count = in.read(buffer, 0, Math.min(buffer.length, maxBytes + 1 - out.size()));
            if (count < 0) {
                return out.toByteArray();
            }
            out.write(buffer, 0, count);
            if (out.size() > maxBytes) {
                if (excess == Excess.CUT) {
                    return Arrays.copyOf(out.toByteArray(), maxBytes);
                }
                throw new FetchFailure(FetchProblem.TOO_LARGE, "has more than %d bytes".formatted(maxBytes));
            }
        }
    }

    private static FetchFailure failure(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof GuardedNames.RefusedHost) {
                return new FetchFailure(FetchProblem.REFUSED_ADDRESS, String.valueOf(cause.getMessage()));
            }
        }
        String said = shortened(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        if (e instanceof InterruptedIOException) {
            return new FetchFailure(FetchProblem.TIMEOUT, "did not answer in time: " + said);
        }
        if (e instanceof UnknownHostException) {
            return new FetchFailure(FetchProblem.UNREACHABLE, "has an unknown host");
        }
        boolean malformed = e instanceof HttpException
                || e instanceof ClientProtocolException
                || e instanceof RuntimeException
                || e instanceof MessageConstraintException;
        return malformed
                ? new FetchFailure(FetchProblem.BAD_ANSWER, "gave no proper answer: " + said)
                : new FetchFailure(FetchProblem.UNREACHABLE, "cannot be reached: " + said);
    }

    private static String shortened(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    @Override
    public void close() {
        watch.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
