package io.depesche.enrich.step.date;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * Days written with their month: "3. Mai 2024", "17.6.1953", "2025-02-28", "May 3, 2024", with a weekday before them, and days that
 * borrow month and year from a later one: "3., 4. und 5. Oktober".
 */
final class CalendarDatePhrases implements Phrases {

    /** How many days may stand before the one that names the month. */
    private static final int LIST = 12;

    private record Found(Meaning.CalendarDay day, int end) {}

    @Override
    public List<Role> roles() {
        return List.of(Role.WEEKDAY, Role.WEEKDAY_SHORT, Role.MONTH, Role.ORDINAL);
    }

    @Override
    public boolean startsWithDigits() {
        return true;
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.core();
        if (words.has(at, Role.WEEKDAY) || words.has(at, Role.WEEKDAY_SHORT)) {
            return afterWeekday(words, prefix);
        }
        if (!prefix.part().isEmpty()) {
            return Optional.empty();
        }
        return day(words, at).map(found -> {
            boolean article = prefix.article() && prefix.core() - prefix.start() == 1 && !words.has(at, Role.MONTH);
            return withPartOfDay(words, Expression.plain(article ? prefix.start() : at, found.end, found.day));
        });
    }

    /** "17. Juli morgens". */
    private static Expression withPartOfDay(Words words, Expression day) {
        String often = words.sense(day.end(), Role.FREQUENCY).map(Sense::value).orElse("");
        return often.startsWith("XXXX-XX-XXT")
                ? Expression.plain(
                        day.first(),
                        day.end() + 1,
                        new Meaning.DayPart(often.substring("XXXX-XX-XXT".length()), Optional.of(day.meaning()), false))
                : day;
    }

    private static Optional<Expression> afterWeekday(Words words, Prefix prefix) {
        int at = prefix.core() + 1;
        if (words.is(at, '.') && words.has(prefix.core(), Role.WEEKDAY_SHORT)) {
            at++;
        }
        if (words.is(at, ',')) {
            at++;
        }
        if (words.has(at, Role.ARTICLE)) {
            at++;
        }
        return day(words, at).map(found -> Expression.plain(prefix.start(), found.end, found.day));
    }

    private static Optional<Found> day(Words words, int at) {
        if (words.isNumber(at)) {
            if (words.has(at - 1, Role.COUNT_LABEL) || words.is(at - 1, '§')) {
                return Optional.empty();
            }
            return words.length(at) == 4 ? iso(words, at) : dayFirst(words, at);
        }
        if (YearWords.isMonth(words, at)) {
            return monthFirst(words, at);
        }
        Optional<Sense> ordinal = words.sense(at, Role.ORDINAL);
        if (ordinal.isPresent()) {
            int month = at + ordinal.get().words();
            if (words.has(month, Role.OF)) {
                month++;
            }
            return YearWords.isMonth(words, month)
                    ? written(words, ordinal.get().number(), month)
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Found> iso(Words words, int at) {
        boolean dashes = words.is(at + 1, '-') && words.is(at + 3, '-');
        boolean glued =
                words.isGlued(at + 1) && words.isGlued(at + 2) && words.isGlued(at + 3) && words.isGlued(at + 4);
        if (!dashes
                || !glued
                || words.length(at + 2) != 2
                || words.length(at + 4) != 2
                || isInsideChunk(words, at, at + 5)) {
            return Optional.empty();
        }
        return valid(YearReference.of(words.number(at)), words.number(at + 2), words.number(at + 4), at + 5);
    }

    private static Optional<Found> dayFirst(Words words, int at) {
        int day = words.number(at);
        if (day < 1 || day > 31 || words.length(at) > 2 || isGluedToWord(words, at)) {
            return Optional.empty();
        }
        int next = at + 1;
        if (words.is(next, '.')) {
            next++;
            if (words.isNumber(next)) {
                return numeric(words, at).or(() -> listed(words, at));
            }
        } else if (words.has(next, Role.ORDINAL_SUFFIX) && words.isGlued(next)) {
            next++;
            if (words.has(next, Role.OF)) {
                next++;
            }
        } else if (words.is(next, '/')) {
            Optional<Found> american = slashed(words, at);
            if (american.isPresent()) {
                return american;
            }
        }
        return YearWords.isMonth(words, next) ? written(words, day, next) : listed(words, at);
    }

    private static Optional<Found> written(Words words, int day, int monthAt) {
        int month = words.sense(monthAt, Role.MONTH).map(Sense::number).orElse(0);
        int end = monthAt + 1;
        if (words.is(end, '.') && YearWords.isShortMonth(words, monthAt) && words.isNumber(end + 1)) {
            end++;
        }
        Optional<YearWords.Found> year = YearWords.after(words, end);
        return year.isPresent()
                ? valid(year.get().year(), month, day, year.get().end())
                : valid(YearWords.borrowed(words, end), month, day, end);
    }

    /** "17.6.1953", "23. 3. 1976", "3.5.". */
    private static Optional<Found> numeric(Words words, int at) {
        int month = words.number(at + 2);
        if (words.length(at + 2) > 2 || !words.is(at + 3, '.') || !words.isGlued(at + 1) || !words.isGlued(at + 3)) {
            return Optional.empty();
        }
        int yearAt = at + 4;
        boolean fourDigits = words.length(yearAt) == 4 && words.number(yearAt) >= 1000 && words.number(yearAt) < 3000;
        boolean twoDigits = words.length(yearAt) == 2 && words.number(yearAt) >= 0 && words.isGlued(yearAt);
        boolean version = words.is(yearAt + 1, '.') && words.isGlued(yearAt + 2) && words.isNumber(yearAt + 2);
        if ((fourDigits || twoDigits) && !version && !isGluedToWord(words, at) && !isTail(words, yearAt + 1)) {
            return valid(YearReference.of(words.number(yearAt)), month, words.number(at), yearAt + 1);
        }
        boolean english = words.language().equals("en");
        if (english || (words.isGlued(yearAt) && words.isNumber(yearAt))) {
            return Optional.empty();
        }
        return valid(YearReference.NONE, month, words.number(at), yearAt);
    }

    private static Optional<Found> slashed(Words words, int at) {
        boolean glued =
                words.isGlued(at + 1) && words.isGlued(at + 2) && words.isGlued(at + 3) && words.isGlued(at + 4);
        if (!glued || !words.is(at + 3, '/') || words.length(at + 4) != 4 || isTail(words, at + 5)) {
            return Optional.empty();
        }
        int first = words.number(at);
        int second = words.number(at + 2);
        YearReference year = YearReference.of(words.number(at + 4));
        return first <= 12 ? valid(year, first, second, at + 5) : valid(year, second, first, at + 5);
    }

    /** A day that borrows its month from one of the days after it. */
    private static Optional<Found> listed(Words words, int at) {
        int day = words.number(at);
        int end = at + 1;
        int next = words.is(end, '.') ? end + 1 : end;
        boolean dotted = next > end;
        for (int item = 0; item < LIST; item++) {
            int joined = YearWords.skipJoint(words, next);
            if (joined == next || words.length(joined) > 2 || !words.isNumber(joined)) {
                return Optional.empty();
            }
            next = joined + 1;
            boolean nextDotted = words.is(next, '.');
            if (nextDotted) {
                next++;
            }
            if (YearWords.isMonth(words, next)) {
                if (!nextDotted && dotted) {
                    return Optional.empty();
                }
                return written(words, words.number(joined), next)
                        .flatMap(last -> valid(last.day.year(), last.day.month(), day, dotted ? end + 1 : end));
            }
            boolean numericMonth = nextDotted && words.isGlued(next) && words.isNumber(next) && words.is(next + 1, '.');
            if (numericMonth && dotted) {
                return numeric(words, joined).flatMap(last -> valid(last.day.year(), last.day.month(), day, end + 1));
            }
        }
        return Optional.empty();
    }

    /** "May 3, 2024", "May 3rd", "May 3-5". */
    private static Optional<Found> monthFirst(Words words, int at) {
        int month = words.sense(at, Role.MONTH).map(Sense::number).orElse(0);
        int dayAt = words.is(at + 1, '.') && YearWords.isShortMonth(words, at) ? at + 2 : at + 1;
        int day = words.number(dayAt);
        boolean plain = day >= 1 && day <= 31 && words.length(dayAt) <= 2;
        if (!plain || (words.is(dayAt + 1, '.') && words.isGlued(dayAt + 2)) || words.has(dayAt + 1, Role.CLOCK)) {
            return Optional.empty();
        }
        if (words.is(dayAt + 1, '%') || words.is(dayAt + 1, ':') || words.has(dayAt + 1, Role.MONTH)) {
            return Optional.empty();
        }
        int end = dayAt + 1;
        if (words.has(end, Role.ORDINAL_SUFFIX) && words.isGlued(end)) {
            end++;
        }
        Optional<YearWords.Found> year = YearWords.after(words, end);
        if (year.isPresent()) {
            return valid(year.get().year(), month, day, year.get().end());
        }
        YearReference borrowed = YearReference.NONE;
        int second = YearWords.skipJoint(words, end);
        if (second != end && words.isNumber(second) && words.length(second) <= 2) {
            borrowed = YearWords.after(words, second + 1)
                    .map(YearWords.Found::year)
                    .filter(YearReference::isWritten)
                    .orElse(YearReference.NONE);
        }
        return valid(borrowed, month, day, end);
    }

    private static Optional<Found> valid(YearReference year, int month, int day, int end) {
        if (month < 1 || month > 12 || day < 1) {
            return Optional.empty();
        }
        boolean full = year.isWritten() && year.number() >= 100;
        int longest = full
                ? YearMonth.of(year.number(), month).lengthOfMonth()
                : YearMonth.of(2024, month).lengthOfMonth();
        return day > longest
                ? Optional.empty()
                : Optional.of(new Found(new Meaning.CalendarDay(year, month, day), end));
    }

    private static boolean isGluedToWord(Words words, int at) {
        return words.isGlued(at)
                && (words.isWord(at - 1)
                        || (words.is(at - 1, '.') && words.isNumber(at - 2))
                        || (words.is(at - 1, ',') && words.isNumber(at - 2))
                        || words.is(at - 1, ':')
                        || words.is(at - 1, '_')
                        || words.is(at - 1, '=')
                        || (words.is(at - 1, '-') && words.isGlued(at - 1)));
    }

    private static boolean isTail(Words words, int at) {
        return words.isGlued(at) && (words.isWord(at) || words.is(at, '_') || words.is(at, '/'));
    }

    private static boolean isInsideChunk(Words words, int first, int end) {
        boolean before = words.isGlued(first)
                && (words.isWord(first - 1)
                        || words.is(first - 1, '-')
                        || words.is(first - 1, '_')
                        || words.is(first - 1, '/')
                        || words.is(first - 1, '.'));
        boolean after = words.isGlued(end)
                && (words.isDash(end)
                        || words.is(end, '_')
                        || words.is(end, '/')
                        || (words.is(end, '.') && words.isGlued(end + 1) && words.isWord(end + 1)));
        return before || after;
    }
}
