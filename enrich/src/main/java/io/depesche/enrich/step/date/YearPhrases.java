package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** Years, spans of years, decades and centuries: "1987", "das Jahr 2010", "Geschäftsjahr 2025/26", "die 90er", "19. Jahrhundert". */
final class YearPhrases implements Phrases {

    /** Before this year, digits alone are taken for a count. */
    private static final int FIRST_PLAIN_YEAR = 1300;

    private static final int LAST_PLAIN_YEAR = 2100;

    @Override
    public List<Role> roles() {
        return List.of(Role.ORDINAL, Role.YEAR_AGO, Role.DECADE_YEARS, Role.DECADE_WORD, Role.UNIT, Role.UNITS);
    }

    @Override
    public boolean startsWithDigits() {
        return true;
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        return yearAgo(words, prefix)
                .or(() -> century(words, prefix))
                .or(() -> decade(words, prefix))
                .or(() -> labelled(words, prefix))
                .or(() -> plain(words, prefix));
    }

    /** "the year-ago quarter", "a year-earlier loss". */
    private static Optional<Expression> yearAgo(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> ago = words.sense(at, Role.YEAR_AGO);
        if (ago.isEmpty()) {
            return Optional.empty();
        }
        int end = at + ago.get().words();
        Optional<CalendarUnit> unit = words.sense(end, Role.UNIT)
                .flatMap(found -> CalendarUnit.named(found.value()))
                .filter(found -> found == CalendarUnit.QUARTER || found == CalendarUnit.MONTH);
        Meaning meaning = unit.<Meaning>map(Meaning.YearBefore::new)
                .orElse(new Meaning.Period(CalendarUnit.YEAR, Selection.NONE, -1));
        return Optional.of(Expression.plain(prefix.start(), unit.isPresent() ? end + 1 : end, meaning));
    }

    /** "im Jahr 578", "Geschäftsjahr 2025/26", "fiscal 2025", "Saison 2014/15". */
    private static Optional<Expression> labelled(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> label = words.sense(at, Role.UNIT);
        String kind = label.map(Sense::value).orElse("");
        boolean fiscal = kind.equals("FISCAL_YEAR");
        boolean season = kind.equals("SEASON_YEAR");
        boolean year = kind.equals("YEAR") || kind.equals("CALENDAR_YEAR");
        boolean oldDative = words.has(at, Role.UNITS, "YEAR") && words.isCapitalised(at);
        if (!fiscal && !season && !year && !oldDative) {
            return Optional.empty();
        }
        int numberAt = at + label.map(Sense::words).orElse(1);
        int number = words.number(numberAt);
        if (number < 1
                || words.length(numberAt) > 4
                || words.length(numberAt)
                        < (fiscal || season || (oldDative && !words.has(at - 1, Role.PREPOSITION, "IN")) ? 4 : 3)) {
            return Optional.empty();
        }
        if (words.is(numberAt + 1, '.') && words.isGlued(numberAt + 2)) {
            return Optional.empty();
        }
        if (prefix.isSelecting() && !fiscal && !season) {
            return Optional.empty();
        }
        Optional<Integer> second = secondYear(words, numberAt);
        int end = second.isPresent() ? numberAt + 3 : numberAt + 1;
        Optional<Expression> beforeChrist = era(words, prefix, end, number);
        if (beforeChrist.isPresent()) {
            return beforeChrist;
        }
        return Optional.of(Expression.of(
                prefix.start(),
                end,
                new Meaning.Years(number, second.orElse(number), fiscal && second.isEmpty()),
                prefix));
    }

    private static Optional<Expression> plain(Words words, Prefix prefix) {
        int at = prefix.core();
        int number = words.number(at);
        if (number < 1) {
            return Optional.empty();
        }
        Optional<Expression> beforeChrist =
                words.length(at) <= 4 ? era(words, prefix, at + 1, number) : Optional.empty();
        if (beforeChrist.isPresent()) {
            return beforeChrist;
        }
        if ((words.is(at - 1, '\'') || words.is(at - 1, '’')) && words.isGlued(at) && words.length(at) == 2) {
            return Optional.of(Expression.plain(at - 1, at + 1, new Meaning.Years(number, number, false)));
        }
        Optional<Integer> from = firstYearOfRange(words, at);
        if (from.isPresent()) {
            int year = from.get() / 100 * 100 + number;
            return Optional.of(Expression.plain(at, at + 1, new Meaning.Years(year, year, false)));
        }
        if (!isPlainYear(words, prefix)) {
            return Optional.empty();
        }
        // "2015/16" is one season or business year
        Optional<Integer> next =
                words.is(at + 1, '/') ? secondYear(words, at).filter(year -> year == number + 1) : Optional.empty();
        int end = next.isPresent() ? at + 3 : at + 1;
        Meaning meaning = new Meaning.Years(number, next.orElse(number), false);
        return Optional.of(
                prefix.part().isEmpty()
                        ? Expression.plain(at, end, meaning)
                        : Expression.of(prefix.start(), end, meaning, prefix));
    }

    /** The first year where this number is the short second one: "1939-45", "2014/15". */
    private static Optional<Integer> firstYearOfRange(Words words, int at) {
        boolean joined = words.length(at) == 2 && (words.isDash(at - 1) || words.is(at - 1, '/')) && words.isGlued(at);
        boolean longer = words.isGlued(at + 1)
                && (words.isWord(at + 1)
                        || words.isDash(at + 1)
                        || words.is(at + 1, '/')
                        || (words.isGlued(at + 2) && words.isNumber(at + 2)));
        boolean range = joined && YearWords.isYear(words, at - 2) && !longer;
        return range && words.number(at) > words.number(at - 2) % 100
                ? Optional.of(words.number(at - 2))
                : Optional.empty();
    }

    private static boolean isPlainYear(Words words, Prefix prefix) {
        int at = prefix.core();
        int number = words.number(at);
        if (!YearWords.isYear(words, at)
                || words.has(at - 1, Role.COUNT_LABEL)
                || words.has(at + 1, Role.NUMBER_NOUN)) {
            return false;
        }
        boolean impossibleDay = words.has(at - 1, Role.MONTH) && words.is(at - 2, '.') && words.isNumber(at - 3);
        if (impossibleDay) {
            return false;
        }
        boolean bracketed =
                words.is(at - 1, '(') && (words.is(at + 1, ')') || words.isDash(at + 1) || words.is(at + 1, '/'));
        if (bracketed || !prefix.part().isEmpty()) {
            return true;
        }
        boolean counted = words.has(at - 1, Role.MODIFIER) && !words.has(at - 1, Role.PREPOSITION);
        if ((counted && (number % 10 == 0 || words.isCapitalised(at + 1)))
                || number < FIRST_PLAIN_YEAR
                || number > LAST_PLAIN_YEAR) {
            return false;
        }
        if (words.is(at + 1, "bis")
                && words.isNumber(at + 2)
                && words.length(at + 2) != 4
                && words.length(at + 2) != 2) {
            return false;
        }
        boolean count = words.has(at + 1, Role.AND) && words.isNumber(at + 2) && words.number(at + 2) > LAST_PLAIN_YEAR;
        if (count) {
            return false;
        }
        boolean raised = words.is(at - 1, "auf") || words.is(at - 1, "to");
        boolean placed = (words.has(at - 1, Role.PREPOSITION) && !raised)
                || ((words.has(at - 1, Role.ARTICLE) || words.has(at - 1, Role.AND)) && number % 100 != 0);
        boolean range = words.isHyphen(at + 1) || words.isDash(at - 1) || words.is(at - 1, '/');
        boolean noun = words.isCapitalised(at + 1) && words.sameSentence(at, at + 1);
        boolean round = number % 100 == 0;
        if (range) {
            return true;
        }
        if (noun) {
            return (placed && !round && !words.has(at - 1, Role.ARTICLE)) || (number % 10 != 0 && number > 1800);
        }
        if (round && words.has(at - 1, Role.ARTICLE)) {
            return false;
        }
        return !round
                || placed
                || words.isCapitalised(at - 1)
                || words.is(at - 1, ',')
                || !words.sameSentence(at - 1, at);
    }

    private static Optional<Integer> secondYear(Words words, int at) {
        if ((!words.is(at + 1, '/') && !words.isDash(at + 1)) || !words.isGlued(at + 1) || !words.isGlued(at + 2)) {
            return Optional.empty();
        }
        int second = words.number(at + 2);
        int first = words.number(at);
        if (words.length(at + 2) == 2) {
            int year = first / 100 * 100 + second;
            return Optional.of(year < first ? year + 100 : year).filter(last -> last - first <= 10);
        }
        return Optional.of(second).filter(last -> words.length(at + 2) == 4 && last > first && last - first <= 10);
    }

    /** "44 v. Chr.", "490 BC"; also the first of two such years, which borrows the era. */
    private static Optional<Expression> era(Words words, Prefix prefix, int end, int number) {
        Optional<Sense> era = words.sense(end, Role.ERA);
        int last = end;
        if (era.isEmpty()) {
            int joined = YearWords.skipJoint(words, end);
            era = joined != end && words.isNumber(joined) && words.number(joined) < number
                    ? words.sense(joined + 1, Role.ERA)
                    : Optional.empty();
        } else {
            last = YearWords.afterAbbreviation(words, end + era.get().words());
        }
        int after = last;
        return era.map(found -> {
            int year = found.value().equals("BC") ? 1 - number : number;
            return Expression.of(prefix.start(), after, new Meaning.Years(year, year, false), prefix);
        });
    }

    private static Optional<Expression> decade(Words words, Prefix prefix) {
        int at = prefix.core();
        if (words.has(prefix.start() - 1, Role.POSSESSIVE)) {
            return Optional.empty();
        }
        Optional<Sense> whole = words.sense(at, Role.DECADE_YEARS);
        if (whole.isPresent()) {
            return Optional.of(Expression.of(
                    prefix.start(), at + 1, new Meaning.Decade(whole.get().number()), prefix));
        }
        Optional<Sense> word = words.sense(at, Role.DECADE_WORD);
        if (word.isPresent()) {
            int end = yearsAfter(words, at + 1);
            boolean placed = end > at + 1 || prefix.article() || !prefix.part().isEmpty();
            return placed && !isAge(words, prefix)
                    ? Optional.of(Expression.of(
                            prefix.start(), end, new Meaning.Decade(word.get().number()), prefix))
                    : Optional.empty();
        }
        if (isApostrophe(words, at) && words.isGlued(at + 1) && words.length(at + 1) == 2 && !prefix.isEmpty()) {
            return shortDecade(words, prefix, at + 1);
        }
        int number = words.number(at);
        boolean apostrophe = words.is(at + 1, '\'') || words.is(at + 1, '’');
        int suffix = apostrophe ? at + 2 : at + 1;
        if (number < 20 || number % 10 != 0 || !words.has(suffix, Role.DECADE_SUFFIX) || !words.isGlued(suffix)) {
            return Optional.empty();
        }
        boolean quoted = words.length(at) == 2 && prefix.isEmpty() && words.isGlued(at);
        if (quoted && (words.is(at - 1, '\'') || words.is(at - 1, '’'))) {
            return Optional.of(Expression.plain(at - 1, yearsAfter(words, suffix + 1), new Meaning.Decade(number)));
        }
        if (words.is(suffix, "s") && isCentury(number)) {
            return Optional.of(
                    Expression.of(prefix.start(), suffix + 1, new Meaning.Century(number / 100 + 1), prefix));
        }
        boolean placed = !prefix.isEmpty()
                || words.has(at - 1, Role.PREPOSITION)
                || words.has(at - 1, Role.AND)
                || words.has(suffix + 1, Role.YEARS_COMPOUND)
                || words.isDash(suffix + 1);
        boolean valid = (words.length(at) == 2 && placed) || (words.length(at) == 4 && number >= 1000 && number < 3000);
        return valid
                ? Optional.of(Expression.of(
                        prefix.start(), yearsAfter(words, suffix + 1), new Meaning.Decade(number), prefix))
                : Optional.empty();
    }

    /** "the late '90s". */
    private static Optional<Expression> shortDecade(Words words, Prefix prefix, int at) {
        int number = words.number(at);
        return number % 10 == 0 && words.has(at + 1, Role.DECADE_SUFFIX)
                ? Optional.of(Expression.of(prefix.start(), at + 2, new Meaning.Decade(number), prefix))
                : Optional.empty();
    }

    /** "the 1700s" are a century, "the 2000s" still a decade. */
    private static boolean isCentury(int number) {
        return number >= 1000 && number < 2000 && number % 100 == 0;
    }

    private static boolean isApostrophe(Words words, int at) {
        return words.is(at, '\'') || words.is(at, '’');
    }

    /** A decade of somebody's life: "in seinen Zwanzigern". */
    private static boolean isAge(Words words, Prefix prefix) {
        return !prefix.article() && prefix.part().isEmpty() && words.isCapitalised(prefix.core());
    }

    private static int yearsAfter(Words words, int at) {
        int years = words.isHyphen(at) ? at + 1 : at;
        return words.has(years, Role.YEARS_COMPOUND) ? years + 1 : at;
    }

    private static Optional<Expression> century(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> ordinal = words.sense(at, Role.ORDINAL);
        int number = ordinal.map(Sense::number).orElse(words.number(at));
        int next = at + ordinal.map(Sense::words).orElse(1);
        if (ordinal.isEmpty()) {
            boolean dotted = words.is(next, '.');
            boolean suffixed = words.has(next, Role.ORDINAL_SUFFIX) && words.isGlued(next);
            if (number < 1 || number > 30 || (!dotted && !suffixed)) {
                return Optional.empty();
            }
            next++;
        }
        if (words.is(next, '-') && words.isGlued(next)) {
            next++;
        }
        if (number < 1 || !words.has(next, Role.UNIT, "CENTURY")) {
            return Optional.empty();
        }
        // "20th Century Fox"
        boolean name = words.language().equals("en") && words.isCapitalised(next) && words.isCapitalised(next + 1);
        if (name) {
            return Optional.empty();
        }
        int end = next + 1;
        if (words.is(end, '.') && words.length(next) == 2) {
            end++;
        }
        Optional<Sense> era = words.sense(end, Role.ERA);
        boolean beforeChrist = era.filter(found -> found.value().equals("BC")).isPresent();
        return Optional.of(Expression.of(
                prefix.start(),
                end + era.map(Sense::words).orElse(0),
                new Meaning.Century(beforeChrist ? -number : number),
                prefix));
    }
}
