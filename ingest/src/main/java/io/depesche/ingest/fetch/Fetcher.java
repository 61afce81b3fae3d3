package io.depesche.ingest.fetch;

import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Fetches pages with manners: asks each host's robots.txt first, makes one request at a time to a host and to an IP address, keeps
 * the pauses of both, follows up to {@value #MAX_REDIRECTS} redirects and asks robots.txt again at each. Never throws for what the
 * web does; safe for use by several threads.
 *
 * <p>Orders are given through a {@link Lease}, so that all of somebody's can be ended together; pauses and what is known of
 * robots.txt are common to all leases.
 */
public final class Fetcher implements AutoCloseable {

    /** RFC 9309 asks for five at least, and pages that need more are broken. */
    public static final int MAX_REDIRECTS = 5;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    /** How many of a host's addresses are tried. */
    private static final int MAX_ADDRESSES = 3;

    private static final FetchResult.Failed STOPPED =
            new FetchResult.Failed(FetchProblem.STOPPED, "was not fetched before the crawler stopped");

    /**
     * What to fetch.
     *
     * @param known validators of the last answer; with them the server may say that nothing changed
     * @param pause least pause between this request's end and the next start of one to its host or to the host's IP address;
     *     robots.txt may ask for more for the host
     */
    public record Order(URI address, Validators known, Duration pause) {}

    /**
     * A form to send.
     *
     * @param fields as in {@code application/x-www-form-urlencoded}, before encoding, in their order
     * @param pause as for an {@link Order}
     */
    public record Form(URI address, Map<String, String> fields, Duration pause) {}

    /**
     * A robots.txt as it was read.
     *
     * @param text the file, empty where the host has none
     * @param fetched when it was read or found unchanged
     */
    public record KnownRobots(String text, Instant fetched) {}

    private final WebClient client;
    private final HostQueues queues;
    private final FetchLimits limits;
    private final Clock clock;
    private final RobotsCache robots = new RobotsCache();
    private final Lease own;

    /**
     * @param userAgent the whole User-Agent header
     * @param threads requests at the same time, all hosts together
     */
    public Fetcher(String userAgent, AddressGuard guard, FetchLimits limits, int threads, Clock clock) {
        this(userAgent, guard, limits, threads, clock, Exchanges.UNHEARD);
    }

    /**
     * @param userAgent the whole User-Agent header
     * @param threads requests at the same time, all hosts together
     * @param listener is told every exchange
     */
    public Fetcher(
            String userAgent, AddressGuard guard, FetchLimits limits, int threads, Clock clock, Exchanges listener) {
        this(userAgent, new GuardedNames(guard, InetAddress::getAllByName), limits, threads, clock, listener);
    }

    Fetcher(String userAgent, GuardedNames names, FetchLimits limits, int threads, Clock clock, Exchanges listener) {
        this.client = new WebClient(userAgent, names, limits, listener, clock);
        this.queues = new HostQueues(threads);
        this.limits = limits;
        this.clock = clock;
        this.own = lease();
    }

    /** A new lease, which gives orders until it is closed. */
    public Lease lease() {
        return new Lease();
    }

    /** {@linkplain Lease#fetch Fetches} with a lease that ends when the fetcher is closed. */
    public CompletableFuture<FetchResult> fetch(Order order) {
        return own.fetch(order);
    }

    /** {@linkplain Lease#robotsOf Asks} with a lease that ends when the fetcher is closed. */
    public CompletableFuture<RobotsRules> robotsOf(URI address, Duration pause) {
        return own.robotsOf(address, pause);
    }

    /** Somebody's orders, such as those for the hosts of one partition. Safe for use by several threads. */
    public final class Lease {

        private final HostQueues.Share share = queues.share();
        /** Who waits for the robots.txt of an origin, in the order they came. */
        private final Map<String, List<CompletableFuture<RobotsRules>>> robotsAsked = new HashMap<>();

        private final Map<Long, CompletableFuture<FetchResult>> open = new ConcurrentHashMap<>();
        private final AtomicLong orders = new AtomicLong();
        private volatile boolean closed;

        private Lease() {}

        /** Fetches when the host's turn comes. The future never completes exceptionally. */
        public CompletableFuture<FetchResult> fetch(Order order) {
            return told(visit(order, new Way(List.of(), true)));
        }

        /** The same, but for failures and the end of the lease, which are results. */
        private CompletableFuture<FetchResult> told(CompletableFuture<FetchResult> outcome) {
            CompletableFuture<FetchResult> told = new CompletableFuture<>();
            long number = orders.getAndIncrement();
            open.put(number, told);
            CompletableFuture<?> unused = outcome.whenComplete((result, failure) -> {
                open.remove(number);
                told.complete(closed ? STOPPED : failure == null ? result : failed(failure));
            });
            if (closed) {
                told.complete(STOPPED);
            }
            return told;
        }

        /**
         * The rules of a host's robots.txt, fetched if they are not known or older than a day. While the file cannot be had,
         * everything is forbidden, and it is asked for again after a growing pause. The future never completes exceptionally.
         */
        public CompletableFuture<RobotsRules> robotsOf(URI address, Duration pause) {
            String origin = WebAddress.origin(address);
            Optional<RobotsCache.Known> known = robots.fresh(origin, clock.instant());
            if (known.isPresent()) {
                return completed(known.get().rules());
            }
            CompletableFuture<RobotsRules> told = new CompletableFuture<>();
            boolean first;
            synchronized (robotsAsked) {
                first = !robotsAsked.containsKey(origin);
                robotsAsked
                        .computeIfAbsent(origin, unasked -> new ArrayList<>())
                        .add(told);
            }
            URI file = robotsFile(origin);
            if (first) {
                CompletableFuture<?> unused = new RobotsReader(pause)
                        .read(file)
                        .whenComplete((rules, failure) -> tellRobots(origin, failure == null ? rules : stopped(file)));
            }
            if (closed) {
                tellRobots(origin, stopped(file));
            }
            return told;
        }

        private void tellRobots(String origin, RobotsRules rules) {
            List<CompletableFuture<RobotsRules>> asked;
            synchronized (robotsAsked) {
                asked = Optional.ofNullable(robotsAsked.remove(origin)).orElse(List.of());
            }
            asked.forEach(told -> told.complete(rules));
        }

        /** What was read of a host's robots.txt, to be handed to the host's next crawler; absent where it is unknown or long. */
        public Optional<KnownRobots> knownRobots(URI address) {
            return robots.of(WebAddress.origin(address))
                    .flatMap(known -> known.rules().text().map(text -> new KnownRobots(text, known.fetched())));
        }

        /**
         * Takes over what a former crawler {@linkplain #knownRobots knew} of a robots.txt. What is known here is kept if it is
         * younger.
         *
         * @param address any address of the host
         */
        public void seedRobots(URI address, String text, Instant fetched) {
            String origin = WebAddress.origin(address);
            boolean younger = robots.of(origin)
                    .filter(known -> !known.fetched().isBefore(fetched))
                    .isEmpty();
            if (younger) {
                RobotsRules rules = RobotsRules.ofText(robotsFile(origin), text);
                robots.put(origin, RobotsCache.Known.read(rules, fetched, Validators.NONE));
            }
        }

        /**
         * Ends the lease: drops what waits, aborts what is on the wire by closing its connections, and waits until nothing is.
         * Every future that was not complete then completes with {@link FetchProblem#STOPPED}, and so do later orders at once.
         *
         * @param patience how long to wait; a connection that is just being closed takes milliseconds
         * @return whether no request of this lease is on the wire any more
         */
        public boolean close(Duration patience) {
            closed = true;
            boolean offTheWire = share.close(patience);
            List<String> origins;
            synchronized (robotsAsked) {
                origins = List.copyOf(robotsAsked.keySet());
            }
            origins.forEach(origin -> tellRobots(origin, stopped(robotsFile(origin))));
            open.forEach((number, told) -> told.complete(STOPPED));
            return offTheWire;
        }

        /**
         * Sends a form by POST when the host's turn comes, as a protocol between servers asks for it: robots.txt, which is for
         * crawling, is not asked, all else is as for a fetch. Of redirects only those are followed that keep the method (307, 308).
         * The future never completes exceptionally.
         */
        public CompletableFuture<FetchResult> send(Form form) {
            String text = form.fields().entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            return told(send(form, text, form.address(), new Way(List.of(), true)));
        }

        private CompletableFuture<FetchResult> send(Form form, String text, URI target, Way way) {
            URI address;
            try {
                address = WebAddress.check(target);
            } catch (RefusedAddress e) {
                return failure(FetchProblem.REFUSED_ADDRESS, way.isDirect() ? e.reason() : redirected(e));
            }
            HostQueues.Pauses pauses = new HostQueues.Pauses(form.pause(), form.pause());
            return ask(address, pauses, () -> client.form(address, text, limits.bytes()), MAX_ADDRESSES)
                    .thenCompose(answer -> {
                        boolean keepsMethod = answer.status() == 307 || answer.status() == 308;
                        return keepsMethod
                                ? follow(answer, way, (next, further) -> send(form, text, next, further))
                                : completed(answered(answer, way));
                    });
        }

        private CompletableFuture<FetchResult> visit(Order order, Way way) {
            URI address;
            try {
                address = WebAddress.check(order.address());
            } catch (RefusedAddress e) {
                return failure(FetchProblem.REFUSED_ADDRESS, way.isDirect() ? e.reason() : redirected(e));
            }
            return robotsOf(address, order.pause()).thenCompose(rules -> {
                if (!rules.allow(address)) {
                    return completed(forbidden(address, rules));
                }
                Duration pause = rules.crawlDelay()
                        .filter(delay -> delay.compareTo(order.pause()) > 0)
                        .orElse(order.pause());
                HostQueues.Pauses pauses = new HostQueues.Pauses(pause, order.pause());
                return ask(address, order.known(), pauses, WebClient.Excess.REFUSE, limits.bytes())
                        .thenCompose(answer -> resultOf(order, answer, way));
            });
        }

        private CompletableFuture<FetchResult> resultOf(Order order, Answer answer, Way way) {
            if (answer.status() == 304 && !order.known().equals(Validators.NONE)) {
                return completed(new FetchResult.NotModified());
            }
            // What the order knows is of the page that it names; at another page the same validator would mean nothing.
            return isRedirect(answer.status())
                    ? follow(
                            answer,
                            way,
                            (target, further) -> visit(new Order(target, Validators.NONE, order.pause()), further))
                    : completed(answered(answer, way));
        }

        /** What an answer comes to that leads nowhere else. */
        private FetchResult answered(Answer answer, Way way) {
            int status = answer.status();
            if (status >= 200 && status < 300) {
                return new FetchResult.Fetched(answer, way.hops(), !way.isDirect() && way.permanent());
            }
            return status == 404 || status == 410
                    ? failure(FetchProblem.NOT_FOUND, "is not there (status %d)".formatted(status), answer)
                    : failure(FetchProblem.BAD_STATUS, "was answered with status %d".formatted(status), answer);
        }

        /** Goes where a redirect leads, within limits. */
        private CompletableFuture<FetchResult> follow(
                Answer answer, Way way, BiFunction<URI, Way, CompletableFuture<FetchResult>> onwards) {
            Optional<String> location = answer.header("location");
            if (location.isEmpty()) {
                return completed(answered(answer, way));
            }
            URI target;
            try {
                target = WebAddress.parse(location.get(), answer.address());
            } catch (RefusedAddress e) {
                return completed(failure(FetchProblem.REFUSED_ADDRESS, redirected(e), answer));
            }
            Way further = way.by(answer);
            if (further.hops().contains(target)) {
                return completed(failure(FetchProblem.TOO_MANY_REDIRECTS, "redirects in a circle", answer));
            }
            if (further.hops().size() > MAX_REDIRECTS) {
                return completed(failure(
                        FetchProblem.TOO_MANY_REDIRECTS,
                        "redirects more than %d times".formatted(MAX_REDIRECTS),
                        answer));
            }
            return onwards.apply(target, further);
        }

        private FetchResult.Failed forbidden(URI address, RobotsRules rules) {
            Optional<FetchProblem> problem = rules.problem();
            if (problem.isEmpty()) {
                return new FetchResult.Failed(FetchProblem.FORBIDDEN_BY_ROBOTS, rules.detail());
            }
            return switch (problem.get()) {
                case REFUSED_ADDRESS, STOPPED -> new FetchResult.Failed(problem.get(), rules.detail());
                case FORBIDDEN_BY_ROBOTS,
                        NOT_FOUND,
                        TOO_LARGE,
                        TOO_MANY_REDIRECTS,
                        TIMEOUT,
                        UNREACHABLE,
                        BAD_STATUS,
                        BAD_ANSWER -> {
                    Instant now = clock.instant();
                    Optional<Duration> retry = robots.fresh(WebAddress.origin(address), now)
                            .map(known -> Duration.between(now, known.until()));
                    yield new FetchResult.Failed(
                            FetchProblem.FORBIDDEN_BY_ROBOTS, rules.detail(), Optional.empty(), retry, true);
                }
            };
        }

        /** Asks an address, at as many IP addresses of its host as it takes to be connected. */
        private CompletableFuture<Answer> ask(
                URI address, Validators known, HostQueues.Pauses pauses, WebClient.Excess excess, int maxBytes) {
            return ask(address, pauses, () -> client.request(address, known, excess, maxBytes), MAX_ADDRESSES);
        }

        private CompletableFuture<Answer> ask(
                URI address, HostQueues.Pauses pauses, Supplier<WebClient.Request> request, int attempts) {
            return share.submit(WebAddress.hostOf(address), pauses, request.get())
                    .exceptionallyCompose(
                            failure -> attempts > 1 && cause(failure) instanceof FetchFailure told && told.elsewhere()
                                    ? ask(address, pauses, request, attempts - 1)
                                    : CompletableFuture.failedFuture(failure));
        }

        /** Reads one host's robots.txt, with its redirects. */
        private final class RobotsReader {

            private final HostQueues.Pauses pauses;
            private final AtomicInteger redirects = new AtomicInteger(MAX_REDIRECTS);

            private RobotsReader(Duration pause) {
                this.pauses = new HostQueues.Pauses(pause, pause);
            }

            /** The file's rules, which are remembered; fails only when the lease is closed. */
            private CompletableFuture<RobotsRules> read(URI file) {
                String origin = WebAddress.origin(file);
                Optional<RobotsCache.Known> before = robots.of(origin);
                Validators validators =
                        before.map(RobotsCache.Known::validators).orElse(Validators.NONE);
                return ask(file, validators, pauses, WebClient.Excess.CUT, RobotsRules.MAX_BYTES)
                        .thenCompose(answer -> known(file, answer, before, true))
                        .exceptionally(failure -> {
                            FetchResult.Failed failed = failed(failure);
                            return unreachable(file, failed.problem(), failed.detail(), Optional.empty(), before);
                        })
                        .thenApply(known -> {
                            boolean stopped = known.rules()
                                    .problem()
                                    .filter(problem -> problem == FetchProblem.STOPPED)
                                    .isPresent();
                            if (!stopped) {
                                robots.put(origin, known);
                            }
                            return known.rules();
                        });
            }

            /** What an answer means for the host whose file was asked for. */
            private CompletableFuture<RobotsCache.Known> known(
                    URI file, Answer answer, Optional<RobotsCache.Known> before, boolean direct) {
                int status = answer.status();
                Instant now = clock.instant();
                if (status >= 200 && status < 300) {
                    return completed(RobotsCache.Known.read(
                            RobotsRules.parse(file, answer.body()),
                            now,
                            direct ? answer.validators() : Validators.NONE));
                }
                Optional<RobotsRules> unchanged =
                        before.flatMap(RobotsCache.Known::readable).filter(rules -> status == 304 && direct);
                if (unchanged.isPresent()) {
                    return completed(RobotsCache.Known.read(
                            unchanged.get(),
                            now,
                            before.map(RobotsCache.Known::validators).orElse(Validators.NONE)));
                }
                Optional<String> location = answer.header("location").filter(present -> isRedirect(status));
                if (location.isPresent() && redirects.getAndDecrement() > 0) {
                    return follow(file, location.get(), answer, before);
                }
                // RFC 9309, section 2.3.1: too many redirects and 4xx mean that there is no file, 5xx that nobody
                // knows.
                // Status 429 is of the second kind, as it asks to stay away.
                boolean unknown = status >= 500 || status == 429 || status == 304;
                return completed(
                        unknown
                                ? unreachable(
                                        file,
                                        FetchProblem.BAD_STATUS,
                                        "was answered with status %d".formatted(status),
                                        RetryAfter.of(answer, now),
                                        before)
                                : RobotsCache.Known.read(RobotsRules.none(file), now, Validators.NONE));
            }

            private CompletableFuture<RobotsCache.Known> follow(
                    URI file, String location, Answer answer, Optional<RobotsCache.Known> before) {
                URI target;
                try {
                    target = WebAddress.parse(location, answer.address());
                } catch (RefusedAddress e) {
                    return completed(
                            unreachable(file, FetchProblem.BAD_ANSWER, redirected(e), Optional.empty(), before));
                }
                return mayFollow(file, target).thenCompose(may -> {
                    if (!may) {
                        return completed(unreachable(
                                file,
                                FetchProblem.BAD_ANSWER,
                                "redirects to what the robots.txt there forbids",
                                Optional.empty(),
                                before));
                    }
                    return ask(target, Validators.NONE, pauses, WebClient.Excess.CUT, RobotsRules.MAX_BYTES)
                            .thenCompose(next -> known(file, next, before, false));
                });
            }

            /** A redirect to another host's robots.txt is followed; to another page there, only if that host allows it. */
            private CompletableFuture<Boolean> mayFollow(URI file, URI target) {
                String origin = WebAddress.origin(target);
                URI theirs = robotsFile(origin);
                if (origin.equals(WebAddress.origin(file))
                        || PathRule.pathOf(target).equals("/robots.txt")) {
                    return completed(true);
                }
                Optional<RobotsCache.Known> known = robots.fresh(origin, clock.instant());
                if (known.isPresent()) {
                    return completed(known.get().rules().allow(target));
                }
                return redirects.getAndDecrement() > 0
                        ? read(theirs).thenApply(rules -> rules.allow(target))
                        : completed(false);
            }

            private RobotsCache.Known unreachable(
                    URI file,
                    FetchProblem problem,
                    String detail,
                    Optional<Duration> retryAfter,
                    Optional<RobotsCache.Known> before) {
                return RobotsCache.Known.unreachable(
                        RobotsRules.unreachable(file, problem, detail), clock.instant(), retryAfter, before);
            }
        }

        private CompletableFuture<FetchResult> failure(FetchProblem problem, String detail) {
            return completed(new FetchResult.Failed(problem, detail));
        }

        private FetchResult failure(FetchProblem problem, String detail, Answer answer) {
            return FetchResult.Failed.of(problem, detail, answer.status(), RetryAfter.of(answer, clock.instant()));
        }
    }

    /** The redirects so far. */
    private record Way(List<URI> hops, boolean permanent) {

        boolean isDirect() {
            return hops.isEmpty();
        }

        Way by(Answer redirect) {
            List<URI> further = new ArrayList<>(hops);
            further.add(redirect.address());
            return new Way(List.copyOf(further), permanent && (redirect.status() == 301 || redirect.status() == 308));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static URI robotsFile(String origin) {
        return URI.create(origin + "/robots.txt");
    }

    private static RobotsRules stopped(URI file) {
        return RobotsRules.unreachable(file, STOPPED.problem(), STOPPED.detail());
    }

    private static String redirected(RefusedAddress refused) {
        return "redirects to an address that " + refused.reason();
    }

    private static <T> CompletableFuture<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static FetchResult.Failed failed(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof FetchFailure known) {
            return new FetchResult.Failed(known.problem(), known.detail());
        }
        return cause instanceof CancellationException
                ? STOPPED
                : new FetchResult.Failed(FetchProblem.BAD_ANSWER, "failed: " + cause);
    }

    /** Starts nothing more, lets running exchanges end for a few seconds and then closes their connections. */
    @Override
    public void close() {
        queues.close(CLOSE_PATIENCE);
        client.close();
    }
}
