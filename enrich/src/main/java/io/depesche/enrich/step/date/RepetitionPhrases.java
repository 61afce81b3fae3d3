package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** What repeats: "täglich", "jeden Montag", "alle vier Jahre", "einmal im Monat", "pro Tag", "every day". */
final class RepetitionPhrases implements Phrases {

    /** How far before "im Jahr" a number makes it a rate. */
    private static final int RATE_REACH = 3;

    @Override
    public List<Role> roles() {
        return List.of(
                Role.FREQUENCY,
                Role.WEEKDAYS,
                Role.WEEKDAY,
                Role.NUMBER,
                Role.TIMES,
                Role.EVERY,
                Role.EVERY_FEW,
                Role.UNIT);
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.start();
        Optional<Sense> weekdays = words.sense(at, Role.WEEKDAYS);
        if (weekdays.isPresent()) {
            return words.has(at - 1, Role.PREPOSITION) || words.isLowerCase(at) || words.endsWith(at, "s")
                    ? Optional.of(
                            repetition(at, at + 1, "XXXX-WXX-" + weekdays.get().value()))
                    : Optional.empty();
        }
        Optional<Sense> often = words.sense(at, Role.FREQUENCY);
        boolean genitive = words.is(at - 1, "des") && words.isCapitalised(at);
        boolean name = words.isCapitalised(at)
                && (words.isCapitalised(at + 1) || words.isCapitalised(at - 1))
                && words.sameSentence(at - 1, at)
                && words.isWord(at - 1);
        if (often.isPresent() && !genitive && !name) {
            return Optional.of(
                    repetition(at, at + often.get().words(), often.get().value()));
        }
        return weekdayPart(words, at)
                .or(() -> times(words, at))
                .or(() -> every(words, at))
                .or(() -> everyFew(words, at))
                .or(() -> rate(words, at));
    }

    /** "Mittwoch vormittags", "dienstags abends". */
    private static Optional<Expression> weekdayPart(Words words, int at) {
        Optional<Sense> part = words.sense(at + 1, Role.FREQUENCY)
                .filter(found -> found.value().startsWith("XXXX-XX-XXT"));
        return words.sense(at, Role.WEEKDAY)
                .filter(weekday -> part.isPresent())
                .map(weekday -> repetition(
                        at,
                        at + 2,
                        "XXXX-WXX-" + weekday.number() + part.get().value().substring(10)));
    }

    private static Optional<Expression> times(Words words, int at) {
        int next = at;
        if (words.has(next, Role.NUMBER) && words.has(next + 1, Role.TIMES)) {
            next++;
        }
        if (!words.has(next, Role.TIMES)) {
            return Optional.empty();
        }
        next++;
        Optional<Sense> often = words.sense(next, Role.FREQUENCY);
        if (often.isPresent()) {
            return Optional.of(
                    repetition(at, next + often.get().words(), often.get().value()));
        }
        Optional<Sense> per = words.sense(next, Role.TIMES_PER);
        int unitAt = next + per.map(Sense::words).orElse(0);
        return per.flatMap(found -> unit(words, unitAt))
                .filter(unit -> !words.isNumber(unitAt + 1))
                .map(unit -> repetition(at, unitAt + 1, unit.duration("1")));
    }

    private static Optional<Expression> every(Words words, int at) {
        Optional<Sense> every = words.sense(at, Role.EVERY);
        if (every.isEmpty()) {
            return Optional.empty();
        }
        int core = at + 1;
        Optional<Sense> ordinal = words.sense(core, Role.ORDINAL);
        boolean other = words.has(core, Role.OTHER);
        if (ordinal.isPresent() || other || words.has(core, Role.SELECT)) {
            core++;
        }
        int last = core;
        Optional<CalendarUnit> unit = unit(words, core);
        if (unit.isPresent()) {
            String amount = ordinal.map(found -> String.valueOf(found.number())).orElse(other ? "2" : "1");
            return Optional.of(repetition(
                    at,
                    core + 1,
                    unit.get() == CalendarUnit.WEEKEND
                            ? "XXXX-WXX-WE"
                            : unit.get().duration(amount)));
        }
        Optional<Sense> weekdayPart = words.sense(core, Role.WEEKDAY_PART);
        if (weekdayPart.isPresent()) {
            String[] both = weekdayPart.get().value().split(" ");
            return Optional.of(repetition(at, core + 1, "XXXX-WXX-" + both[0] + "T" + both[1]));
        }
        Optional<Sense> weekday = words.sense(core, Role.WEEKDAY);
        if (weekday.isPresent()) {
            boolean inMonth = (words.is(core + 1, "im") && words.has(core + 2, Role.UNIT, "MONTH"))
                    || (words.has(core + 1, Role.OF) && words.has(core + 3, Role.UNIT, "MONTH"));
            if (inMonth) {
                return Optional.of(repetition(at, words.has(core + 1, Role.OF) ? core + 4 : core + 3, "P1M"));
            }
            String value = "XXXX-WXX-" + weekday.get().number();
            return Optional.of(words.sense(core + 1, Role.DAY_PART)
                    .map(part -> repetition(at, last + 2, value + "T" + part.value()))
                    .orElse(repetition(at, last + 1, value)));
        }
        Optional<Sense> part = words.sense(core, Role.DAY_PART);
        if (part.isPresent()) {
            return Optional.of(
                    repetition(at, core + 1, "XXXX-XX-XXT" + part.get().value()));
        }
        Optional<Sense> season = words.sense(core, Role.SEASON);
        if (season.isPresent()) {
            return Optional.of(repetition(at, core + 1, "XXXX-" + season.get().value()));
        }
        return words.sense(core, Role.MONTH)
                .map(month -> repetition(at, last + 1, "XXXX-%02d".formatted(month.number())));
    }

    private static Optional<Expression> everyFew(Words words, int at) {
        if (!words.has(at, Role.EVERY_FEW)) {
            return Optional.empty();
        }
        Optional<Quantity> quantity = Quantity.at(words, at + 1);
        return quantity.flatMap(found -> words.sense(found.end(), Role.UNITS)
                .flatMap(unit -> CalendarUnit.named(unit.value()))
                .map(unit -> repetition(at, found.end() + 1, unit.duration(found.amount()))));
    }

    /** "14 pro Tag", "200 Patienten am Tag": only the unit is the tag; "$300 a month". */
    private static Optional<Expression> rate(Words words, int at) {
        if (words.is(at, "a") || words.is(at, "an")) {
            return unit(words, at + 1)
                    .filter(unit -> isAmount(words, at - 1))
                    .map(unit -> repetition(at, at + 2, unit.duration("1")));
        }
        Optional<CalendarUnit> unit = unit(words, at).filter(found -> found != CalendarUnit.WEEKEND);
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        if (words.has(at - 1, Role.PER)) {
            return words.has(at - 2, Role.SPEED)
                    ? Optional.empty()
                    : Optional.of(repetition(at, at + 1, unit.get().duration("1")));
        }
        String before = words.word(at - 1);
        boolean joined = (before.equals("im") && unit.get() != CalendarUnit.DAY)
                || (before.equals("am") && unit.get() == CalendarUnit.DAY);
        boolean ends = !words.isNumber(at + 1)
                && !words.has(at + 1, Role.PREPOSITION)
                && !words.has(at + 1, Role.ARTICLE)
                && !words.has(at + 1, Role.LATER);
        if (!joined || !ends) {
            return Optional.empty();
        }
        for (int back = 2; back <= RATE_REACH + 1; back++) {
            if (words.sameSentence(at - back, at)
                    && words.isNumber(at - back)
                    && !YearWords.isYear(words, at - back)
                    && !words.is(at - back + 1, '.')) {
                return Optional.of(repetition(at, at + 1, unit.get().duration("1")));
            }
        }
        return Optional.empty();
    }

    /** What English "a day" makes a rate: "$300 a month", "5 percent a year", "40 hours a week". */
    private static boolean isAmount(Words words, int at) {
        return words.isNumber(at)
                || words.is(at, '%')
                || words.has(at, Role.NUMBER_NOUN)
                || words.has(at, Role.UNITS)
                || (words.has(at, Role.NUMBER) && words.is(at - 1, '$'));
    }

    private static Optional<CalendarUnit> unit(Words words, int at) {
        return words.sense(at, Role.UNIT).flatMap(sense -> CalendarUnit.named(sense.value()));
    }

    private static Expression repetition(int start, int end, String value) {
        return Expression.plain(start, end, new Meaning.Repetition(value));
    }
}
