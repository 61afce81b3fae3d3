package io.depesche.ingest.rights;

import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.fetch.FetchProblem;
import io.depesche.ingest.fetch.FetchResult;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.fetch.Validators;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The TDM files of sites, fetched with the crawler's manners and kept for a day. Safe for use by several threads.
 */
public final class TdmFiles {

    private static final Duration KEPT = Duration.ofHours(24);

    /** How long a file is not asked for again that could not be had, though it may be there. */
    private static final Duration RETRY = Duration.ofHours(1);

    private static final int MAX_SITES = 10_000;

    private record Known(CompletableFuture<Optional<TdmRules>> rules, Instant until) {}

    private final Function<Fetcher.Order, CompletableFuture<FetchResult>> fetch;
    private final Clock clock;
    private final Map<String, Known> sites = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param fetch how to fetch, such as {@link Fetcher.Lease#fetch}
     */
    public TdmFiles(Function<Fetcher.Order, CompletableFuture<FetchResult>> fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * The file of a page's origin; empty where there is none, or none that robots.txt lets us read. The future never completes
     * exceptionally.
     *
     * @param pause as in an {@linkplain Fetcher.Order order}
     */
    public CompletableFuture<Optional<TdmRules>> of(URI page, Duration pause) {
        String origin = WebAddress.origin(page);
        Instant now = clock.instant();
        CompletableFuture<Optional<TdmRules>> rules = new CompletableFuture<>();
        synchronized (sites) {
            Known known = sites.get(origin);
            if (known != null && now.isBefore(known.until())) {
                return known.rules();
            }
            sites.put(origin, new Known(rules, now.plus(KEPT)));
            if (sites.size() > MAX_SITES) {
                sites.remove(sites.keySet().iterator().next());
            }
        }
        URI file = URI.create(origin + TdmRules.PATH);
        CompletableFuture<?> unused = fetch.apply(new Fetcher.Order(file, Validators.NONE, pause))
                .whenComplete((result, failure) -> {
                    if (result instanceof FetchResult.Fetched fetched) {
                        rules.complete(Optional.of(
                                TdmRules.parse(file, fetched.answer().body())));
                        return;
                    }
                    if (!(result instanceof FetchResult.Failed failed) || !isFinal(failed.problem())) {
                        askAgain(origin, rules, now.plus(RETRY));
                    }
                    rules.complete(Optional.empty());
                });
        return rules;
    }

    /** The rules of a file that is known and fresh, without asking for it. */
    public Optional<TdmRules> known(URI page) {
        synchronized (sites) {
            Known known = sites.get(WebAddress.origin(page));
            return known == null || !known.rules().isDone()
                    ? Optional.empty()
                    : known.rules().join();
        }
    }

    private void askAgain(String origin, CompletableFuture<Optional<TdmRules>> rules, Instant then) {
        synchronized (sites) {
            if (sites.containsKey(origin)) {
                sites.put(origin, new Known(rules, then));
            }
        }
    }

    /** Whether the answer of tomorrow is likely to be the same. */
    private static boolean isFinal(FetchProblem problem) {
        return switch (problem) {
            case NOT_FOUND, FORBIDDEN_BY_ROBOTS, REFUSED_ADDRESS, TOO_LARGE, TOO_MANY_REDIRECTS -> true;
            case TIMEOUT, UNREACHABLE, BAD_STATUS, BAD_ANSWER, STOPPED -> false;
        };
    }
}
