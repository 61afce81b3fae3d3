package io.depesche.cli.newsroom;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A small newsroom of invented outlets, each on a loopback address and port of its own, with feeds, a news sitemap, an index page,
 * robots.txt and articles whose publication times count back from the opening. It answers conditional requests, remembers every
 * request, and knows what must become of each article.
 *
 * <pre>{@code
 * try (Newsroom newsroom = Newsroom.open(Clock.systemUTC())) {
 *     crawl(newsroom.outletsYaml());
 *     newsroom.publishCorrections();
 *     crawl(newsroom.outletsYaml());
 *     compare(newsroom.expectations(), newsroom.requests());
 * }
 * }</pre>
 */
public final class Newsroom implements AutoCloseable {

    private static final List<String> OUTLETS = List.of(
            "harkenburger-bote",
            "morgenfaehre",
            "hohentaler-spiegel",
            "stanze",
            "quillhaven-courier",
            "cottonbend-ledger",
            "orbit-and-tide");

    private final Clock clock;
    private final List<OutletSite> sites = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private final Queue<ServedRequest> requests = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "newsroom");
        thread.setDaemon(true);
        return thread;
    });

    private Newsroom(Clock clock) {
        this.clock = clock;
    }

    /**
     * Opens the newsroom: every outlet answers when this returns.
     *
     * @throws UncheckedIOException where loopback has no free port
     */
    public static Newsroom open(Clock clock) {
        Newsroom newsroom = new Newsroom(clock);
        Instant opened = clock.instant();
        try {
            for (String outlet : OUTLETS) {
                newsroom.open(outlet, opened);
            }
        } catch (IOException e) {
            newsroom.close();
            throw new UncheckedIOException("the newsroom finds no free port on loopback", e);
        }
        return newsroom;
    }

    private void open(String outlet, Instant opened) throws IOException {
        HttpServer server = listen(servers.size());
        servers.add(server);
        InetSocketAddress address = server.getAddress();
        URI base = URI.create("http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
        OutletSite site = new OutletSite(outlet, base, opened);
        sites.add(site);
        server.createContext("/", exchange -> serve(outlet, site, exchange));
        server.setExecutor(threads);
        server.start();
    }

    /** Linux answers on all of 127.0.0.0/8, so that each outlet is a host of its own; elsewhere only the ports differ. */
    private static HttpServer listen(int number) throws IOException {
        try {
            return listenOn(11 + number);
        } catch (BindException e) {
            return listenOn(1);
        }
    }

    private static HttpServer listenOn(int lastByte) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastByte});
        return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    }

    /** The outlets, each with where to find its articles. */
    public List<NewsroomOutlet> outlets() {
        return sites.stream().map(OutletSite::outlet).toList();
    }

    /** The outlets file for the crawler, with pauses and intervals short enough for a demo. */
    public String outletsYaml() {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("interval", "PT20S");
        defaults.put("minDelay", "PT0.25S");
        defaults.put("revisit", List.of("PT20S", "PT2M"));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("defaults", defaults);
        file.put("outlets", outlets().stream().map(Newsroom::entry).toList());
        return NewsroomFiles.asYaml(file);
    }

    private static Map<String, Object> entry(NewsroomOutlet outlet) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", outlet.id());
        entry.put("name", outlet.name());
        entry.put("language", outlet.language());
        entry.put("country", outlet.country());
        entry.put("feeds", outlet.feeds().stream().map(URI::toString).toList());
        entry.put("sitemaps", outlet.sitemaps().stream().map(URI::toString).toList());
        entry.put("pages", outlet.pages().stream().map(URI::toString).toList());
        return entry;
    }

    /** What must become of every article, outlet by outlet, newest first. */
    public List<Expectation> expectations() {
        return sites.stream().flatMap(site -> site.expectations().stream()).toList();
    }

    /** From now on, the articles that have a correction are served, and listed, as corrected. */
    public void publishCorrections() {
        sites.forEach(site -> site.publishCorrections(clock.instant()));
    }

    /** Every request that was answered or is just being answered, in the order of the answers. */
    public List<ServedRequest> requests() {
        return List.copyOf(requests);
    }

    private void serve(String outlet, OutletSite site, HttpExchange exchange) throws IOException {
        Instant arrived = clock.instant();
        String path = exchange.getRequestURI().getPath();
        Headers asked = exchange.getRequestHeaders();
        Optional<String> knownTag = Optional.ofNullable(asked.getFirst("If-None-Match"));
        Optional<String> knownTime = Optional.ofNullable(asked.getFirst("If-Modified-Since"));
        String userAgent = Optional.ofNullable(asked.getFirst("User-Agent")).orElse("");
        String method = exchange.getRequestMethod();
        try (exchange) {
            Answer answer = method.equals("GET") || method.equals("HEAD") ? site.answer(path) : Answer.onlyToBeRead();
            pause(answer.pause());
            int status = answer.isKnownBy(knownTag, knownTime) ? 304 : answer.status();
            requests.add(new ServedRequest(
                    outlet,
                    method,
                    path,
                    status,
                    arrived,
                    Duration.between(arrived, clock.instant()),
                    userAgent,
                    knownTag.isPresent() || knownTime.isPresent()));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            if (status == 304 || method.equals("HEAD") || answer.body().length == 0) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(status, answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException e) {
            // The newsroom closes; whoever waits for this answer sees the connection end.
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration pause) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
