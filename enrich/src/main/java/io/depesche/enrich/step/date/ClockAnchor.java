package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** Resolves times and parts of the day, once their day is known. */
final class ClockAnchor {

    private ClockAnchor() {}

    /** @param day the day it belongs to, absent where nothing tells */
    static Resolved resolve(Meaning.ClockTime time, Optional<LocalDate> day, TimeAnchor anchor) {
        String clock = "T%02d:%02d%s".formatted(time.hour(), time.minute(), time.zone());
        return day.map(found -> {
                    LocalDateTime start =
                            found.atStartOfDay().plusHours(time.hour()).plusMinutes(time.minute());
                    return new Resolved(
                            TimexType.TIME,
                            CalendarUnit.DAY.valueOf(found) + clock,
                            Optional.of(start),
                            Optional.of(start.plusMinutes(1)),
                            anchor);
                })
                .orElse(Resolved.open(TimexType.TIME, CalendarUnit.DAY.unknownValue() + clock));
    }

    static Resolved resolve(Meaning.DayPart part, Optional<LocalDate> named, TimeAnchor anchor) {
        Optional<LocalDate> day = part.nightBefore() ? named.map(found -> found.minusDays(1)) : named;
        return day.map(found -> new Resolved(
                        TimexType.TIME,
                        CalendarUnit.DAY.valueOf(found) + "T" + part.part(),
                        Optional.of(found.atStartOfDay().plusHours(firstHour(part.part()))),
                        Optional.of(found.atStartOfDay().plusHours(lastHour(part.part()))),
                        anchor))
                .orElse(Resolved.open(TimexType.TIME, CalendarUnit.DAY.unknownValue() + "T" + part.part()));
    }

    private static int firstHour(String part) {
        return switch (part) {
            case "MO" -> 5;
            case "MI" -> 11;
            case "AF" -> 12;
            case "EV" -> 18;
            case "NI" -> 22;
            default -> 6;
        };
    }

    private static int lastHour(String part) {
        return switch (part) {
            case "MO" -> 12;
            case "MI" -> 14;
            case "AF" -> 18;
            case "EV" -> 23;
            case "NI" -> 30;
            default -> 18;
        };
    }
}
