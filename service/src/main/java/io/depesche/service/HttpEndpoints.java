package io.depesche.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health and metrics of a service on one port: {@code /livez} answers 200 while the service works, {@code /readyz} once it can
 * take work, both 503 otherwise; {@code /metrics} is Prometheus text. A service can add {@linkplain HttpHook hooks} for requests from
 * outside. A request has to be there within ten seconds, and as many are answered at a time as it takes that some that trickle do not hold
 * up the others.
 */
public final class HttpEndpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoints.class);

    /** Larger requests to hooks are answered with status 413. */
    public static final int MAX_REQUEST_BYTES = 1 << 20;

    private static final int THREADS = 32;
    private static final int BACKLOG = 100;

    static {
        // Seconds for a request with its body, and for taking an answer; the server has no other way to set them.
        for (String limit : List.of("sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime")) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, "10");
            }
        }
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                Thread thread = new Thread(work, "http");
                thread.setDaemon(true);
                return thread;
            });

    /** Listens at once. Port 0 takes a free one; a port that is taken is a {@link ConfigError}. */
    public HttpEndpoints(
            String host, int port, BooleanSupplier alive, BooleanSupplier ready, PrometheusMeterRegistry metrics) {
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException e) {
            throw new ConfigError("HTTP_PORT=%d on %s cannot be used: %s".formatted(port, host, e.getMessage()));
        }
        threads.allowCoreThreadTimeOut(true);
        serve(
                "/livez",
                () -> alive.getAsBoolean()
                        ? new HttpHook.Answer(200, "alive\n")
                        : new HttpHook.Answer(503, "not alive\n"));
        serve(
                "/readyz",
                () -> ready.getAsBoolean()
                        ? new HttpHook.Answer(200, "ready\n")
                        : new HttpHook.Answer(503, "not ready\n"));
        serve("/metrics", () -> new HttpHook.Answer(200, metrics.scrape()));
        server.setExecutor(threads);
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Has the hook answer whatever is asked for under that path, which ends in a slash. */
    public void serve(String path, HttpHook hook) {
        server.createContext(path, exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES + 1);
                send(
                        exchange,
                        body.length > MAX_REQUEST_BYTES
                                ? new HttpHook.Answer(413, "too large\n")
                                : hook.answer(request(exchange, path, body)));
            } catch (RuntimeException e) {
                LOG.error("{} could not be answered", path, e);
                throw e;
            }
        });
    }

    private static HttpHook.Request request(HttpExchange exchange, String path, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        URI address = exchange.getRequestURI();
        return new HttpHook.Request(
                exchange.getRequestMethod(),
                address.getPath().substring(path.length()),
                Objects.requireNonNullElse(address.getRawQuery(), ""),
                Map.copyOf(headers),
                body);
    }

    private void serve(String path, Supplier<HttpHook.Answer> answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                send(
                        exchange,
                        exchange.getRequestURI().getPath().equals(path)
                                ? answer.get()
                                : new HttpHook.Answer(404, "not found\n"));
            }
        });
    }

    private static void send(HttpExchange exchange, HttpHook.Answer answer) throws IOException {
        byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
