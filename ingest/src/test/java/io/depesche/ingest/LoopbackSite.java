package io.depesche.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A web site on the loopback interface that keeps a log of its requests. What it does not know is answered with 404. */
public final class LoopbackSite implements AutoCloseable {

    /** Answers one request. */
    @FunctionalInterface
    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** One request, with nanoseconds of {@link System#nanoTime()}. */
    public record Request(String path, Map<String, List<String>> headers, long start, long end) {}

    static {
        // Headers and body go out apart; without this the body waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answering> answers = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final List<Request> log = new CopyOnWriteArrayList<>();

    public LoopbackSite() {
        this(1);
    }

    /** A site at 127.0.0.{@code lastByte}, which Linux answers at as well. */
    public LoopbackSite(int lastByte) {
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastByte}), 0), 100);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String base() {
        return "http://%s:%d"
                .formatted(
                        server.getAddress().getAddress().getHostAddress(),
                        server.getAddress().getPort());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI at(String path) {
        return URI.create(base() + path);
    }

    public LoopbackSite on(String path, Answering answer) {
        answers.put(path, answer);
        return this;
    }

    /** Serves text with status 200. */
    public LoopbackSite serve(String path, String type, String text) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            send(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Serves text with an ETag made of it, and 304 to who knows it. */
    public LoopbackSite serveTagged(String path, String type, String text) {
        String etag = "\"" + Integer.toHexString(text.hashCode()) + "\"";
        return on(path, exchange -> {
            exchange.getResponseHeaders().set("ETag", etag);
            if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", type);
            send(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
        });
    }

    public LoopbackSite redirect(String path, String target) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /**
     * The requests so far. A client may have its answer before the server has noted the request, so this waits for those that are
     * being answered, though not for one that never ends.
     */
    public List<Request> log() {
        synchronized (underWay) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (underWay.get() > 0 && System.nanoTime() < deadline) {
                try {
                    underWay.wait(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
        }
        return List.copyOf(log);
    }

    /** Paths that were asked for, in order, robots.txt and well-known files left out. */
    public List<String> paths() {
        return log().stream()
                .map(Request::path)
                .filter(path -> !path.equals("/robots.txt") && !path.startsWith("/.well-known/"))
                .toList();
    }

    public long requestsOf(String path) {
        return log().stream().filter(request -> request.path().equals(path)).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        underWay.incrementAndGet();
        String path = exchange.getRequestURI().toString();
        Map<String, List<String>> headers = Map.copyOf(exchange.getRequestHeaders());
        try (exchange) {
            answers.getOrDefault(path, unknown -> unknown.sendResponseHeaders(404, -1))
                    .answer(exchange);
        } finally {
            log.add(new Request(path, headers, start, System.nanoTime()));
            synchronized (underWay) {
                underWay.decrementAndGet();
                underWay.notifyAll();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
