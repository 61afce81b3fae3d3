package io.depesche.ingest.frontier;

import io.depesche.ingest.outlets.Outlet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How often a source is asked: half as long apart as its articles are at this hour of the day, within the outlet's limits. What
 * is observed counts less and less over the following days. Rates are articles an hour, one for each hour of the day (UTC).
 */
final class PollRhythm {

    private static final int HOURS = 24;
    private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

    /** After that much time in the same hour of the day, so after three days, an observation counts a third. */
    private static final double MEMORY_HOURS = 3;

    /** The longest span that one poll tells about; longer ones say nothing about single hours. */
    private static final Duration LONGEST_SPAN = Duration.ofHours(24);

    /** How long a broken source is left alone at most, unless it is polled more seldom when it is well. */
    private static final Duration TROUBLED = Duration.ofHours(1);

    private PollRhythm() {}

    /** What is assumed before anything is known: that the outlet's interval is right. */
    static List<Float> assumed(Outlet.Rhythm rhythm) {
        float rate = (float) (HOUR_MILLIS / (2.0 * rhythm.interval().toMillis()));
        return Collections.nCopies(HOURS, rate);
    }

    /** The rates after a poll that found {@code articles} new ones since the last. */
    static List<Float> learned(List<Float> rates, Instant last, Instant now, int articles) {
        double hours = Duration.between(last, now).toMillis() / HOUR_MILLIS;
        if (rates.size() != HOURS || hours <= 0 || hours > LONGEST_SPAN.toHours()) {
            return rates;
        }
        List<Float> learned = new ArrayList<>(rates);
        double observed = articles / hours;
        Instant from = last;
        while (from.isBefore(now)) {
            Instant end = nextHour(from).isBefore(now) ? nextHour(from) : now;
            double share = Duration.between(from, end).toMillis() / HOUR_MILLIS;
            double weight = 1 - Math.exp(-share / MEMORY_HOURS);
            int hour = hourOf(from);
            learned.set(hour, (float) (learned.get(hour) + weight * (observed - learned.get(hour))));
            from = end;
        }
        return learned;
    }

    /** From a poll now to the next one. */
    static Duration interval(List<Float> rates, Outlet.Rhythm rhythm, Instant now) {
        if (rates.size() != HOURS) {
            return rhythm.interval();
        }
        double rate = rates.get(hourOf(now));
        double millis = rate <= 0 ? Double.MAX_VALUE : HOUR_MILLIS / (2 * rate);
        long least = rhythm.interval().toMillis();
        // Rates are kept in single precision: what is a hair above the interval is the interval.
        long most = Math.max(least, rhythm.maxInterval().toMillis());
        return Duration.ofMillis(millis <= least * 1.001 ? least : (long) Math.min((double) most, millis));
    }

    /**
     * From a poll that brought nothing readable to the next one: twice the interval after each trouble in a row, up to an hour or the
     * interval for quiet times.
     *
     * @param asked what Retry-After asks for
     */
    static Duration afterTrouble(int failures, Outlet.Rhythm rhythm, Optional<Duration> asked) {
        Duration longest = rhythm.maxInterval().compareTo(TROUBLED) > 0 ? rhythm.maxInterval() : TROUBLED;
        Duration doubled = rhythm.interval().multipliedBy(1L << Math.min(failures, 10));
        Duration wait = doubled.compareTo(longest) < 0 ? doubled : longest;
        return asked.filter(time -> time.compareTo(wait) > 0).orElse(wait);
    }

    /** How many articles were to be expected in that time, by the habit of its hours; a day at most is looked at hour by hour. */
    static double expected(List<Float> rates, Instant since, Instant now) {
        if (rates.size() != HOURS || !since.isBefore(now)) {
            return 0;
        }
        long days = Duration.between(since, now).toDays();
        double expected = days * rates.stream().mapToDouble(Float::doubleValue).sum();
        Instant from = since.plus(Duration.ofDays(days));
        while (from.isBefore(now)) {
            Instant end = nextHour(from).isBefore(now) ? nextHour(from) : now;
            double share = Duration.between(from, end).toMillis() / HOUR_MILLIS;
            expected += rates.get(hourOf(from)) * share;
            from = end;
        }
        return expected;
    }

    private static int hourOf(Instant time) {
        return time.atZone(ZoneOffset.UTC).getHour();
    }

    private static Instant nextHour(Instant time) {
        return Instant.ofEpochSecond((time.getEpochSecond() / 3600 + 1) * 3600);
    }
}
