package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** Weekdays without a date: "am kommenden Montag", "Montag vor einer Woche", "Dienstagabend", "Monday night". */
final class WeekdayPhrases implements Phrases {

    @Override
    public List<Role> roles() {
        return List.of(Role.WEEKDAY, Role.WEEKDAY_PART);
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.core();
        if (words.isInName(at, at + 1, Role.WEEKDAY)) {
            return Optional.empty();
        }
        Optional<Sense> compound = words.sense(at, Role.WEEKDAY_PART);
        if (compound.isPresent()) {
            String[] both = compound.get().value().split(" ");
            Meaning day = new Meaning.Weekday(Integer.parseInt(both[0]), prefix.selection(), 0);
            return Optional.of(Expression.of(
                    prefix.start(), at + 1, new Meaning.DayPart(both[1], Optional.of(day), false), prefix));
        }
        return words.sense(at, Role.WEEKDAY).map(weekday -> weekday(words, prefix, weekday.number()));
    }

    private static Expression weekday(Words words, Prefix prefix, int number) {
        int end = prefix.core() + 1;
        if (words.is(prefix.start() - 1, "a") || words.is(prefix.start() - 1, "einem")) {
            return Expression.plain(prefix.start(), end, new Meaning.Reference("XXXX-WXX-" + number));
        }
        int weeks = weeksAway(words, end);
        Meaning day = new Meaning.Weekday(number, prefix.selection(), weeks);
        if (weeks != 0) {
            return Expression.of(prefix.start(), end + 3, day, prefix);
        }
        return DayPartPhrases.after(words, prefix.start(), end, day)
                .orElse(Expression.of(prefix.start(), end, day, prefix));
    }

    /** "vor einer Woche" is -1, "in zwei Wochen" 2. */
    private static int weeksAway(Words words, int at) {
        int side = words.has(at, Role.PREPOSITION, "AGO") ? -1 : words.has(at, Role.PREPOSITION, "IN") ? 1 : 0;
        boolean week = words.has(at + 2, Role.UNIT, "WEEK") || words.has(at + 2, Role.UNITS, "WEEK");
        return week ? side * words.sense(at + 1, Role.NUMBER).map(Sense::number).orElse(0) : 0;
    }
}
