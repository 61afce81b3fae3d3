package io.depesche.enrich.step.date;

import java.util.Optional;

/** What an expression says before it is resolved. */
sealed interface Meaning {

    /** A day of a month: "3. Mai", "17.6.1953". */
    record CalendarDay(YearReference year, int month, int day) implements Meaning {}

    /** Month 1 to 12, quarter 1 to 4, half 1 or 2, or season 1 (spring) to 4 (winter) of a year. */
    record YearPart(YearReference year, YearPartKind kind, int number) implements Meaning {}

    /** A month picked from those around the publication date: "letzten Mai" is the last one that has ended or begun. */
    record SelectedMonth(int month, Selection selection) implements Meaning {}

    /** A season picked from those around the publication date. */
    record SelectedSeason(int season, Selection selection) implements Meaning {}

    /** The parts that a year is divided into. */
    enum YearPartKind {
        MONTH,
        QUARTER,
        HALF,
        SEASON
    }

    /** A year, or the years of a season of sport or business; negative years lie before year 1 and count astronomically. */
    record Years(int first, int last, boolean fiscal) implements Meaning {}

    /** A decade: its first year, or only the tens where the century is not said. */
    record Decade(int firstYear) implements Meaning {}

    /** A century, counted from 1; negative before Christ. */
    record Century(int number) implements Meaning {}

    /** The calendar period of a unit, some periods before or after the reference. */
    record Period(CalendarUnit unit, Selection selection, int offset) implements Meaning {}

    /** The quarter or month a year before the one that the text speaks of. */
    record YearBefore(CalendarUnit unit) implements Meaning {}

    /** A winter named with both its years: the value has the first. */
    record WinterOfTwoYears(int first) implements Meaning {}

    /** A season of sport, theatre or school, some seasons before or after the running one. */
    record SportsSeason(int offset) implements Meaning {}

    /** The start, middle or end of the running year, month or week, as one word. */
    record PeriodEdge(CalendarUnit unit) implements Meaning {}

    /** Saturday and Sunday; which ones, tense tells. */
    record Weekend() implements Meaning {}

    /** A day of the week, 1 to 7, shifted by whole weeks where the text says so. */
    record Weekday(int day, Selection selection, int weeks) implements Meaning {

        /** Whether nothing but the verb tells its week. */
        boolean isBare() {
            return selection == Selection.NONE && weeks == 0;
        }
    }

    /** A day counted from the publication date: "gestern" is -1. */
    record RelativeDay(int offset) implements Meaning {}

    /** The day of publication, some units earlier or later: "heute vor 50 Jahren". */
    record ShiftedDay(CalendarUnit unit, int units) implements Meaning {}

    /** "heute", which may mean nowadays. */
    record Today() implements Meaning {}

    /** A feast in a year. */
    record FeastDay(Feast feast, YearReference year) implements Meaning {}

    /** A part of a day, of the day that the text gives or else of the day spoken of. */
    record DayPart(String part, Optional<Meaning> day, boolean nightBefore) implements Meaning {

        /** "in der Nacht" in a report of what has happened is the night that has just passed. */
        DayPart ofTheDayBefore() {
            return new DayPart(part, day, true);
        }
    }

    /** A time of day; the zone is empty where the text names none. */
    record ClockTime(int hour, int minute, String zone, Optional<Meaning> day) implements Meaning {}

    /** A length of time. The amount is "X" where it is vague. */
    record Length(String value, String amount, CalendarUnit unit, Window window) implements Meaning {}

    /** Where a length of time lies. */
    enum Window {
        NONE,
        /** Up to the publication date, without a start: "seit mehr als 20 Jahren". */
        UNTIL_NOW,
        /** From the length before the publication date to it: "seit drei Jahren", "in den vergangenen drei Jahren". */
        BEFORE_NOW,
        /** From the publication date for the length: "in den nächsten zwei Wochen". */
        AFTER_NOW,
        /** The unit that lies the length before the publication date: "vor drei Jahren". */
        AGO,
        /** The unit that lies the length after it: "in zehn Jahren". */
        FROM_NOW,
        /** The unit that lies the length before the last date in the text: "zwei Jahre zuvor". */
        BEFORE_TEXT,
        /** The unit that lies the length after the last date in the text: "zwei Jahre später". */
        AFTER_TEXT;

        boolean isFromText() {
            return this == BEFORE_TEXT || this == AFTER_TEXT;
        }
    }

    /** Something that repeats; the value is complete. */
    record Repetition(String value) implements Meaning {}

    /** PAST_REF, PRESENT_REF or FUTURE_REF. */
    record Reference(String value) implements Meaning {}
}
