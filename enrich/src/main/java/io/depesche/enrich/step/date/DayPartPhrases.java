package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** Parts of the day: "am Abend", "in der Nacht zum Sonntag", "this morning", "last night". */
final class DayPartPhrases implements Phrases {

    /** How many words a day may have: "Samstag, den 16. Juni". */
    private static final int LONGEST_DAY = 6;

    @Override
    public List<Role> roles() {
        return List.of(Role.DAY_PART, Role.NIGHT_OF, Role.EVE, Role.UNITS);
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> eve = words.sense(at, Role.EVE);
        if (eve.isPresent()) {
            Meaning before = new Meaning.Period(CalendarUnit.DAY, Selection.PRECEDING, -1);
            return Optional.of(
                    Expression.plain(at, at + 1, new Meaning.DayPart(eve.get().value(), Optional.of(before), false)));
        }
        boolean dawn = words.has(at, Role.UNITS, "HOUR")
                && prefix.article()
                && prefix.part().equals("START");
        Optional<Sense> part = dawn
                ? words.sense(at, Role.UNITS).map(hours -> new Sense(Role.DAY_PART, "MO", 0, List.of()))
                : words.sense(at, Role.DAY_PART);
        if (part.isEmpty()) {
            return words.sense(at, Role.NIGHT_OF)
                    .filter(night -> night.number() == 0 || !words.isLowerCase(at + 1) || words.hasSenses(at + 1))
                    .map(night -> Expression.plain(
                            at,
                            at + 1,
                            new Meaning.DayPart("NI", Optional.of(new Meaning.RelativeDay(night.number())), false)));
        }
        Optional<Expression> before = part.get().value().equals("NI") ? nightBefore(words, prefix) : Optional.empty();
        if (before.isPresent()) {
            return before;
        }
        Optional<Expression> named = ofDay(words, prefix, part.get());
        if (named.isPresent()) {
            return named;
        }
        Optional<Expression> beside = besideTheLast(words, prefix, part.get());
        if (beside.isPresent()) {
            return beside;
        }
        boolean german = words.isCapitalised(at);
        boolean placed = isPlaced(words, prefix);
        if (prefix.isSelecting()) {
            Meaning day = prefix.selection().fromText()
                    ? new Meaning.Period(
                            CalendarUnit.DAY,
                            prefix.selection(),
                            prefix.selection().offset().orElse(0))
                    : new Meaning.RelativeDay(prefix.selection().offset().orElse(0));
            return Optional.of(Expression.of(
                    prefix.start(), at + 1, new Meaning.DayPart(part.get().value(), Optional.of(day), false), prefix));
        }
        boolean genitive = words.is(at - 1, "des") && prefix.start() == at - 1;
        if (!(placed || genitive) || (!german && !prefix.article())) {
            return Optional.empty();
        }
        Meaning meaning = new Meaning.DayPart(part.get().value(), Optional.empty(), false);
        boolean whole = prefix.article() || !prefix.part().isEmpty();
        return Optional.of(Expression.of(whole ? prefix.start() : at, at + 1, meaning, prefix));
    }

    /** "am Abend zuvor", "am Morgen danach". */
    private static Optional<Expression> besideTheLast(Words words, Prefix prefix, Sense part) {
        int end = prefix.core() + 1;
        boolean before = words.has(end, Role.LATER, "BEFORE");
        boolean beside = before || words.has(end, Role.LATER, "AFTER");
        boolean placed = prefix.article() || isPlaced(words, prefix);
        if (!beside || prefix.isSelecting() || !placed || (words.isLowerCase(prefix.core()) && words.isWord(end + 1))) {
            return Optional.empty();
        }
        Selection selection = before ? Selection.PRECEDING : Selection.FOLLOWING;
        Meaning day = new Meaning.Period(CalendarUnit.DAY, selection, before ? -1 : 1);
        return Optional.of(Expression.of(
                prefix.start(), end + 1, new Meaning.DayPart(part.value(), Optional.of(day), false), prefix));
    }

    /** "Morgen des 17. Oktober", "night of April 18". */
    private static Optional<Expression> ofDay(Words words, Prefix prefix, Sense part) {
        int at = prefix.core() + 1;
        boolean linked = words.has(at, Role.OF) || words.is(at, "des") || words.is(at, "vom");
        int dayAt = words.is(at, "des") ? at : at + 1;
        return linked
                ? namedDay(words, dayAt)
                        .map(day -> Expression.of(
                                prefix.start(),
                                day.end(),
                                new Meaning.DayPart(part.value(), Optional.of(day.meaning()), false),
                                prefix))
                : Optional.empty();
    }

    private static Optional<Expression> namedDay(Words words, int at) {
        Prefix day = Prefix.at(words, at);
        return new CalendarDatePhrases()
                .at(words, day)
                .or(() -> new WeekdayPhrases().at(words, day))
                .or(() -> new FeastPhrases().at(words, day));
    }

    /** "Nacht zum Sonntag", "Nacht vom 16. auf den 17. Juni": the night belongs to the day before. */
    private static Optional<Expression> nightBefore(Words words, Prefix prefix) {
        int at = afterEveningBefore(words, prefix.core() + 1);
        boolean linked = (words.has(at, Role.PREPOSITION, "FOR") && !words.has(at, Role.OF))
                || words.has(at, Role.PREPOSITION, "UNTIL");
        if (!linked) {
            return Optional.empty();
        }
        return namedDay(words, at + 1)
                .map(found -> Expression.plain(
                        prefix.start(), found.end(), new Meaning.DayPart("NI", Optional.of(found.meaning()), true)));
    }

    /** Skips the first day of "vom 16. auf den 17. Juni", "von Samstag auf Sonntag"; the same index where none stands there. */
    private static int afterEveningBefore(Words words, int at) {
        if (!words.has(at, Role.PREPOSITION, "FROM")) {
            return at;
        }
        for (int end = at + 2; end <= at + LONGEST_DAY; end++) {
            if (words.has(end, Role.PREPOSITION, "UNTIL") || words.is(end, "zum") || words.is(end, "zu")) {
                return end;
            }
        }
        return at;
    }

    /** Whether "Morgen", "evening" and the like stand where a time stands: after "am", "in the". */
    private static boolean isPlaced(Words words, Prefix prefix) {
        int before = prefix.start() - 1;
        boolean preposition = words.has(before, Role.PREPOSITION, "ON")
                || words.has(before, Role.PREPOSITION, "IN")
                || words.has(before, Role.PREPOSITION, "UNTIL")
                || words.has(before, Role.PREPOSITION, "FOR")
                || words.has(before, Role.PREPOSITION, "SINCE")
                || words.has(before, Role.PREPOSITION, "AFTER")
                || (words.has(before, Role.PREPOSITION, "AGO") && words.has(prefix.core(), Role.DAY_PART, "MI"));
        return preposition;
    }

    /** A day with the part of it that follows: "gestern Abend", "Monday night"; absent where no part follows. */
    static Optional<Expression> after(Words words, int start, int end, Meaning day) {
        return words.sense(end, Role.DAY_PART)
                .filter(part -> !words.is(end, ','))
                .map(part ->
                        Expression.plain(start, end + 1, new Meaning.DayPart(part.value(), Optional.of(day), false)));
    }
}
