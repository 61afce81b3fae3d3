package io.depesche.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Health and metrics of a service on one port: {@code /livez} answers 200 while the service works, {@code /readyz} once it can
 * take work, both 503 otherwise; {@code /metrics} is Prometheus text.
 */
public final class HttpEndpoints implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "health");
        thread.setDaemon(true);
        return thread;
    });

    /** Listens at once. Port 0 takes a free one; a port that is taken is a {@link ConfigError}. */
    public HttpEndpoints(
            String host, int port, BooleanSupplier alive, BooleanSupplier ready, PrometheusMeterRegistry metrics) {
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 16);
        } catch (IOException e) {
            throw new ConfigError("HTTP_PORT=%d on %s cannot be used: %s".formatted(port, host, e.getMessage()));
        }
        serve("/livez", () -> alive.getAsBoolean() ? new Answer(200, "alive\n") : new Answer(503, "not alive\n"));
        serve("/readyz", () -> ready.getAsBoolean() ? new Answer(200, "ready\n") : new Answer(503, "not ready\n"));
        serve("/metrics", () -> new Answer(200, metrics.scrape()));
        server.setExecutor(threads);
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private record Answer(int status, String text) {}

    private void serve(String path, Supplier<Answer> answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                send(
                        exchange,
                        exchange.getRequestURI().getPath().equals(path)
                                ? answer.get()
                                : new Answer(404, "not found\n"));
            }
        });
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
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
