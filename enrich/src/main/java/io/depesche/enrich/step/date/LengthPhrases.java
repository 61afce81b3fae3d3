package io.depesche.enrich.step.date;

import io.depesche.enrich.step.date.Meaning.Window;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lengths of time: "drei Tage", "seit mehr als 20 Jahren", "in den nächsten zwei Wochen", "dreitägig", "two weeks ago". Ages are no tags. */
final class LengthPhrases implements Phrases {

    /** How far before a number of years a word such as "Alter" makes it an age. */
    private static final int AGE_REACH = 5;

    private static final Set<CalendarUnit> STRETCHES = EnumSet.of(
            CalendarUnit.HOUR,
            CalendarUnit.DAY,
            CalendarUnit.WEEK,
            CalendarUnit.MONTH,
            CalendarUnit.YEAR,
            CalendarUnit.DECADE);

    @Override
    public List<Role> roles() {
        return List.of(
                Role.LASTING_WORD,
                Role.SPAN_ADJECTIVE,
                Role.SPAN_ADJECTIVE_OR_AGE,
                Role.NUMBER,
                Role.HALVES,
                Role.VAGUE,
                Role.ORDINAL,
                Role.UNIT,
                Role.UNITS);
    }

    @Override
    public boolean startsWithDigits() {
        return true;
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> word = words.sense(at, Role.LASTING_WORD);
        if (word.isPresent()) {
            return Optional.of(Expression.plain(
                    at,
                    at + word.get().words(),
                    new Meaning.Length(word.get().value(), "X", CalendarUnit.DAY, Window.NONE)));
        }
        return compound(words, prefix)
                .or(() -> counted(words, prefix))
                .or(() -> bare(words, prefix))
                .or(() -> stretch(words, prefix))
                .or(() -> whole(words, prefix))
                .or(() -> pointedAt(words, prefix));
    }

    /** "dreitägig", "14-tägig", "28-day", "14-Tage-Frist". */
    private static Optional<Expression> compound(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> adjective = words.sense(at, Role.SPAN_ADJECTIVE);
        Optional<Sense> orAge = words.sense(at, Role.SPAN_ADJECTIVE_OR_AGE);
        if (adjective.isPresent() || (orAge.isPresent() && isLasting(words, at))) {
            String[] unitAndAmount =
                    adjective.or(() -> orAge).orElseThrow().value().split(" ");
            CalendarUnit unit = CalendarUnit.valueOf(unitAndAmount[0]);
            return Optional.of(length(at, at + 1, prefix.bare(), unitAndAmount[1], unit, Window.NONE));
        }
        Optional<Quantity> quantity =
                words.isNumber(at) || words.has(at, Role.HALVES) ? Quantity.at(words, at) : plainNumber(words, at);
        if (quantity.isEmpty()) {
            return Optional.empty();
        }
        int next = quantity.get().end();
        if (words.isHyphen(next)) {
            next++;
        }
        if (!words.isGlued(next)) {
            return Optional.empty();
        }
        int unitAt = next;
        int end = next + 1;
        Optional<Sense> tail = words.sense(next, Role.SPAN_TAIL);
        if (tail.isEmpty() && isLasting(words, next)) {
            tail = words.sense(next, Role.SPAN_TAIL_OR_AGE);
        }
        if (tail.isEmpty() && words.isDash(next - 1)) {
            boolean old = words.isDash(next + 1) && words.has(next + 2, Role.AGE);
            Optional<CalendarUnit> unit = old
                    ? Optional.empty()
                    : CalendarUnit.at(words, next)
                            .filter(found -> !isFractionOrRank(words, unitAt, found, quantity.get()));
            return unit.map(
                    found -> length(at, end, prefix.bare(), quantity.get().amount(), found, Window.NONE));
        }
        return tail.flatMap(found -> CalendarUnit.named(found.value()))
                .map(unit -> length(at, end, prefix.bare(), quantity.get().amount(), unit, Window.NONE));
    }

    private static Optional<Quantity> plainNumber(Words words, int at) {
        return words.sense(at, Role.NUMBER)
                .map(number -> new Quantity(String.valueOf(number.number()), at + number.words()));
    }

    private static boolean isLasting(Words words, int at) {
        return words.isLowerCase(at) && (words.has(at + 1, Role.LASTING) || words.has(at + 2, Role.LASTING));
    }

    private static Optional<Expression> counted(Words words, Prefix prefix) {
        // "die ersten neun Monate" are nine months
        int first = words.has(prefix.core(), Role.ORDINAL, "1") ? prefix.core() + 1 : prefix.core();
        Optional<Quantity> quantity = Quantity.at(words, first);
        if (quantity.isEmpty()) {
            return Optional.empty();
        }
        boolean pronoun = words.has(first - 1, Role.DEMONSTRATIVE) && words.startsWith(first, "ein");
        if (pronoun) {
            return Optional.empty();
        }
        Selection selection = prefix.selection();
        int at = quantity.get().end();
        Optional<Sense> selecting = words.sense(at, Role.SELECT);
        if (selecting.isPresent()) {
            selection = Selection.valueOf(selecting.get().value());
            at++;
        }
        if (words.has(at, Role.FILLER)) {
            at += words.sense(at, Role.FILLER).map(Sense::words).orElse(1);
        }
        Optional<CalendarUnit> unit = CalendarUnit.at(words, at);
        if (unit.isEmpty()) {
            return rangeStart(words, prefix, quantity.get());
        }
        boolean rank = isFractionOrRank(words, at, unit.get(), quantity.get());
        if (rank
                || words.has(at, Role.LASTING_WORD)
                || unit.get() == CalendarUnit.WEEKEND
                || isAge(words, prefix.start(), at + 1, unit.get())
                || words.has(at + 1, Role.YEARS_COMPOUND)) {
            return Optional.empty();
        }
        boolean attribute = words.isLowerCase(at) && words.isLowerCase(at + 1) && !words.hasSenses(at + 1);
        if (words.has(at, Role.UNIT) && isSeveral(quantity.get()) && !attribute) {
            return Optional.empty();
        }
        return finish(words, prefix, quantity.get().amount(), unit.get(), selection, at + 1);
    }

    /** Whether a quantity wants its unit in the plural: "eight year" belongs to something else. */
    private static boolean isSeveral(Quantity quantity) {
        return quantity.isWhole() && !quantity.amount().equals("1");
    }

    /** English "a quarter" is a fraction and "a second" the next one, if no number counts them. */
    private static boolean isFractionOrRank(Words words, int at, CalendarUnit unit, Quantity quantity) {
        boolean counted = !quantity.isVague() && !quantity.amount().equals("1");
        return words.isLowerCase(at)
                && ((unit == CalendarUnit.SECOND && !counted)
                        || (unit == CalendarUnit.QUARTER
                                && (!counted || quantity.amount().equals("3") || words.isDash(at - 1))));
    }

    private static Optional<Expression> finish(
            Words words, Prefix prefix, String amount, CalendarUnit unit, Selection selection, int end) {
        Optional<Expression> ago = counting(words, prefix, amount, unit, end);
        if (ago.isPresent()) {
            return ago;
        }
        Window window = window(words, prefix, amount, selection, end);
        if (window == Window.NONE && words.has(end, Role.AND) && !amount.equals("X")) {
            Optional<Quantity> second = Quantity.at(words, end + 1).filter(found -> !found.isVague());
            boolean half = second.filter(found -> found.amount().equals("0.5")
                            && CalendarUnit.at(words, found.end()).isEmpty())
                    .isPresent();
            if (half && !amount.contains(".")) {
                return Optional.of(
                        length(prefix.start(), second.get().end(), prefix, amount + ".5", unit, Window.NONE));
            }
            Optional<CalendarUnit> smaller = second.flatMap(found -> CalendarUnit.at(words, found.end()))
                    .filter(other -> other.compareTo(unit) < 0 && other.isClock() == unit.isClock());
            if (smaller.isPresent()) {
                String rest = smaller.get().duration(second.get().amount());
                String value = unit.duration(amount) + rest.substring(unit.isClock() ? 2 : 1);
                return Optional.of(Expression.of(
                        prefix.start(),
                        second.get().end() + 1,
                        new Meaning.Length(value, amount, unit, Window.NONE),
                        prefix));
            }
        }
        // ", die mindestens eine Woche": a relative pronoun
        boolean relative =
                prefix.article() && words.is(prefix.start() - 1, ',') && words.has(prefix.start(), Role.ARTICLE);
        return Optional.of(length(relative ? prefix.start() + 1 : prefix.start(), end, prefix, amount, unit, window));
    }

    /** English "three years ago", "a year earlier": a date, whose words are part of the tag. */
    private static Optional<Expression> counting(
            Words words, Prefix prefix, String amount, CalendarUnit unit, int end) {
        boolean ago = words.has(end, Role.AGO);
        boolean later = words.has(end, Role.LATER)
                && !countsFromNoun(words, end)
                && words.has(prefix.core(), Role.LATER) == words.has(end, Role.AGO);
        boolean english = words.language().equals("en");
        if (!ago && !(later && english)) {
            return Optional.empty();
        }
        int sign = ago || words.has(end, Role.LATER, "BEFORE") ? -1 : 1;
        if (amount.equals("X")) {
            return Optional.of(Expression.of(
                    prefix.start(), end + 1, new Meaning.Reference(sign < 0 ? "PAST_REF" : "FUTURE_REF"), prefix));
        }
        int whole = (int) Math.min(9999, Math.round(Double.parseDouble(amount)));
        if (unit.isClock()) {
            return Optional.of(
                    length(prefix.start(), end + 1, prefix, amount, unit, sign < 0 ? Window.AGO : Window.FROM_NOW));
        }
        Selection from = ago ? Selection.NONE : sign < 0 ? Selection.PRECEDING : Selection.FOLLOWING;
        return Optional.of(
                Expression.of(prefix.start(), end + 1, new Meaning.Period(unit, from, sign * whole), prefix));
    }

    /** "three days after the vote" counts from the vote. */
    private static boolean countsFromNoun(Words words, int at) {
        return (words.is(at, "before") || words.is(at, "after")) && words.isWord(at + 1);
    }

    private static Window window(Words words, Prefix prefix, String amount, Selection selection, int end) {
        int before = prefix.start() - 1;
        boolean open = amount.equals("X")
                || (!prefix.modifier().isEmpty() && !prefix.modifier().equals("APPROX"));
        boolean counted = !countsFromNoun(words, end);
        if (counted && words.has(end, Role.LATER, "AFTER")) {
            return Window.AFTER_TEXT;
        }
        if (counted && words.has(end, Role.LATER, "BEFORE")) {
            return Window.BEFORE_TEXT;
        }
        if (words.has(before, Role.PREPOSITION, "SINCE")) {
            return open ? Window.UNTIL_NOW : Window.BEFORE_NOW;
        }
        if (selection == Selection.LAST) {
            return open ? Window.UNTIL_NOW : Window.BEFORE_NOW;
        }
        if (selection == Selection.NEXT) {
            return amount.equals("X") ? Window.NONE : Window.AFTER_NOW;
        }
        if (words.has(before, Role.PREPOSITION, "AGO")) {
            return amount.equals("X") ? Window.NONE : Window.AGO;
        }
        if (words.has(before, Role.PREPOSITION, "IN") && !prefix.article() && !amount.equals("X")) {
            return Window.FROM_NOW;
        }
        return Window.NONE;
    }

    /** "sechs bis acht Monate", "50 statt 30 Jahre": the first number borrows the unit of the second. */
    private static Optional<Expression> rangeStart(Words words, Prefix prefix, Quantity first) {
        int joined = words.has(first.end(), Role.AND) || words.isDash(first.end()) ? first.end() + 1 : first.end();
        if (joined == first.end() || first.isVague()) {
            return Optional.empty();
        }
        Optional<Quantity> second = Quantity.at(words, joined).filter(found -> !found.isVague());
        Optional<CalendarUnit> unit = second.flatMap(found -> CalendarUnit.at(words, found.end()))
                .filter(found -> !isAge(words, prefix.start(), second.get().end() + 1, found));
        boolean year = words.length(prefix.core()) == 4 && words.isNumber(prefix.core());
        return year
                ? Optional.empty()
                : unit.map(found -> length(prefix.start(), first.end(), prefix, first.amount(), found, Window.NONE));
    }

    /** "seit Wochen", "in den vergangenen Jahren", "die Jahre". */
    private static Optional<Expression> bare(Words words, Prefix prefix) {
        int at = words.has(prefix.core(), Role.ORDINAL, "1") ? prefix.core() + 1 : prefix.core();
        Optional<CalendarUnit> unit = words.sense(at, Role.UNITS).flatMap(sense -> CalendarUnit.named(sense.value()));
        boolean dawn = unit.filter(found -> found.isClock()).isPresent()
                && !prefix.part().isEmpty();
        if (unit.isEmpty() || dawn || unit.get() == CalendarUnit.WEEKEND) {
            return Optional.empty();
        }
        int before = prefix.start() - 1;
        boolean placed = prefix.isSelecting()
                || prefix.article()
                || !prefix.modifier().isEmpty()
                || (unit.get() == CalendarUnit.YEAR && !prefix.part().isEmpty())
                || words.has(prefix.start(), Role.FILLER)
                || (words.has(before, Role.AND) && words.has(before - 1, Role.UNITS))
                || words.has(before, Role.PREPOSITION, "SINCE")
                || words.has(before, Role.PREPOSITION, "IN")
                || words.has(before, Role.PREPOSITION, "AGO")
                || words.has(before, Role.PREPOSITION, "AFTER")
                || words.has(before, Role.PREPOSITION, "FOR")
                || words.has(at + 1, Role.AGO)
                || (words.has(at + 1, Role.LATER) && words.language().equals("en") && !countsFromNoun(words, at + 1))
                || words.is(at + 1, "lang");
        if (!placed || words.isNumber(before) || isAge(words, prefix.start(), at + 1, unit.get())) {
            return Optional.empty();
        }
        boolean years = unit.get() == CalendarUnit.YEAR && YearWords.isYear(words, at + 1);
        if (years || words.isHyphen(at + 1)) {
            return Optional.empty();
        }
        return finish(words, prefix, "X", unit.get(), prefix.selection(), at + 1);
    }

    /** English "the past year" and "over the next year" are as long as a year, other than "last year". */
    private static Optional<Expression> stretch(Words words, Prefix prefix) {
        int at = prefix.core();
        boolean over = words.has(prefix.start() - 1, Role.STRETCH)
                && prefix.article()
                && words.isLowerCase(at)
                && (prefix.selection() == Selection.LAST || prefix.selection() == Selection.NEXT);
        boolean past = words.has(at - 1, Role.SPAN_SELECT) && !prefix.isEmpty();
        return words.sense(at, Role.UNIT)
                .filter(found -> over || past)
                .flatMap(found -> CalendarUnit.named(found.value()))
                .filter(unit -> past ? unit != CalendarUnit.WEEKEND : STRETCHES.contains(unit))
                .map(unit -> length(
                        prefix.start(),
                        at + 1,
                        prefix,
                        "1",
                        unit,
                        prefix.selection() == Selection.NEXT ? Window.AFTER_NOW : Window.BEFORE_NOW));
    }

    /** "den ganzen Tag", "das ganze Jahr". */
    private static Optional<Expression> whole(Words words, Prefix prefix) {
        int at = prefix.core();
        boolean all = prefix.article() && !prefix.isSelecting() && words.has(at - 1, Role.WHOLE);
        return words.sense(at, Role.UNIT)
                .filter(found -> all)
                .flatMap(found -> CalendarUnit.named(found.value()))
                .filter(unit -> unit != CalendarUnit.WEEKEND)
                .map(unit -> length(prefix.start(), at + 1, prefix, "1", unit, Window.NONE));
    }

    /** "der Tag, an dem": a length that a clause goes on to describe. */
    private static Optional<Expression> pointedAt(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<CalendarUnit> unit = words.sense(at, Role.UNIT).flatMap(sense -> CalendarUnit.named(sense.value()));
        boolean clause = words.is(at + 1, ',') && (words.has(at + 2, Role.PREPOSITION) || words.is(at + 2, "als"));
        boolean day = prefix.article() && !prefix.isSelecting() && prefix.part().isEmpty();
        return unit.filter(found -> day && clause && (found == CalendarUnit.DAY || found == CalendarUnit.YEAR))
                .map(found -> length(prefix.start(), at + 1, prefix, "1", found, Window.NONE));
    }

    private static boolean isAge(Words words, int first, int end, CalendarUnit unit) {
        int start = words.has(first - 1, Role.MODIFIER) ? first - 1 : first;
        boolean said = words.has(end, Role.AGE)
                || (words.isDash(end) && words.has(end + 1, Role.AGE))
                || (words.has(end, Role.AND) && words.has(end + 1, Role.AGE));
        if (said) {
            return true;
        }
        if (unit != CalendarUnit.YEAR) {
            return false;
        }
        boolean people = words.has(start, Role.MODIFIER) && words.has(start - 1, Role.AGE_BEFORE);
        if (people || words.has(start - 1, Role.AGE_FROM)) {
            return true;
        }
        boolean joined =
                words.has(start - 1, Role.AND) && !words.isNumber(start - 2) && !words.has(start - 2, Role.NUMBER);
        if (joined || !words.has(start - 1, Role.AGE_PREPOSITION)) {
            return false;
        }
        for (int back = 1; back <= AGE_REACH; back++) {
            if (words.sameSentence(start - back, start) && words.has(start - back, Role.AGE_BEFORE)) {
                return true;
            }
        }
        return false;
    }

    private static Expression length(
            int start, int end, Prefix prefix, String amount, CalendarUnit unit, Window window) {
        return Expression.of(start, end, new Meaning.Length(unit.duration(amount), amount, unit, window), prefix);
    }
}
