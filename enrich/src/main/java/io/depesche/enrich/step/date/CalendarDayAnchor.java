package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** Resolves a day of a month: the written year wins, then tense, then the nearest year. */
final class CalendarDayAnchor {

    /** A day this near needs no verb to tell its year: writers name the year of the same day a year away. */
    private static final long CLEARLY_NEAREST = 45;

    private CalendarDayAnchor() {}

    static Resolved resolve(Meaning.CalendarDay day, Supplier<Direction> direction, Scene scene) {
        Optional<Integer> year = YearAnchor.given(day.year(), scene);
        if (year.isPresent()) {
            TimeAnchor anchor = day.year().isWritten() ? TimeAnchor.NONE : scene.referenceAnchor();
            return inYear(year.get(), day)
                    .map(found -> Resolved.day(found, anchor))
                    .orElse(unknown(day));
        }
        Optional<LocalDate> reference = scene.reference();
        if (reference.isEmpty() || day.year().isWritten()) {
            return unknown(day);
        }
        Optional<LocalDate> told = scene.narrativeYear().flatMap(found -> inYear(found, day));
        if (told.isPresent()) {
            return Resolved.day(told.get(), scene.referenceAnchor());
        }
        LocalDate nearest = pick(reference.get(), Direction.UNKNOWN, day);
        long away = Math.abs(ChronoUnit.DAYS.between(reference.get(), nearest));
        LocalDate picked = away < CLEARLY_NEAREST ? nearest : pick(reference.get(), direction.get(), day);
        return Resolved.day(picked, scene.referenceAnchor());
    }

    private static LocalDate pick(LocalDate reference, Direction direction, Meaning.CalendarDay day) {
        return YearAnchor.pick(
                reference, direction, candidate -> inYear(candidate, day), start -> start.plusDays(1), false);
    }

    private static Optional<LocalDate> inYear(int year, Meaning.CalendarDay day) {
        return YearMonth.of(year, day.month()).isValidDay(day.day())
                ? Optional.of(LocalDate.of(year, day.month(), day.day()))
                : Optional.empty();
    }

    private static Resolved unknown(Meaning.CalendarDay day) {
        return Resolved.open(TimexType.DATE, "XXXX-%02d-%02d".formatted(day.month(), day.day()));
    }
}
