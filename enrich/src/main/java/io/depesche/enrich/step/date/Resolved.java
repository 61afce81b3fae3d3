package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What an expression was resolved to.
 *
 * @param type TIMEX3 type
 * @param value TIMEX3 value
 * @param earliest first instant covered, local time; absent where open or where there is no interval
 * @param latest first instant after it
 * @param anchor what it was resolved against
 */
record Resolved(
        TimexType type,
        String value,
        Optional<LocalDateTime> earliest,
        Optional<LocalDateTime> latest,
        TimeAnchor anchor) {

    static Resolved open(TimexType type, String value) {
        return new Resolved(type, value, Optional.empty(), Optional.empty(), TimeAnchor.NONE);
    }

    static Resolved days(String value, LocalDate first, LocalDate end, TimeAnchor anchor) {
        return new Resolved(
                TimexType.DATE, value, Optional.of(first.atStartOfDay()), Optional.of(end.atStartOfDay()), anchor);
    }

    static Resolved day(LocalDate day, TimeAnchor anchor) {
        return days(CalendarUnit.DAY.valueOf(day), day, day.plusDays(1), anchor);
    }

    /** The calendar period of a unit that holds a day. */
    static Resolved period(CalendarUnit unit, LocalDate day, TimeAnchor anchor) {
        LocalDate start = unit.startOf(day);
        return days(unit.valueOf(start), start, unit.endOf(start), anchor);
    }

    Resolved within(LocalDate first, LocalDate end) {
        return days(value, first, end, anchor);
    }

    boolean hasInterval() {
        return earliest.isPresent() || latest.isPresent();
    }

    /** The one day that a date names; absent for longer periods and other types. */
    Optional<LocalDate> singleDay() {
        return earliest.filter(start -> type != TimexType.DURATION && type != TimexType.SET)
                .map(LocalDateTime::toLocalDate)
                .filter(day -> type == TimexType.TIME
                        || latest.equals(Optional.of(day.plusDays(1).atStartOfDay())));
    }
}
