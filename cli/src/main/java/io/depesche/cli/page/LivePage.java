package io.depesche.cli.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.depesche.service.ConfigError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A page on the loopback interface that shows events as they come (server-sent events). Whoever opens it late gets the last ones
 * first; whoever reads too slowly loses some, the stream never waits for a browser.
 */
public final class LivePage implements AutoCloseable {

    private static final int REMEMBERED = 200;
    private static final int MOST_READERS = 32;
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'";

    /** An event: its name, which the page listens for, and JSON on one line. */
    private record Event(String name, String json) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "live-page");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Event> remembered = new ArrayDeque<>();
    private final Map<String, Event> standings = new LinkedHashMap<>();
    private final Set<BlockingQueue<Event>> readers = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    /** Listens at once; port 0 takes a free one. */
    public LivePage(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        } catch (IOException e) {
            throw new ConfigError("port %d for the live page cannot be used: %s".formatted(port, e.getMessage()));
        }
        server.createContext("/", this::page);
        server.createContext("/events", this::events);
        server.setExecutor(threads);
        server.start();
    }

    /** Where to look. */
    public String address() {
        return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    }

    /** Shows an event to all who look now and to those who come later. */
    public void show(String name, String json) {
        Event event = eventOf(name, json);
        synchronized (remembered) {
            remembered.addLast(event);
            if (remembered.size() > REMEMBERED) {
                remembered.removeFirst();
            }
            send(event);
        }
    }

    /** Shows how things stand, to all who look now; whoever comes later gets the latest standing of each name. */
    public void update(String name, String json) {
        Event event = eventOf(name, json);
        synchronized (remembered) {
            if (!event.equals(standings.put(name, event))) {
                send(event);
            }
        }
    }

    private static Event eventOf(String name, String json) {
        return new Event(name, json.replace("\n", " "));
    }

    private void send(Event event) {
        readers.forEach(reader -> reader.offer(event));
    }

    private void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] page = resource("live.html");
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", CONTENT_POLICY);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream file = LivePage.class.getResourceAsStream(name)) {
            return Optional.ofNullable(file)
                    .orElseThrow(() -> new IllegalStateException(name + " is missing"))
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        BlockingQueue<Event> mine = new ArrayBlockingQueue<>(2 * REMEMBERED);
        try (exchange) {
            if (readers.size() >= MOST_READERS) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            synchronized (remembered) {
                mine.addAll(remembered);
                mine.addAll(standings.values());
                readers.add(mine);
            }
            OutputStream out = exchange.getResponseBody();
            while (open) {
                Event event = mine.poll(1, TimeUnit.SECONDS);
                String text = event == null
                        ? ": still here\n\n"
                        : "event: %s\ndata: %s\n\n".formatted(event.name(), event.json());
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers.remove(mine);
        }
    }

    @Override
    public void close() {
        open = false;
        server.stop(0);
        threads.shutdownNow();
    }
}
