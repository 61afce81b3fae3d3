package io.depesche.ingest.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpResponseFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes HTTP exchanges within limits, each to the one IP address it is given. Redirects are answers here, cookies are neither kept
 * nor sent, no Referer is sent, certificates are verified, nothing is tried twice. Safe for use by several threads.
 */
final class WebClient implements AutoCloseable {

    private static final int BUFFER = 4 << 10;
    private static final int MAX_HEADER_LINE = 16 << 10;
    private static final int MAX_HEADERS = 200;
    /** What is read of the body of an error or a redirect, so that the connection can be used again. */
    private static final int MAX_BYTES_ASIDE = 64 << 10;

    /** A host's connection outlives the usual pauses; idle ones take about 10 KiB of memory each. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(20);

    /** What to do with a body that is larger than the limit. */
    enum Excess {
        /** Give the answer up. */
        REFUSE,
        /** Take the start of it. */
        CUT
    }

    private final CloseableHttpClient client;
    private final GuardedNames names;
    private final FetchLimits limits;
    private final Exchanges listener;
    private final Clock clock;
    private final ContentCoding coding = new ContentCoding();
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "fetch-watch");
        thread.setDaemon(true);
        return thread;
    });

    WebClient(String userAgent, GuardedNames names, FetchLimits limits, Exchanges listener, Clock clock) {
        this.names = names;
        this.limits = limits;
        this.listener = listener;
        this.clock = clock;
        watch.setRemoveOnCancelPolicy(true);
        Timeout response = Timeout.of(limits.response());
        Timeout connect = Timeout.of(limits.connect());
        Http1Config http = Http1Config.custom()
                .setMaxLineLength(MAX_HEADER_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .setBufferSize(BUFFER)
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new NoNames())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(http)
                                .responseParserFactory(config -> new DefaultHttpResponseParser(
                                        config, new HeaderLimits(), DefaultClassicHttpResponseFactory.INSTANCE))
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(response)
                                .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND) // CleanConnections does
                                .build())
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(response).build())
                        // A pool for each route: a common one is searched from end to end for every request.
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnPerRoute(1)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(response)
                        .setConnectionRequestTimeout(connect)
                        .setRedirectsEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setRequestExecutor(new CleanConnections())
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .evictIdleConnections(IDLE)
                .build();
    }

    /** Requests carry the address to connect to; a name that gets as far as this is a fault. */
    private static final class NoNames implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host + " was not resolved before");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** A request to be made once. Answers with any status are answers. */
    Request request(URI address, Validators known, Excess excess, int maxBytes) {
        HttpGet get = new HttpGet(address);
        known.etag().ifPresent(etag -> get.setHeader(HttpHeaders.IF_NONE_MATCH, etag));
        known.lastModified().ifPresent(time -> get.setHeader(HttpHeaders.IF_MODIFIED_SINCE, time));
        return new Request(address, get, excess, maxBytes);
    }

    /** A form to be sent once, of which the listener is not told: it may hold secrets. Answers with any status are answers. */
    Request form(URI address, String form, int maxBytes) {
        HttpPost post = new HttpPost(address);
        post.setEntity(new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED));
        return new Request(address, post, Excess.CUT, maxBytes);
    }

    /** Why an exchange is ended by us. */
    private enum End {
        LATE,
        ABORTED
    }

    /** One exchange. */
    final class Request implements HostQueues.Visit<Answer> {

        private final URI address;
        private final Excess excess;
        private final int maxBytes;
        private final HttpUriRequestBase request;
        private final HttpClientContext context = HttpClientContext.create();
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private volatile @Nullable End end;

        private Request(URI address, HttpUriRequestBase request, Excess excess, int maxBytes) {
            this.address = address;
            this.excess = excess;
            this.maxBytes = maxBytes;
            this.request = request;
            request.setHeader(HttpHeaders.ACCEPT_ENCODING, ContentCoding.ACCEPTED);
        }

        @Override
        public InetAddress address() throws FetchFailure {
            return names.addressOf(bareHost());
        }

        private String bareHost() {
            String host = address.getHost();
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        @Override
        public void abort() {
            stop(End.ABORTED);
        }

        private void stop(End reason) {
            if (end == null) {
                end = reason;
            }
            request.cancel();
        }

        @Override
        public Answer make(InetAddress server) throws FetchFailure {
            String scheme = address.getScheme().toLowerCase(Locale.ROOT);
            int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
            HttpHost target = new HttpHost(scheme, server, bareHost(), port);
            Future<?> alarm =
                    watch.schedule(() -> stop(End.LATE), limits.total().toMillis(), TimeUnit.MILLISECONDS);
            Instant started = clock.instant();
            long start = System.nanoTime();
            boolean complete = false;
            ClassicHttpResponse response = null;
            Exchanges.@Nullable Cut cut = null;
            try {
                response = send(target);
                boolean tooLong = read(response);
                cut = tooLong ? Exchanges.Cut.LENGTH : null;
                Answer answer = answer(response, tooLong, start);
                complete = !tooLong;
                return answer;
            } catch (IOException | RuntimeException e) {
                cut = end == End.LATE || e instanceof InterruptedIOException
                        ? Exchanges.Cut.TIME
                        : Exchanges.Cut.DISCONNECT;
                throw failure(e, server);
            } finally {
                alarm.cancel(false);
                if (!complete) {
                    request.cancel(); // closes the connection instead of reading the rest of the body
                }
                if (response != null) {
                    Closer.closeQuietly(response);
                    if (listener != Exchanges.UNHEARD && request instanceof HttpGet) {
                        tell(response, server, started, Duration.ofNanos(System.nanoTime() - start), cut);
                    }
                }
            }
        }

        private ClassicHttpResponse send(HttpHost target) throws IOException {
            try {
                return client.executeOpen(target, request, context);
            } catch (CleanConnections.Unusable e) {
                return client.executeOpen(target, request, context); // over a fresh connection
            }
        }

        /** Reads the body as sent; whether there is more of it than is wanted. */
        private boolean read(ClassicHttpResponse response) throws IOException {
            HttpEntity entity = response.getEntity();
            int most = isPage(response) ? maxBytes : Math.min(maxBytes, MAX_BYTES_ASIDE);
            return entity != null && copy(entity.getContent(), sent, most);
        }

        private Answer answer(ClassicHttpResponse response, boolean tooLong, long start) throws FetchFailure {
            Map<String, List<String>> headers = new HashMap<>();
            for (Header header : response.getHeaders()) {
                headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(String.valueOf(header.getValue()).strip());
            }
            byte[] body = sent.toByteArray();
            if (isPage(response)) {
                if (tooLong && excess == Excess.REFUSE) {
                    throw new FetchFailure(FetchProblem.TOO_LARGE, "has more than %d bytes".formatted(maxBytes));
                }
                body = coding.decoded(headers.getOrDefault("content-encoding", List.of()), body, maxBytes, excess);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Answer(address, response.getCode(), Map.copyOf(headers), body, took);
        }

        private FetchFailure failure(Exception e, InetAddress server) {
            End reason = end;
            if (reason == End.ABORTED) {
                return new FetchFailure(FetchProblem.STOPPED, "was stopped");
            }
            if (reason == End.LATE) {
                return new FetchFailure(
                        FetchProblem.TIMEOUT,
                        "was not read within %d ms".formatted(limits.total().toMillis()));
            }
            boolean unconnected = e instanceof ConnectTimeoutException
                    || e instanceof ConnectException
                    || e instanceof NoRouteToHostException;
            boolean elsewhere = unconnected && names.avoid(bareHost(), server);
            return failureOf(e, elsewhere);
        }

        private void tell(
                ClassicHttpResponse response,
                InetAddress server,
                Instant started,
                Duration took,
                Exchanges.@Nullable Cut cut) {
            HttpRequest sentRequest = context.getRequest();
            HttpRequest told = sentRequest == null ? request : sentRequest;
            listener.over(new Exchanges.Exchange(
                    address,
                    server,
                    started,
                    took,
                    told.getPath(),
                    fields(told.getHeaders()),
                    response.getCode(),
                    String.valueOf(
                            Optional.ofNullable(response.getReasonPhrase()).orElse("")),
                    fields(response.getHeaders()),
                    sent.toByteArray(),
                    Optional.ofNullable(cut)));
        }
    }

    private static boolean isPage(ClassicHttpResponse response) {
        return response.getCode() >= 200 && response.getCode() < 300;
    }

    private static List<Exchanges.Field> fields(Header[] headers) {
        List<Exchanges.Field> fields = new ArrayList<>();
        for (Header header : headers) {
            fields.add(new Exchanges.Field(header.getName(), String.valueOf(header.getValue())));
        }
        return fields;
    }

    /** Copies at most {@code maxBytes}; whether there is more. */
    static boolean copy(InputStream in, ByteArrayOutputStream out, int maxBytes) throws IOException {
        byte[] buffer = new byte[16 << 10];
        int room = maxBytes;
        while (true) {
            int count = in.read(buffer, 0, Math.min(buffer.length, room + 1));
            if (count < 0) {
                return false;
            }
            out.write(buffer, 0, Math.min(count, room));
            if (count > room) {
                return true;
            }
            room -= count;
        }
    }

    private static FetchFailure failureOf(Exception e, boolean elsewhere) {
        String said = shortened(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        if (e instanceof InterruptedIOException) {
            return new FetchFailure(FetchProblem.TIMEOUT, "did not answer in time: " + said, elsewhere);
        }
        boolean malformed = e instanceof HttpException
                || e instanceof ClientProtocolException
                || e instanceof RuntimeException
                || e instanceof MalformedChunkCodingException
                || e instanceof MessageConstraintException;
        return malformed
                ? new FetchFailure(FetchProblem.BAD_ANSWER, "gave no proper answer: " + said)
                : new FetchFailure(FetchProblem.UNREACHABLE, "cannot be reached: " + said, elsewhere);
    }

    static String shortened(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    @Override
    public void close() {
        watch.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
