package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** Days counted from the day of publication: "heute", "gestern Abend", "am morgigen Sonntag", "tomorrow". */
final class RelativeDayPhrases implements Phrases {

    @Override
    public List<Role> roles() {
        return List.of(Role.RELATIVE_DAY, Role.RELATIVE_DAY_ADJECTIVE);
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> adjective = words.sense(at, Role.RELATIVE_DAY_ADJECTIVE);
        if (adjective.isPresent()) {
            return adjective(words, prefix, adjective.get().number());
        }
        Optional<Sense> day = words.sense(at, Role.RELATIVE_DAY);
        if (day.isEmpty() || isMorning(words, at) || words.isHyphen(at + 1)) {
            return Optional.empty();
        }
        int offset = day.get().number();
        if (offset == 1 && words.is(at - 1, "von")) {
            return Optional.of(Expression.plain(at, at + 1, new Meaning.Reference("FUTURE_REF")));
        }
        Optional<Expression> anniversary = offset == 0 ? anniversary(words, at) : Optional.empty();
        if (anniversary.isPresent()) {
            return anniversary;
        }
        Optional<Expression> part = DayPartPhrases.after(words, at, at + 1, new Meaning.RelativeDay(offset));
        if (part.isPresent()) {
            return part;
        }
        if (words.isWord(at + 1) && words.has(at + 1, Role.RELATIVE_DAY) && offset == 0) {
            // "heute morgen" is this morning
            return Optional.of(Expression.plain(
                    at, at + 2, new Meaning.DayPart("MO", Optional.of(new Meaning.RelativeDay(0)), false)));
        }
        return Optional.of(
                Expression.plain(at, at + 1, offset == 0 ? new Meaning.Today() : new Meaning.RelativeDay(offset)));
    }

    /** "heute vor 50 Jahren", "heute in einer Woche". */
    private static Optional<Expression> anniversary(Words words, int at) {
        int side = words.has(at + 1, Role.PREPOSITION, "AGO") ? -1 : words.has(at + 1, Role.PREPOSITION, "IN") ? 1 : 0;
        Optional<Quantity> amount = side == 0 ? Optional.empty() : Quantity.at(words, at + 2);
        return amount.filter(Quantity::isWhole).flatMap(found -> CalendarUnit.at(words, found.end())
                .filter(unit -> !unit.isClock() && unit != CalendarUnit.WEEKEND)
                .map(unit -> Expression.plain(
                        at, found.end() + 1, new Meaning.ShiftedDay(unit, side * Integer.parseInt(found.amount())))));
    }

    private static Optional<Expression> adjective(Words words, Prefix prefix, int offset) {
        int noun = prefix.core() + 1;
        boolean day = words.has(noun, Role.WEEKDAY) || words.has(noun, Role.UNIT, "DAY") || words.is(noun, "Tage");
        Meaning meaning = new Meaning.RelativeDay(offset);
        if (day) {
            return Optional.of(Expression.plain(prefix.start(), noun + 1, meaning));
        }
        Optional<Sense> part = words.sense(noun, Role.DAY_PART);
        return part.map(found -> Expression.plain(
                prefix.start(), noun + 1, new Meaning.DayPart(found.value(), Optional.of(meaning), false)));
    }

    /** "Morgen" with a capital is the morning, unless it opens a sentence. */
    private static boolean isMorning(Words words, int at) {
        if (!words.isCapitalised(at) || !words.has(at, Role.DAY_PART)) {
            return false;
        }
        boolean opens = !words.sameSentence(at - 1, at)
                || words.is(at - 1, ':')
                || words.is(at - 1, '"')
                || words.is(at - 1, '„')
                || words.is(at - 1, '»');
        return !(opens && words.isLowerCase(at + 1));
    }
}
