package io.depesche.ingest.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the robots.txt of hosts, by {@linkplain io.depesche.ingest.address.WebAddress#origin origin}; what was not used
 * for longest is forgotten when it takes too much memory. Safe for use by several threads.
 */
final class RobotsCache {

    /** RFC 9309, section 2.4: a robots.txt should not be used for more than 24 hours. */
    static final Duration MAX_AGE = Duration.ofHours(24);

    /** How long a robots.txt that cannot be had is left alone after the first time; twice as long each time after. */
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);

    private static final Duration LAST_RETRY = Duration.ofHours(6);

    private static final long MAX_WEIGHT = 64L << 20;

    /**
     * Rules with what decides how long they hold.
     *
     * @param fetched when they were read or found unchanged
     * @param until when they must be asked for again
     * @param readable the last rules that could be read, if these could not; they serve a conditional request and nothing else
     * @param validators by which to ask for the last readable rules
     * @param failures how often in a row the file could not be had
     */
    record Known(
            RobotsRules rules,
            Instant fetched,
            Instant until,
            Optional<RobotsRules> readable,
            Validators validators,
            int failures) {

        /** Rules that were read. */
        static Known read(RobotsRules rules, Instant fetched, Validators validators) {
            return new Known(rules, fetched, fetched.plus(MAX_AGE), Optional.of(rules), validators, 0);
        }

        /** Rules that stand for a file that cannot be had, after what was known before. */
        static Known unreachable(
                RobotsRules rules, Instant now, Optional<Duration> retryAfter, Optional<Known> before) {
            int failures = before.map(Known::failures).orElse(0) + 1;
            Duration growing = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 20));
            Duration bounded = growing.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : growing;
            Duration wait =
                    retryAfter.filter(asked -> asked.compareTo(bounded) > 0).orElse(bounded);
            return new Known(
                    rules,
                    now,
                    now.plus(wait),
                    before.flatMap(Known::readable),
                    before.map(Known::validators).orElse(Validators.NONE),
                    failures);
        }

        private int weight() {
            boolean twice = readable.isPresent() && !readable.get().equals(rules);
            return rules.weight() + (twice ? readable.get().weight() : 0);
        }
    }

    private final Map<String, Known> origins = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    /** What is known of an origin, fresh or not. */
    synchronized Optional<Known> of(String origin) {
        return Optional.ofNullable(origins.get(origin));
    }

    /** What is known and still holds. */
    Optional<Known> fresh(String origin, Instant now) {
        return of(origin).filter(known -> now.isBefore(known.until()));
    }

    synchronized void put(String origin, Known known) {
        Known before = origins.put(origin, known);
        weight += known.weight() - (before == null ? 0 : before.weight());
        while (weight > MAX_WEIGHT && origins.size() > 1) {
            String eldest = origins.keySet().iterator().next();
            Known gone = origins.remove(eldest);
            weight -= gone == null ? 0 : gone.weight();
        }
    }

    synchronized int size() {
        return origins.size();
    }
}
