package io.depesche.enrich.step.date;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells a year from other numbers, and finds the year that belongs to a day, month or season. */
final class YearWords {

    private static final int EARLIEST = 1000;
    private static final int LATEST = 2999;
    /** How many items of a list may stand between a month and the year it borrows. */
    private static final int LIST = 4;

    private static final Set<String> FULL_MONTHS = Set.of("mai", "märz", "juni", "juli", "may", "june", "july");

    private YearWords() {}

    /** A year and the index one past its last word. */
    record Found(YearReference year, int end) {}

    /** Whether four digits stand alone and can be a year by themselves. */
    static boolean isYear(Words words, int at) {
        int number = words.number(at);
        return words.length(at) == 4 && number >= EARLIEST && number <= LATEST && standsAlone(words, at);
    }

    /** Whether a number is no part of a word, a longer number, a price, an address or a file name. */
    static boolean standsAlone(Words words, int at) {
        if (words.isGlued(at) && !isOpening(words, at - 1)) {
            boolean range = (words.isDash(at - 1) || words.is(at - 1, '/'))
                    && words.isNumber(at - 2)
                    && words.number(at - 2) >= EARLIEST
                    && words.length(at - 2) == 4;
            boolean labelled = words.isDash(at - 1)
                    && (!words.isGlued(at - 1)
                            || words.has(at - 2, Role.PART)
                            || words.has(at - 2, Role.PART_ADJECTIVE));
            if (!range && !labelled) {
                return false;
            }
        }
        if (words.isGlued(at + 1)) {
            if (words.isWord(at + 1) || words.is(at + 1, '_') || words.is(at + 1, '%') || words.is(at + 1, '@')) {
                return false;
            }
            boolean joined = words.isGlued(at + 2)
                    && (words.is(at + 1, '.')
                            || words.is(at + 1, ',')
                            || words.is(at + 1, ':')
                            || words.is(at + 1, '/')
                            || words.is(at + 1, '-'));
            if (joined && (words.is(at + 1, '/') || words.is(at + 1, '-'))) {
                return (words.isNumber(at + 2) && words.length(at + 2) != 1) || words.has(at + 2, Role.MONTH);
            }
            return !joined || !(words.isNumber(at + 2) || words.isWord(at + 2));
        }
        return !words.is(at + 1, '%') && !words.is(at + 1, '€') && !words.is(at + 1, '$') && !words.is(at - 1, '§');
    }

    private static boolean isOpening(Words words, int at) {
        return words.is(at, '(')
                || words.is(at, '[')
                || words.is(at, '"')
                || words.is(at, '„')
                || words.is(at, '“')
                || words.is(at, '»')
                || words.is(at, '«')
                || words.is(at, '\'')
                || words.is(at, '’');
    }

    /** Whether a month's name stands in full, or is an abbreviation that a full stop or a number follows: "Jan" is a name too. */
    static boolean isMonth(Words words, int at) {
        return words.has(at, Role.MONTH)
                && (!isShortMonth(words, at) || words.is(at + 1, '.') || words.isNumber(at + 1));
    }

    /** Whether a month's name is an abbreviation such as "Jan" or "Sept". */
    static boolean isShortMonth(Words words, int at) {
        return words.length(at) <= 4 && !FULL_MONTHS.contains(words.word(at).toLowerCase(Locale.ROOT));
    }

    /** The year right after a day, month or season: "2024", "'68", "dieses Jahres", "des Vorjahres", "of last year". */
    static Optional<Found> after(Words words, int at) {
        boolean apart = words.is(at, ',') && words.language().equals("en") && isYear(words, at + 1);
        int start = apart && words.number(at + 1) > 1500 ? at + 1 : at;
        if (words.has(start, Role.OF)) {
            start++;
        }
        Optional<Found> ofEra = ofEra(words, start);
        if (ofEra.isPresent()) {
            return ofEra;
        }
        if (isYear(words, start) && !words.has(start + 1, Role.NUMBER_NOUN)) {
            return Optional.of(new Found(YearReference.of(words.number(start)), start + 1));
        }
        if ((words.is(start, '\'') || words.is(start, '’'))
                && words.length(start + 1) == 2
                && words.isGlued(start + 1)) {
            int number = words.number(start + 1);
            return number < 0 ? Optional.empty() : Optional.of(new Found(YearReference.of(number), start + 2));
        }
        Prefix prefix = Prefix.at(words, start);
        if (prefix.core() - start > 2 || !prefix.part().isEmpty()) {
            return Optional.empty();
        }
        if (prefix.article() && words.has(prefix.core(), Role.UNIT, "YEAR") && isYear(words, prefix.core() + 1)) {
            return Optional.of(new Found(YearReference.of(words.number(prefix.core() + 1)), prefix.core() + 2));
        }
        if (prefix.isSelecting() && words.has(prefix.core(), Role.UNIT, "YEAR")) {
            return Optional.of(new Found(YearReference.of(prefix.selection()), prefix.core() + 1));
        }
        return words.sense(prefix.core(), Role.PERIOD)
                .filter(period -> period.value().startsWith("YEAR_"))
                .map(period -> new Found(distance(period.value().substring(5)), prefix.core() + 1));
    }

    /** "-1" counts from the reference, "FOLLOWING" from the text. */
    private static YearReference distance(String value) {
        return Character.isLetter(value.charAt(0))
                ? YearReference.of(Selection.valueOf(value))
                : new YearReference(YearReference.Kind.RELATIVE, Integer.parseInt(value));
    }

    /** "479 v. Chr.", "312 n. Chr.", "480 BC". */
    private static Optional<Found> ofEra(Words words, int at) {
        int number = words.number(at);
        return number < 1 || words.length(at) > 4
                ? Optional.empty()
                : words.sense(at + 1, Role.ERA)
                        .map(era -> new Found(
                                YearReference.of(era.value().equals("BC") ? 1 - number : number),
                                afterAbbreviation(words, at + 1 + era.words())));
    }

    /** Skips the full stop of "v. Chr." where the sentence goes on. */
    static int afterAbbreviation(Words words, int at) {
        return words.is(at, '.') && words.isGlued(at) && words.isLowerCase(at + 1) ? at + 1 : at;
    }

    /** The year of the next month in a list or range: "im Mai und Juni 2023", "3. Mai bis 5. Juni 2023". */
    static YearReference borrowed(Words words, int after) {
        int at = after;
        for (int item = 0; item < LIST; item++) {
            int next = skipJoint(words, at);
            if (next == at) {
                return YearReference.NONE;
            }
            if (words.isNumber(next)) {
                next += words.is(next + 1, '.') ? 2 : 1;
            }
            if (!words.has(next, Role.MONTH) && !words.has(next, Role.SEASON)) {
                return YearReference.NONE;
            }
            at = next + 1;
            Optional<Found> year = after(words, at);
            if (year.isPresent() && year.get().year().isWritten()) {
                return year.get().year();
            }
        }
        return YearReference.NONE;
    }

    /** Skips what joins two ends of a range or two items of a list: "und", "bis zum", ", am", "–". The same index where nothing does. */
    static int skipJoint(Words words, int at) {
        int next = at;
        if (words.is(next, ',')) {
            next++;
        }
        if (words.has(next, Role.AND) || words.isDash(next) || words.is(next, '/')) {
            next++;
        }
        if (next == at) {
            return at;
        }
        for (int small = 0; small < 2; small++) {
            if (words.has(next, Role.PREPOSITION) || words.has(next, Role.ARTICLE)) {
                next++;
            }
        }
        return next;
    }
}
