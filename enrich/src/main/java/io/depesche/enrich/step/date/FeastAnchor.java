package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/** Resolves feasts: the written year wins, else tense picks the year as it does for days. */
final class FeastAnchor {

    private FeastAnchor() {}

    static Resolved resolve(Meaning.FeastDay meaning, Supplier<Direction> direction, Scene scene) {
        Feast feast = meaning.feast();
        Optional<Integer> year = YearAnchor.given(meaning.year(), scene);
        if (year.isPresent()) {
            return inYear(feast, year.get(), meaning.year().isWritten() ? TimeAnchor.NONE : scene.referenceAnchor());
        }
        return scene.reference()
                .filter(day -> !meaning.year().isWritten())
                .map(reference -> {
                    LocalDate first = YearAnchor.pick(
                            reference,
                            direction.get(),
                            candidate -> Optional.of(feast.first(candidate)),
                            start -> feast.end(start.getYear()),
                            false);
                    return inYear(feast, first.getYear(), scene.referenceAnchor());
                })
                .orElse(Resolved.open(TimexType.DATE, feast.valueWithoutYear()));
    }

    private static Resolved inYear(Feast feast, int year, TimeAnchor anchor) {
        return Resolved.days(CalendarUnit.DAY.valueOf(feast.day(year)), feast.first(year), feast.end(year), anchor);
    }
}
