package io.depesche.enrich.step.date;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/** Finds the year of days, months, seasons and feasts, and the century of years written with two digits. */
final class YearAnchor {

    /** Two digits name the century in which they lie at most this many years ahead. */
    private static final int AHEAD = 10;
    /** In narratives two digits name the year that is nearest to the last date. */
    private static final int NEARBY = 49;

    private YearAnchor() {}

    /** A written year in full; two digits without a publication date stay unknown. */
    static Optional<Integer> full(int written, Scene scene) {
        return written >= 100 || written < 0
                ? Optional.of(written)
                : scene.reference().map(day -> {
                    int latest = day.getYear() + (scene.isNarrative() ? NEARBY : AHEAD);
                    return latest - Math.floorMod(latest - written, 100);
                });
    }

    /** The year that the text gives; absent where it gives none or nothing is known to count from. */
    static Optional<Integer> given(YearReference reference, Scene scene) {
        return switch (reference.kind()) {
            case UNWRITTEN -> Optional.empty();
            case WRITTEN -> full(reference.number(), scene);
            case RELATIVE -> scene.reference().map(day -> day.getYear() + reference.number());
            case FROM_TEXT -> scene.lastDate().map(day -> day.getYear() + reference.number());
        };
    }

    /**
     * The period of one of the years around the reference that tense picks: past the latest that has begun, future the first that
     * has not ended, unknown the nearest.
     *
     * @param start the period's first day in a year, absent where the year has none
     * @param end the first day after a period that starts on a day
     */
    static LocalDate pick(
            LocalDate reference,
            Direction direction,
            Function<Integer, Optional<LocalDate>> start,
            Function<LocalDate, LocalDate> end,
            boolean mustHaveEnded) {
        LocalDate best = reference;
        long distance = Long.MAX_VALUE;
        for (int year = reference.getYear() - 8; year <= reference.getYear() + 8; year++) {
            Optional<LocalDate> first = start.apply(year);
            if (first.isEmpty()) {
                continue;
            }
            long toStart = first.get().toEpochDay() - reference.toEpochDay();
            long toEnd = end.apply(first.get()).toEpochDay() - 1 - reference.toEpochDay();
            boolean allowed =
                    switch (direction) {
                        case PAST -> mustHaveEnded ? toEnd < 0 : toStart <= 0;
                        case FUTURE -> toEnd >= 0;
                        case UNKNOWN -> true;
                    };
            long away = toStart > 0 ? toStart : toEnd < 0 ? -toEnd : 0;
            if (allowed && away < distance) {
                best = first.get();
                distance = away;
            }
        }
        return best;
    }
}
