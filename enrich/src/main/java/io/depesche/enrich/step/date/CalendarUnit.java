package io.depesche.enrich.step.date;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** A unit of time: its letter in a TIMEX3 duration, and the calendar period of that unit around a day. */
enum CalendarUnit {
    SECOND("S"),
    MINUTE("M"),
    HOUR("H"),
    DAY("D"),
    WEEK("W"),
    WEEKEND("WE"),
    MONTH("M"),
    QUARTER("Q"),
    HALF("H"),
    YEAR("Y"),
    DECADE("DE"),
    CENTURY("CE"),
    MILLENNIUM("ML");

    private final String letter;

    CalendarUnit(String letter) {
        this.letter = letter;
    }

    /** The unit that a word list names; absent for words such as "season" that name no unit of their own. */
    static Optional<CalendarUnit> named(String name) {
        for (CalendarUnit unit : values()) {
            if (unit.name().equals(name)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** The unit that a word names, in singular or plural. */
    static Optional<CalendarUnit> at(Words words, int index) {
        return words.sense(index, Role.UNIT)
                .or(() -> words.sense(index, Role.UNITS))
                .flatMap(sense -> named(sense.value()));
    }

    boolean isClock() {
        return this == SECOND || this == MINUTE || this == HOUR;
    }

    /** TIMEX3 value of a duration, for example "P3D", "PT0.5H", "PXW"; a half-year counts as six months. */
    String duration(String amount) {
        if (this == HALF) {
            return amount.equals("X") ? "PXM" : "P" + times(amount, 6) + "M";
        }
        return (isClock() ? "PT" : "P") + amount + letter;
    }

    private static String times(String amount, int factor) {
        double product = Double.parseDouble(amount) * factor;
        return product == Math.rint(product) ? String.valueOf((long) product) : String.valueOf(product);
    }

    /** First day of the period of this unit that holds a day; the day itself for clock units. */
    LocalDate startOf(LocalDate day) {
        return switch (this) {
            case SECOND, MINUTE, HOUR, DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case WEEKEND ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusDays(5);
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case HALF -> LocalDate.of(day.getYear(), day.getMonthValue() <= 6 ? 1 : 7, 1);
            case YEAR -> LocalDate.of(day.getYear(), 1, 1);
            case DECADE -> LocalDate.of(Math.floorDiv(day.getYear(), 10) * 10, 1, 1);
            case CENTURY -> LocalDate.of(Math.floorDiv(day.getYear(), 100) * 100, 1, 1);
            case MILLENNIUM -> LocalDate.of(Math.floorDiv(day.getYear(), 1000) * 1000, 1, 1);
        };
    }

    /** The day that lies a number of units later; negative numbers go back. */
    LocalDate plus(LocalDate day, long units) {
        return switch (this) {
            case SECOND, MINUTE, HOUR -> day;
            case DAY -> day.plusDays(units);
            case WEEK, WEEKEND -> day.plusWeeks(units);
            case MONTH -> day.plusMonths(units);
            case QUARTER -> day.plusMonths(3 * units);
            case HALF -> day.plusMonths(6 * units);
            case YEAR -> day.plusYears(units);
            case DECADE -> day.plusYears(10 * units);
            case CENTURY -> day.plusYears(100 * units);
            case MILLENNIUM -> day.plusYears(1000 * units);
        };
    }

    /** First day after the period of this unit that starts on a day. */
    LocalDate endOf(LocalDate start) {
        return this == WEEKEND
                ? start.plusDays(2)
                : plus(start, isClock() ? 0 : 1).plusDays(isClock() ? 1 : 0);
    }

    /** TIMEX3 value of the period of this unit that holds a day, for example "2025-W11" or "199". */
    String valueOf(LocalDate day) {
        String year = yearValue(day.getYear());
        return switch (this) {
            case SECOND, MINUTE, HOUR, DAY -> "%s-%02d-%02d".formatted(year, day.getMonthValue(), day.getDayOfMonth());
            case WEEK -> weekValue(day);
            case WEEKEND -> weekValue(day) + "-WE";
            case MONTH -> "%s-%02d".formatted(year, day.getMonthValue());
            case QUARTER -> year + "-Q" + ((day.getMonthValue() - 1) / 3 + 1);
            case HALF -> year + "-H" + (day.getMonthValue() <= 6 ? 1 : 2);
            case YEAR -> year;
            case DECADE -> year.substring(0, year.length() - 1);
            case CENTURY -> year.substring(0, year.length() - 2);
            case MILLENNIUM -> year.substring(0, year.length() - 3);
        };
    }

    /** The year as TIMEX3 writes it: four digits, "BC0044" before year 1. */
    static String yearValue(int year) {
        return year > 0 ? "%04d".formatted(year) : "BC%04d".formatted(1 - year);
    }

    /** What stands for the period when nothing is known to count from, for example "XXXX-WXX". */
    String unknownValue() {
        return switch (this) {
            case SECOND, MINUTE, HOUR, DAY -> "XXXX-XX-XX";
            case WEEK -> "XXXX-WXX";
            case WEEKEND -> "XXXX-WXX-WE";
            case MONTH -> "XXXX-XX";
            case QUARTER -> "XXXX-QX";
            case HALF -> "XXXX-HX";
            case YEAR -> "XXXX";
            case DECADE -> "XXX";
            case CENTURY -> "XX";
            case MILLENNIUM -> "X";
        };
    }

    private static String weekValue(LocalDate day) {
        return "%s-W%02d"
                .formatted(yearValue(day.get(IsoFields.WEEK_BASED_YEAR)), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
