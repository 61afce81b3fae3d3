package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** Months: "im Mai", "Ende Juli 2024", "mid-November". A bare month needs a word beside it that speaks of time, since Mai, April and March are names and words too. */
final class MonthPhrases implements Phrases {

    @Override
    public List<Role> roles() {
        return List.of(Role.MONTH);
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> month = words.sense(at, Role.MONTH).filter(found -> YearWords.isMonth(words, at));
        if (month.isEmpty()
                || words.isInName(at, at + 1, Role.MONTH)
                || isNameFollowing(words, at)
                || isAfterDay(words, at)) {
            return Optional.empty();
        }
        int end = at + 1;
        if (words.is(end, '.') && YearWords.isShortMonth(words, at) && words.isNumber(end + 1)) {
            end++;
        }
        Optional<YearWords.Found> year = YearWords.after(words, end);
        if (year.isPresent()) {
            return Optional.of(expression(
                    prefix, month.get().number(), year.get().year(), year.get().end()));
        }
        YearReference borrowed = YearWords.borrowed(words, at + 1);
        boolean chosen = prefix.isSelecting() || !prefix.part().isEmpty();
        if (!chosen && !borrowed.isWritten() && !isPlaced(words, prefix)) {
            return Optional.empty();
        }
        return Optional.of(expression(prefix, month.get().number(), borrowed, at + 1));
    }

    private static Expression expression(Prefix prefix, int number, YearReference year, int end) {
        YearReference reference = year;
        if (!year.isWritten() && prefix.isSelecting()) {
            return Expression.of(prefix.start(), end, new Meaning.SelectedMonth(number, prefix.selection()), prefix);
        }
        return Expression.of(
                prefix.part().isEmpty() && prefix.modifier().isEmpty() ? prefix.core() : prefix.start(),
                end,
                new Meaning.YearPart(reference, Meaning.YearPartKind.MONTH, number),
                prefix);
    }

    private static boolean isPlaced(Words words, Prefix prefix) {
        int before = prefix.start() - 1;
        boolean preposition = words.has(before, Role.PREPOSITION) && !words.has(before, Role.PREPOSITION, "AT");
        boolean list = words.has(before - 1, Role.MONTH)
                && (words.has(before, Role.AND)
                        || words.is(before, ',')
                        || words.is(before, '/')
                        || words.isDash(before));
        boolean beforeMonth = words.has(prefix.core() + 2, Role.MONTH)
                && (words.has(prefix.core() + 1, Role.AND) || words.is(prefix.core() + 1, '/'));
        boolean attribute = (prefix.article() || words.is(before, "a")) && words.isLowerCase(prefix.core() + 1);
        return preposition || list || beforeMonth || attribute;
    }

    /** "30. Februar" is no day, and so no month. */
    private static boolean isAfterDay(Words words, int at) {
        return words.is(at - 1, '.') && words.isNumber(at - 2) && words.length(at - 2) <= 2;
    }

    /** "April O'Neil". */
    private static boolean isNameFollowing(Words words, int at) {
        return words.isCapitalised(at + 1)
                && !words.hasSenses(at + 1)
                && words.isGlued(at + 2)
                && words.is(at + 2, '\'')
                && !words.has(at - 1, Role.PREPOSITION);
    }
}
