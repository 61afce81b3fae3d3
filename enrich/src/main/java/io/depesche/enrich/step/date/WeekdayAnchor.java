package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Resolves weekdays. "Letzten" and "nächsten" lie strictly before and after the reference, "diesen" in its week. A bare weekday is the one
 * of the last seven days, the reference included; in a future clause the one of the next seven days.
 */
final class WeekdayAnchor {

    private WeekdayAnchor() {}

    static Resolved resolve(Meaning.Weekday weekday, Supplier<Direction> direction, boolean fromNow, Scene scene) {
        Selection selection = weekday.selection();
        Optional<LocalDate> reference = selection.fromText() ? scene.lastDay() : scene.reference();
        if (reference.isEmpty()) {
            return Resolved.open(TimexType.DATE, "XXXX-WXX-" + weekday.day());
        }
        DayOfWeek wanted = DayOfWeek.of(weekday.day());
        LocalDate from = reference.get();
        LocalDate day =
                switch (selection) {
                    case BEFORE_LAST ->
                        from.with(TemporalAdjusters.previous(wanted)).minusWeeks(1);
                    case AFTER_NEXT -> from.with(TemporalAdjusters.next(wanted)).plusWeeks(1);
                    case LAST, PRECEDING -> from.with(TemporalAdjusters.previous(wanted));
                    case NEXT, FOLLOWING -> from.with(TemporalAdjusters.next(wanted));
                    case THIS, SAME -> CalendarUnit.WEEK.startOf(from).plusDays(weekday.day() - 1L);
                    case NONE ->
                        fromNow
                                ? from.with(TemporalAdjusters.next(wanted))
                                : bare(wanted, from, side(weekday, direction, scene));
                };
        TimeAnchor anchor = selection.fromText() ? TimeAnchor.TEXT : scene.referenceAnchor();
        return Resolved.day(day.plusWeeks(weekday.weeks()), anchor);
    }

    /** The later end of "Montag bis Freitag", the second item of "Samstag und Sonntag". */
    static Resolved following(Meaning.Weekday weekday, LocalDate first, TimeAnchor anchor) {
        return Resolved.day(first.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(weekday.day()))), anchor);
    }

    private static Direction side(Meaning.Weekday weekday, Supplier<Direction> direction, Scene scene) {
        if (weekday.weeks() > 0) {
            return Direction.FUTURE;
        }
        Direction clause = direction.get();
        return clause == Direction.UNKNOWN ? scene.survey().sideOf(weekday.day()) : clause;
    }

    private static LocalDate bare(DayOfWeek wanted, LocalDate from, Direction direction) {
        return switch (direction) {
            case FUTURE -> from.with(TemporalAdjusters.nextOrSame(wanted));
            case PAST, UNKNOWN -> from.with(TemporalAdjusters.previousOrSame(wanted));
        };
    }
}
