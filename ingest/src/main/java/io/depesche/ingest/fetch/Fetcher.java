package io.depesche.ingest.fetch;

import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches pages with manners: asks each host's robots.txt first, keeps its pauses, follows up to {@value #MAX_REDIRECTS}
 * redirects and asks robots.txt again at each. Never throws for what the web does; safe for use by several threads.
 */
public final class Fetcher implements AutoCloseable {

    /** RFC 9309 asks for five at least, and pages that need more are broken. */
    public static final int MAX_REDIRECTS = 5;

    /** RFC 9309, section 2.4: a robots.txt should not be used for more than 24 hours. */
    private static final Duration ROBOTS_AGE = Duration.ofHours(24);

    /** How long a robots.txt that cannot be reached is not asked for again. */
    private static final Duration ROBOTS_RETRY = Duration.ofMinutes(10);

    private static final int MAX_ROBOTS = 100_000;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    /**
     * What to fetch.
     *
     * @param known validators of the last answer; with them the server may say that nothing changed
     * @param pause least pause between this request's end and the next start of one to its host; robots.txt may ask for more
     */
    public record Order(URI address, Validators known, Duration pause) {}

    private record Robots(CompletableFuture<RobotsRules> rules, Instant fetched) {}

    private final WebClient client;
    private final HostQueues queues;
    private final FetchLimits limits;
    private final Clock clock;
    private final Map<String, Robots> robots = new ConcurrentHashMap<>();

    /**
     * @param userAgent the whole User-Agent header
     * @param threads requests at the same time, all hosts together
     */
    public Fetcher(String userAgent, AddressGuard guard, FetchLimits limits, int threads, Clock clock) {
        this.client = new WebClient(userAgent, guard, limits);
        this.queues = new HostQueues(threads);
        this.limits = limits;
        this.clock = clock;
    }

    /** Fetches when the host's turn comes. The future never completes exceptionally. */
    public CompletableFuture<FetchResult> fetch(Order order) {
        return fetch(order, 0).exceptionally(failure -> failed(failure));
    }

    /** The rules of a host's robots.txt, fetched if they are not known or too old. */
    public CompletableFuture<RobotsRules> robotsOf(URI address, Duration pause) {
        Instant now = clock.instant();
        if (robots.size() > MAX_ROBOTS) {
            robots.values().removeIf(known -> !isFresh(known, now));
        }
        return robots.compute(
                        WebAddress.origin(address),
                        (origin, known) -> known != null && isFresh(known, now)
                                ? known
                                : new Robots(readRobots(URI.create(origin + "/robots.txt"), pause), now))
                .rules();
    }

    private CompletableFuture<RobotsRules> readRobots(URI file, Duration pause) {
        return robotsFile(file, file, pause, 0).exceptionally(failure -> {
            FetchResult.Failed failed = failed(failure);
            return RobotsRules.unreachable(file, failed.problem(), failed.detail());
        });
    }

    private CompletableFuture<FetchResult> fetch(Order order, int hops) {
        URI address;
        try {
            address = WebAddress.check(order.address());
        } catch (RefusedAddress e) {
            return failure(FetchProblem.REFUSED_ADDRESS, e.reason());
        }
        return robotsOf(address, order.pause()).thenCompose(rules -> {
            if (!rules.allow(address)) {
                return failure(
                        rules.problem()
                                .filter(problem ->
                                        problem == FetchProblem.REFUSED_ADDRESS || problem == FetchProblem.STOPPED)
                                .orElse(FetchProblem.FORBIDDEN_BY_ROBOTS),
                        rules.detail());
            }
            Duration pause = rules.crawlDelay()
                    .filter(delay -> delay.compareTo(order.pause()) > 0)
                    .orElse(order.pause());
            return queues.submit(
                            WebAddress.hostOf(address),
                            pause,
                            () -> client.get(address, order.known(), WebClient.Excess.REFUSE, limits.bytes()))
                    .thenCompose(answer -> resultOf(order, answer, hops));
        });
    }

    private CompletableFuture<FetchResult> resultOf(Order order, Answer answer, int hops) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return CompletableFuture.completedFuture(new FetchResult.Fetched(answer));
        }
        if (status == 304) {
            return CompletableFuture.completedFuture(new FetchResult.NotModified());
        }
        if (status == 404 || status == 410) {
            return failure(FetchProblem.NOT_FOUND, "is not there (status %d)".formatted(status));
        }
        if (!isRedirect(status) || answer.header("location").isEmpty()) {
            return failure(FetchProblem.BAD_STATUS, "was answered with status %d".formatted(status));
        }
        if (hops == MAX_REDIRECTS) {
            return failure(FetchProblem.TOO_MANY_REDIRECTS, "redirects more than %d times".formatted(MAX_REDIRECTS));
        }
        try {
            URI target = WebAddress.parse(answer.header("location").get(), answer.address());
            return fetch(new Order(target, order.known(), order.pause()), hops + 1);
        } catch (RefusedAddress e) {
            return failure(FetchProblem.REFUSED_ADDRESS, "redirects to an address that " + e.reason());
        }
    }

    private CompletableFuture<RobotsRules> robotsFile(URI file, URI asked, Duration pause, int hops) {
        return queues.submit(
                        WebAddress.hostOf(asked),
                        pause,
                        () -> client.get(asked, Validators.NONE, WebClient.Excess.CUT, RobotsRules.MAX_BYTES))
                .thenCompose(answer -> {
                    int status = answer.status();
                    if (status >= 200 && status < 300) {
                        return CompletableFuture.completedFuture(RobotsRules.parse(file, answer.body()));
                    }
                    if (isRedirect(status) && answer.header("location").isPresent() && hops < MAX_REDIRECTS) {
                        try {
                            URI target =
                                    WebAddress.parse(answer.header("location").get(), answer.address());
                            return robotsFile(file, target, pause, hops + 1);
                        } catch (RefusedAddress e) {
                            return CompletableFuture.completedFuture(
                                    RobotsRules.unreachable(file, FetchProblem.BAD_ANSWER, "redirects to nowhere"));
                        }
                    }
                    // RFC 9309, section 2.3.1: too many redirects and 4xx mean that there is no file, 5xx that nobody
                    // knows.
                    return CompletableFuture.completedFuture(
                            status >= 500
                                    ? RobotsRules.unreachable(
                                            file,
                                            FetchProblem.BAD_STATUS,
                                            "was answered with status %d".formatted(status))
                                    : RobotsRules.none());
                });
    }

    private boolean isFresh(Robots known, Instant now) {
        boolean reached =
                !known.rules().isDone() || known.rules().join().problem().isEmpty();
        return now.isBefore(known.fetched().plus(reached ? ROBOTS_AGE : ROBOTS_RETRY));
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static CompletableFuture<FetchResult> failure(FetchProblem problem, String detail) {
        return CompletableFuture.completedFuture(new FetchResult.Failed(problem, detail));
    }

    private static FetchResult.Failed failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof FetchFailure known) {
            return new FetchResult.Failed(known.problem(), known.detail());
        }
        return cause instanceof CancellationException
                ? new FetchResult.Failed(FetchProblem.STOPPED, "was not fetched before the crawler stopped")
                : new FetchResult.Failed(FetchProblem.BAD_ANSWER, "failed: " + cause);
    }

    /** Starts nothing more, lets running exchanges end for a few seconds and then closes their connections. */
    @Override
    public void close() {
        queues.close(CLOSE_PATIENCE);
        client.close();
    }
}
