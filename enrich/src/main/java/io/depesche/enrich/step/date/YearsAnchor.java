package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import java.time.LocalDate;
import java.util.Optional;

/** Resolves years, spans of years, decades and centuries. */
final class YearsAnchor {

    private YearsAnchor() {}

    /** The value is the first year; the interval covers all that are named, and the year before a business year. */
    static Resolved resolve(Meaning.Years years, boolean labelled, Scene scene) {
        boolean digits = years.first() >= 100 || years.first() < 0 || labelled;
        Optional<Integer> first = digits ? Optional.of(years.first()) : YearAnchor.full(years.first(), scene);
        if (first.isEmpty()) {
            return Resolved.open(TimexType.DATE, "XX%02d".formatted(years.first()));
        }
        int last = first.get() + years.last() - years.first();
        return Resolved.days(
                CalendarUnit.yearValue(first.get()),
                LocalDate.of(years.fiscal() ? first.get() - 1 : first.get(), 1, 1),
                LocalDate.of(last + 1, 1, 1),
                digits ? TimeAnchor.NONE : scene.referenceAnchor());
    }

    static Resolved resolve(Meaning.Decade decade, Scene scene) {
        boolean full = decade.firstYear() >= 100;
        Optional<Integer> first = full ? Optional.of(decade.firstYear()) : YearAnchor.full(decade.firstYear(), scene);
        return first.map(year -> Resolved.period(
                        CalendarUnit.DECADE,
                        LocalDate.of(year, 1, 1),
                        full ? TimeAnchor.NONE : scene.referenceAnchor()))
                .orElse(Resolved.open(TimexType.DATE, "XX%d".formatted(decade.firstYear() / 10)));
    }

    static Resolved resolve(Meaning.Century century) {
        int number = Math.abs(century.number());
        boolean beforeChrist = century.number() < 0;
        LocalDate first = LocalDate.of(beforeChrist ? 1 - number * 100 : (number - 1) * 100, 1, 1);
        return Resolved.days(
                (beforeChrist ? "BC%02d" : "%02d").formatted(number - 1), first, first.plusYears(100), TimeAnchor.NONE);
    }
}
