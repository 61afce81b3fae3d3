package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** Resolves a day of a month: the written year wins, then tense, then the nearest year. */
final class CalendarDayAnchor {

    private CalendarDayAnchor() {}

    static Resolved resolve(Meaning.CalendarDay day, Direction direction, Scene scene) {
        Optional<Integer> year = YearAnchor.given(day.year(), scene);
        if (year.isPresent()) {
            TimeAnchor anchor = day.year().isWritten() ? TimeAnchor.NONE : scene.referenceAnchor();
            return inYear(year.get(), day).map(found -> Resolved.day(found, anchor)).orElse(unknown(day));
        }
        Optional<LocalDate> reference = scene.reference();
        if (reference.isEmpty() || day.year().isWritten()) {
            return unknown(day);
        }
        LocalDate picked = YearAnchor.pick(
                reference.get(),
                scene.isNarrative() ? Direction.UNKNOWN : direction,
                candidate -> inYear(candidate, day),
                start -> start.plusDays(1),
                false);
        return Resolved.day(picked, scene.referenceAnchor());
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
