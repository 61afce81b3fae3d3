package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** Feasts and public holidays: "Ostern 2024", "an Heiligabend", "Thanksgiving". */
final class FeastPhrases implements Phrases {

    @Override
    public List<Role> roles() {
        return List.of(Role.FEAST);
    }

    @Override
    public boolean startsWithDigits() {
        return true;
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> feast = words.sense(at, Role.FEAST);
        if (feast.isEmpty()) {
            feast = words.sense(prefix.start(), Role.FEAST);
            at = prefix.start();
        }
        int end = at + feast.map(Sense::words).orElse(0);
        if (feast.isEmpty() || words.isInName(at, end, Role.FEAST)) {
            return Optional.empty();
        }
        Optional<YearWords.Found> year = YearWords.after(words, end);
        boolean selecting = prefix.isSelecting() && at == prefix.core();
        YearReference reference = year.map(YearWords.Found::year)
                .orElse(selecting ? YearReference.of(prefix.selection()) : YearReference.NONE);
        return Optional.of(Expression.plain(
                selecting ? prefix.start() : at,
                year.map(YearWords.Found::end).orElse(end),
                new Meaning.FeastDay(new Feast(feast.get().value()), reference)));
    }
}
