package io.depesche.enrich.step.date;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** A feast's rule as the word lists write it: {@code easter+39}, {@code 12-24}, {@code advent4-7}, {@code nth_11_4_4}, {@code before_11-23_3}. */
record Feast(String rule) {

    /** The feast's day in a year. A feast of several days, such as Easter, has the main day as its value. */
    LocalDate day(int year) {
        if (rule.startsWith("easter")) {
            String shift = rule.substring("easter".length());
            int range = shift.indexOf("..");
            if (range < 0) {
                return easter(year).plusDays(Integer.parseInt(shift));
            }
            int firstDay = Integer.parseInt(shift.substring(0, range));
            return easter(year).plusDays(Math.max(0, firstDay));
        }
        if (rule.startsWith("advent4")) {
            LocalDate fourth = LocalDate.of(year, 12, 25).with(TemporalAdjusters.previous(DayOfWeek.SUNDAY));
            return fourth.plusDays(Integer.parseInt(rule.substring("advent4".length())));
        }
        String[] words = rule.split("_");
        if (words[0].equals("nth")) {
            return LocalDate.of(year, Integer.parseInt(words[1]), 1)
                    .with(TemporalAdjusters.dayOfWeekInMonth(Integer.parseInt(words[3]), weekday(words[2])));
        }
        if (words[0].equals("before")) {
            return monthDay(year, words[1]).with(TemporalAdjusters.previous(weekday(words[2])));
        }
        return monthDay(year, rule);
    }

    /** First day of the feast. */
    LocalDate first(int year) {
        return isSeveralDays() ? easter(year).plusDays(bound(0)) : day(year);
    }

    /** First day after the feast. */
    LocalDate end(int year) {
        return (isSeveralDays() ? easter(year).plusDays(bound(1)) : day(year)).plusDays(1);
    }

    private boolean isSeveralDays() {
        return rule.contains("..");
    }

    private int bound(int which) {
        String shift = rule.substring("easter".length());
        int range = shift.indexOf("..");
        return Integer.parseInt(which == 0 ? shift.substring(0, range) : shift.substring(range + 2));
    }

    /** What stands for the day when no year is known. */
    String valueWithoutYear() {
        return Character.isDigit(rule.charAt(0)) ? "XXXX-" + rule : "XXXX-XX-XX";
    }

    private static LocalDate monthDay(int year, String monthDay) {
        return LocalDate.of(
                year, Integer.parseInt(monthDay.substring(0, 2)), Integer.parseInt(monthDay.substring(3, 5)));
    }

    private static DayOfWeek weekday(String number) {
        return DayOfWeek.of(Integer.parseInt(number));
    }

    /** Easter Sunday by the Gregorian computus (the anonymous algorithm of Nature, 20 April 1876). */
    static LocalDate easter(int year) {
        int golden = Math.floorMod(year, 19);
        int century = Math.floorDiv(year, 100);
        int inCentury = Math.floorMod(year, 100);
        int epact =
                Math.floorMod(19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15, 30);
        int weekday = Math.floorMod(32 + 2 * (century % 4) + 2 * (inCentury / 4) - epact - inCentury % 4, 7);
        int correction = (golden + 11 * epact + 22 * weekday) / 451;
        int sum = epact + weekday - 7 * correction + 114;
        return LocalDate.of(year, sum / 31, sum % 31 + 1);
    }
}
