package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Places lengths of time: "seit drei Jahren" ends at the publication date, "vor drei Jahren" is the year that long ago. */
final class LengthAnchor {

    private static final double LONGEST = 5000;

    private LengthAnchor() {}

    static Resolved resolve(Meaning.Length length, Scene scene) {
        Resolved plain = Resolved.open(TimexType.DURATION, length.value());
        Optional<LocalDate> reference =
                switch (length.window()) {
                    case NONE -> Optional.empty();
                    case UNTIL_NOW, BEFORE_NOW, AFTER_NOW, AGO, FROM_NOW -> scene.reference();
                    case BEFORE_TEXT, AFTER_TEXT ->
                        length.unit() == CalendarUnit.DAY ? scene.lastDay() : scene.lastDate();
                };
        if (reference.isEmpty()) {
            return plain;
        }
        if (scene.isNarrative() && length.window().isFromText()) {
            return narrated(length, reference.get());
        }
        LocalDate now = reference.get();
        TimeAnchor anchor =
                switch (length.window()) {
                    case BEFORE_TEXT, AFTER_TEXT -> TimeAnchor.TEXT;
                    case NONE, UNTIL_NOW, BEFORE_NOW, AFTER_NOW, AGO, FROM_NOW -> scene.referenceAnchor();
                };
        if (length.window() == Meaning.Window.UNTIL_NOW) {
            return window(length, Optional.empty(), Optional.of(now.plusDays(1)), anchor);
        }
        if (length.amount().equals("X") || Double.parseDouble(length.amount()) > LONGEST) {
            return plain;
        }
        double amount = Double.parseDouble(length.amount());
        if (length.unit().isClock()) {
            return clock(length, amount, scene, plain);
        }
        return switch (length.window()) {
            case NONE, UNTIL_NOW -> plain;
            case BEFORE_NOW ->
                window(length, Optional.of(shift(now, length.unit(), -amount)), Optional.of(now.plusDays(1)), anchor);
            case AFTER_NOW ->
                window(
                        length,
                        Optional.of(now),
                        Optional.of(shift(now, length.unit(), amount).plusDays(1)),
                        anchor);
            case AGO, BEFORE_TEXT -> unit(length, shift(now, length.unit(), -amount), amount, anchor);
            case FROM_NOW, AFTER_TEXT -> unit(length, shift(now, length.unit(), amount), amount, anchor);
        };
    }

    /** "zwei Tage später" is the day that a narrative goes on to. */
    private static Resolved narrated(Meaning.Length length, LocalDate last) {
        boolean back = length.window() == Meaning.Window.BEFORE_TEXT;
        if (length.amount().equals("X")) {
            return Resolved.open(TimexType.DATE, back ? "PAST_REF" : "FUTURE_REF");
        }
        double amount = Double.parseDouble(length.amount());
        if (length.unit().isClock() || amount > LONGEST) {
            return Resolved.open(TimexType.DURATION, length.value());
        }
        CalendarUnit unit = amount == Math.rint(amount) ? length.unit() : smaller(length.unit());
        return Resolved.period(unit, shift(last, length.unit(), back ? -amount : amount), TimeAnchor.TEXT);
    }

    /** Hours and minutes count from the minute of publication, where it is known. */
    private static Resolved clock(Meaning.Length length, double amount, Scene scene, Resolved plain) {
        Optional<LocalDateTime> now = scene.publicationTime();
        boolean back = length.window() == Meaning.Window.AGO;
        if (now.isEmpty() || scene.isNarrative() || (!back && length.window() != Meaning.Window.FROM_NOW)) {
            return plain;
        }
        long seconds = Math.round(amount
                * switch (length.unit()) {
                    case SECOND -> 1;
                    case MINUTE -> 60;
                    default -> 3600;
                });
        ChronoUnit unit =
                switch (length.unit()) {
                    case SECOND -> ChronoUnit.SECONDS;
                    case MINUTE -> ChronoUnit.MINUTES;
                    default -> ChronoUnit.HOURS;
                };
        LocalDateTime start = now.get().plusSeconds(back ? -seconds : seconds).truncatedTo(unit);
        return new Resolved(
                plain.type(),
                plain.value(),
                Optional.of(start),
                Optional.of(start.plus(1, unit)),
                TimeAnchor.PUBLICATION);
    }

    private static Resolved unit(Meaning.Length length, LocalDate day, double amount, TimeAnchor anchor) {
        CalendarUnit unit = amount == Math.rint(amount) ? length.unit() : smaller(length.unit());
        LocalDate start = unit.startOf(day);
        return window(length, Optional.of(start), Optional.of(unit.endOf(start)), anchor);
    }

    private static LocalDate shift(LocalDate day, CalendarUnit unit, double amount) {
        long whole = (long) amount;
        double rest = amount - whole;
        LocalDate shifted = unit.plus(day, whole);
        return rest == 0
                ? shifted
                : switch (unit) {
                    case YEAR -> shifted.plusMonths(Math.round(rest * 12));
                    case DECADE -> shifted.plusYears(Math.round(rest * 10));
                    case CENTURY -> shifted.plusYears(Math.round(rest * 100));
                    case MONTH -> shifted.plusDays(Math.round(rest * 30));
                    default -> shifted.plusDays(Math.round(rest * 7));
                };
    }

    private static CalendarUnit smaller(CalendarUnit unit) {
        return switch (unit) {
            case YEAR, HALF, QUARTER -> CalendarUnit.MONTH;
            case DECADE, CENTURY, MILLENNIUM -> CalendarUnit.YEAR;
            default -> CalendarUnit.DAY;
        };
    }

    private static Resolved window(
            Meaning.Length length, Optional<LocalDate> first, Optional<LocalDate> end, TimeAnchor anchor) {
        return new Resolved(
                TimexType.DURATION,
                length.value(),
                first.map(LocalDate::atStartOfDay),
                end.map(LocalDate::atStartOfDay),
                anchor);
    }
}
