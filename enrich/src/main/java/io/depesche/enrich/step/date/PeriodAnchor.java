package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** Resolves weeks, weekends, months, quarters, years and longer periods counted from the publication date or the text. */
final class PeriodAnchor {

    private static final int SEASON_START = 7;

    private PeriodAnchor() {}

    static Resolved resolve(Meaning.Period period, Scene scene) {
        boolean fromText = period.selection().fromText();
        CalendarUnit unit = period.unit();
        Optional<LocalDate> reference =
                !fromText ? scene.reference() : unit == CalendarUnit.DAY ? scene.lastDay() : scene.lastDate();
        TimeAnchor anchor = fromText ? TimeAnchor.TEXT : scene.referenceAnchor();
        return reference
                .map(day -> {
                    boolean weekendAhead = unit == CalendarUnit.WEEKEND
                            && period.selection() == Selection.NEXT
                            && day.isBefore(unit.startOf(day));
                    return Resolved.period(unit, unit.plus(day, weekendAhead ? 0 : period.offset()), anchor);
                })
                .orElse(Resolved.open(TimexType.DATE, unit.unknownValue()));
    }

    /** Seasons start in summer; the value is the year they start in. */
    static Resolved resolve(Meaning.SportsSeason season, Scene scene) {
        return scene.reference()
                .map(day -> {
                    int running = day.getMonthValue() >= SEASON_START ? day.getYear() : day.getYear() - 1;
                    int year = running + season.offset();
                    return Resolved.days(
                            CalendarUnit.yearValue(year),
                            LocalDate.of(year, SEASON_START, 1),
                            LocalDate.of(year + 1, SEASON_START, 1),
                            scene.referenceAnchor());
                })
                .orElse(Resolved.open(TimexType.DATE, CalendarUnit.YEAR.unknownValue()));
    }

    /** The latest weekend that has begun, in a future clause the next one. */
    static Resolved resolveWeekend(Direction direction, Scene scene) {
        return scene.reference()
                .map(day -> {
                    LocalDate saturday = CalendarUnit.WEEKEND.startOf(day);
                    boolean ahead = direction == Direction.FUTURE;
                    boolean begun = !day.isBefore(saturday);
                    return Resolved.period(
                            CalendarUnit.WEEKEND,
                            ahead || begun ? saturday : saturday.minusWeeks(1),
                            scene.referenceAnchor());
                })
                .orElse(Resolved.open(TimexType.DATE, CalendarUnit.WEEKEND.unknownValue()));
    }

    /** "Jahresende" is December, "Monatsende" the last five days. */
    static Resolved resolveEdge(Meaning.PeriodEdge edge, String part, Scene scene) {
        Resolved whole = resolve(new Meaning.Period(edge.unit(), Selection.THIS, 0), scene);
        if (whole.earliest().isEmpty() || part.equals("MID") || edge.unit() == CalendarUnit.WEEK) {
            return part(whole, edge.unit(), part);
        }
        LocalDate first = whole.earliest().map(LocalDateTime::toLocalDate).orElseThrow();
        LocalDate end = whole.latest().map(LocalDateTime::toLocalDate).orElseThrow();
        boolean year = edge.unit() == CalendarUnit.YEAR;
        return part.equals("START")
                ? whole.within(first, year ? first.plusMonths(1) : first.plusDays(5))
                : whole.within(year ? end.minusMonths(1) : end.minusDays(5), end);
    }

    /** Narrows a period to its start, middle or end: thirds of a month or year, overlapping tenths of a decade or century. */
    static Resolved part(Resolved whole, CalendarUnit unit, String part) {
        if (part.isEmpty() || whole.earliest().isEmpty() || whole.latest().isEmpty()) {
            return whole;
        }
        LocalDate first = whole.earliest().map(LocalDateTime::toLocalDate).orElseThrow();
        LocalDate end = whole.latest().map(LocalDateTime::toLocalDate).orElseThrow();
        int third = part.equals("START") ? 0 : part.equals("MID") ? 1 : 2;
        return switch (unit) {
            case SECOND, MINUTE, HOUR, DAY, WEEKEND -> whole;
            case WEEK -> whole.within(first.plusDays(third * 2L), third == 2 ? end : first.plusDays(third * 2L + 2));
            case MONTH ->
                whole.within(first.plusDays(third * 10L), third == 2 ? end : first.plusDays(third * 10L + 10));
            case QUARTER -> whole.within(first.plusMonths(third), first.plusMonths(third + 1L));
            case HALF -> whole.within(first.plusMonths(third * 2L), first.plusMonths(third * 2L + 2));
            case YEAR -> whole.within(first.plusMonths(third * 4L), first.plusMonths(third * 4L + 4));
            case DECADE -> whole.within(first.plusYears(third * 3L), first.plusYears(third * 3L + 4));
            case CENTURY -> whole.within(first.plusYears(third * 30L), first.plusYears(third * 30L + 40));
            case MILLENNIUM -> whole.within(first.plusYears(third * 300L), first.plusYears(third * 300L + 400));
        };
    }
}
