package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import io.depesche.enrich.step.date.Meaning.YearPartKind;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/** Resolves months, quarters, halves and seasons. A winter belongs to the year in which it ends. */
final class YearPartAnchor {

    private YearPartAnchor() {}

    static Resolved resolve(Meaning.YearPart part, Supplier<Direction> direction, Scene scene) {
        Optional<Integer> year = YearAnchor.given(part.year(), scene);
        if (year.isPresent()) {
            TimeAnchor anchor = part.year().isWritten() ? TimeAnchor.NONE : scene.referenceAnchor();
            return resolved(part.kind(), part.number(), year.get(), anchor);
        }
        Optional<LocalDate> reference = scene.reference();
        if (reference.isEmpty() || part.year().isWritten()) {
            return Resolved.open(TimexType.DATE, "XXXX-" + suffix(part.kind(), part.number()));
        }
        Optional<Integer> told = scene.narrativeYear();
        if (told.isPresent()) {
            return resolved(part.kind(), part.number(), told.get(), scene.referenceAnchor());
        }
        boolean fiscal = part.kind() == YearPartKind.QUARTER || part.kind() == YearPartKind.HALF;
        return pick(reference.get(), part.kind(), part.number(), direction.get(), fiscal, scene);
    }

    static Resolved resolve(Meaning.SelectedMonth month, Scene scene) {
        return selected(YearPartKind.MONTH, month.month(), month.selection(), scene);
    }

    static Resolved resolve(Meaning.SelectedSeason season, Scene scene) {
        return selected(YearPartKind.SEASON, season.season(), season.selection(), scene);
    }

    /** "letzten Sommer" is the latest that has ended, "nächsten Sommer" the first that has not begun, "diesen Sommer" the nearest. */
    private static Resolved selected(YearPartKind kind, int number, Selection selection, Scene scene) {
        Optional<LocalDate> reference = selection.fromText() ? scene.lastDate() : scene.reference();
        if (reference.isEmpty()) {
            return Resolved.open(TimexType.DATE, "XXXX-" + suffix(kind, number));
        }
        return switch (selection) {
            case THIS, SAME -> {
                boolean winter = kind == YearPartKind.SEASON && number == 4;
                yield winter
                        ? pick(reference.get(), kind, number, Direction.UNKNOWN, false, scene)
                        : resolved(kind, number, reference.get().getYear(), scene.referenceAnchor());
            }
            case NONE, BEFORE_LAST, AFTER_NEXT -> pick(reference.get(), kind, number, Direction.UNKNOWN, false, scene);
            case LAST, PRECEDING -> pick(reference.get(), kind, number, Direction.PAST, true, scene);
            case NEXT, FOLLOWING -> {
                LocalDate next = YearAnchor.pick(
                        reference.get(),
                        Direction.FUTURE,
                        year -> Optional.of(start(kind, number, year)),
                        start -> start,
                        false);
                yield resolved(kind, number, yearOf(kind, number, next), scene.referenceAnchor());
            }
        };
    }

    private static Resolved pick(
            LocalDate reference,
            YearPartKind kind,
            int number,
            Direction direction,
            boolean mustHaveEnded,
            Scene scene) {
        LocalDate start = YearAnchor.pick(
                reference,
                direction,
                year -> Optional.of(start(kind, number, year)),
                first -> first.plusMonths(months(kind)),
                mustHaveEnded);
        return resolved(kind, number, yearOf(kind, number, start), scene.referenceAnchor());
    }

    private static Resolved resolved(YearPartKind kind, int number, int year, TimeAnchor anchor) {
        LocalDate start = start(kind, number, year);
        return Resolved.days(
                CalendarUnit.yearValue(year) + "-" + suffix(kind, number),
                start,
                start.plusMonths(months(kind)),
                anchor);
    }

    private static LocalDate start(YearPartKind kind, int number, int year) {
        return switch (kind) {
            case MONTH -> LocalDate.of(year, number, 1);
            case QUARTER -> LocalDate.of(year, number * 3 - 2, 1);
            case HALF -> LocalDate.of(year, number * 6 - 5, 1);
            case SEASON -> number == 4 ? LocalDate.of(year - 1, 12, 1) : LocalDate.of(year, number * 3, 1);
        };
    }

    private static int yearOf(YearPartKind kind, int number, LocalDate start) {
        return kind == YearPartKind.SEASON && number == 4 ? start.getYear() + 1 : start.getYear();
    }

    private static int months(YearPartKind kind) {
        return switch (kind) {
            case MONTH -> 1;
            case QUARTER, SEASON -> 3;
            case HALF -> 6;
        };
    }

    private static String suffix(YearPartKind kind, int number) {
        return switch (kind) {
            case MONTH -> "%02d".formatted(number);
            case QUARTER -> "Q" + number;
            case HALF -> "H" + number;
            case SEASON ->
                switch (number) {
                    case 1 -> "SP";
                    case 2 -> "SU";
                    case 3 -> "FA";
                    default -> "WI";
                };
        };
    }
}
