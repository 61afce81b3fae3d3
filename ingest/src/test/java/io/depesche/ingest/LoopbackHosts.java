package io.depesche.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Many hosts in 127.0.0.0/8 that one server answers for. Each has a feed at {@code /feed.xml} and the articles that it names, and keeps a
 * log of its requests.
 */
public final class LoopbackHosts implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** One request, from its arrival until its answer goes out, in nanoseconds of {@link System#nanoTime()}. */
    public record Request(String host, String path, String userAgent, long start, long end) {}

    private final HttpServer server;
    private final ExecutorService threads;
    private final int hosts;
    private final int articles;
    private final long answerMillis;
    private final ConcurrentLinkedQueue<Request> log = new ConcurrentLinkedQueue<>();
    private final AtomicLong counted = new AtomicLong();
    private volatile int published;

    /**
     * Starts to serve.
     *
     * @param hosts how many hosts, at most 60,000
     * @param articles articles of each
     * @param answerMillis how long an answer takes
     */
    public LoopbackHosts(int hosts, int articles, long answerMillis, int threads) {
        this.hosts = hosts;
        this.articles = articles;
        this.published = articles;
        this.answerMillis = answerMillis;
        this.threads = Executors.newFixedThreadPool(threads);
        try {
            server = HttpServer.create(new InetSocketAddress(0), 1_000);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(this.threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The n-th host, with its port. */
    public String host(int n) {
        return "127.%d.%d.%d:%d"
                .formatted(
                        1 + n / 62_500,
                        n / 250 % 250,
                        1 + n % 250,
                        server.getAddress().getPort());
    }

    /** The address of an article. */
    public URI article(int host, int n) {
        return URI.create("http://" + host(host) + "/artikel/die-nachricht-nummer-" + n + ".html");
    }

    /** An outlets file that names every host's feed as an outlet of its own. */
    public String outlets(String defaults) {
        return outlets(defaults, 0, hosts);
    }

    /** The same for the hosts from one number to before another. */
    public String outlets(String defaults, int from, int to) {
        StringBuilder yaml = new StringBuilder("defaults: {").append(defaults).append("}\noutlets:\n");
        for (int n = from; n < to; n++) {
            yaml.append("- {id: blatt-%d, name: Blatt %d, language: de, feeds: ['http://%s/feed.xml']}\n"
                    .formatted(n, n, host(n)));
        }
        return yaml.toString();
    }

    /** From now on feeds name only so many of their articles. */
    public void publish(int articles) {
        published = articles;
    }

    public List<Request> log() {
        return List.copyOf(log);
    }

    public long requests() {
        return counted.get();
    }

    /** Forgets the requests so far. */
    public void clear() {
        log.clear();
        counted.set(0);
    }

    /** The requests of each host, by the time they began. */
    public Map<String, List<Request>> byHost() {
        return log.stream()
                .sorted(Comparator.comparingLong(Request::start))
                .collect(Collectors.groupingBy(Request::host));
    }

    /** The shortest time from the end of a request to the start of the host's next, in milliseconds. */
    public double shortestPauseMillis() {
        double shortest = Double.MAX_VALUE;
        for (List<Request> requests : byHost().values()) {
            for (int i = 1; i < requests.size(); i++) {
                shortest = Math.min(
                        shortest,
                        (requests.get(i).start() - requests.get(i - 1).end())
                                / (double) TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        return shortest;
    }

    private void handle(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        long end = start;
        String path = exchange.getRequestURI().getPath();
        String host = exchange.getRequestHeaders().getFirst("Host");
        try (exchange) {
            if (answerMillis > 0) {
                TimeUnit.MILLISECONDS.sleep(answerMillis);
            }
            // Before the answer goes out: after it this thread may have to wait, while the client already counts its
            // pause.
            end = System.nanoTime();
            if (path.equals("/feed.xml")) {
                send(exchange, "application/rss+xml", feed(host));
            } else if (path.startsWith("/artikel/")) {
                send(exchange, "text/html; charset=utf-8", page(host, path));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            log.add(new Request(host, path, exchange.getRequestHeaders().getFirst("User-Agent"), start, end));
            counted.incrementAndGet();
        }
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private String feed(String host) {
        List<String> items = new ArrayList<>();
        for (int n = 0; n < published; n++) {
            items.add(
                    "<item><title>Die Nachricht Nummer %d</title><link>http://%s/artikel/die-nachricht-nummer-%d.html</link></item>"
                            .formatted(n, host, n));
        }
        return "<?xml version='1.0'?><rss version='2.0'><channel><title>Blatt</title>" + String.join("", items)
                + "</channel></rss>";
    }

    private static String page(String host, String path) {
        String sentence = "<p>In %s hat der Rat am Abend über %s beraten und nach langer Aussprache zugestimmt.</p>"
                .formatted(host, path);
        return "<!doctype html><html lang=de><head><title>Nachricht %s</title></head><body><article><h1>Der Rat von %s entscheidet</h1>%s</article></body></html>"
                .formatted(path, host, sentence.repeat(8));
    }

    /** How many articles all hosts have. */
    public int size() {
        return hosts * articles;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
