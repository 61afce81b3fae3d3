package io.depesche.ingest.frontier;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a host in trouble is left alone: twice as long after each trouble in a row, and much longer from the fifth on, when it
 * is taken to be down (a circuit breaker: after such a rest one request tries whether it is back). What the host itself asks for
 * counts where it is longer.
 */
final class Rest {

    /** From that many troubles in a row on, a host is taken to be down. */
    static final int DOWN = 5;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration DOWN_FIRST = Duration.ofMinutes(15);
    private static final Duration DOWN_LONGEST = Duration.ofHours(6);
    private static final Duration LONGEST_ASKED = Duration.ofHours(24);
    private static final double JITTER = 0.25;

    private Rest() {}

    /**
     * The rest after the latest of {@code failures} troubles in a row.
     *
     * @param pause the host's usual pause between requests
     * @param asked what the host's Retry-After asks for
     * @param seed spreads the rests of hosts that failed at the same time, up to a quarter either way; the same seed gives the
     *     same rest
     */
    static Duration after(int failures, Duration pause, Optional<Duration> asked, String seed) {
        Duration base = pause.compareTo(FIRST) > 0 ? pause : FIRST;
        Duration rest = failures < DOWN
                ? shorter(base.multipliedBy(1L << failures), LONGEST_PAUSE)
                : shorter(DOWN_FIRST.multipliedBy(1L << Math.min(failures - DOWN, 10)), DOWN_LONGEST);
        double spread = 1 + JITTER * (2 * fraction(seed + failures) - 1);
        Duration spreadOut = Duration.ofMillis((long) (rest.toMillis() * spread));
        return asked.map(time -> shorter(time, LONGEST_ASKED))
                .filter(time -> time.compareTo(spreadOut) > 0)
                .orElse(spreadOut);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** From 0 to 1, evenly over seeds. */
    private static double fraction(String seed) {
        int mixed = seed.hashCode() * 0x9E3779B9;
        mixed ^= mixed >>> 15;
        return ((mixed * 0x85EBCA6B) >>> 1) / (double) Integer.MAX_VALUE;
    }
}
