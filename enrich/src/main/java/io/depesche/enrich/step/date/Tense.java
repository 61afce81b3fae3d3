package io.depesche.enrich.step.date;

import java.util.List;

/**
 * Tells from the verbs around an expression whether it lies before or after the publication date. The verb of the same clause
 * counts first, then the nearest one of the sentence. Looks at a bounded number of words.
 */
final class Tense {

    private static final int REACH = 40;
    private static final List<String> SEPARABLE = List.of(
            "ab", "an", "auf", "aus", "bei", "ein", "fest", "her", "hin", "mit", "nach", "statt", "teil", "um", "vor",
            "weg", "zu");

    private Tense() {}

    /** The direction that the words around an expression give it. */
    static Direction around(Words words, Expression expression) {
        if (isSince(words, expression)) {
            return Direction.PAST;
        }
        if (pointsForward(words, expression)) {
            return Direction.FUTURE;
        }
        int from = clauseStart(words, expression);
        int to = clauseEnd(words, expression);
        Direction clause = nearest(words, expression, from, to);
        if (clause == Direction.UNKNOWN) {
            clause = weak(words, expression, from, to);
        }
        return clause == Direction.UNKNOWN ? nearestInSentence(words, expression) : clause;
    }

    /** The direction that the verb of the same clause gives, without a look at the rest of the sentence. */
    static Direction inClause(Words words, Expression expression) {
        if (isSince(words, expression)) {
            return Direction.PAST;
        }
        int from = clauseStart(words, expression);
        int to = clauseEnd(words, expression);
        Direction clause = nearest(words, expression, from, to);
        if (clause == Direction.UNKNOWN) {
            clause = weak(words, expression, from, to);
        }
        // English sets a date that opens a sentence apart by a comma: "On Sept. 11, he left"
        boolean apart = words.is(to, ',') && words.language().equals("en");
        return clause == Direction.UNKNOWN && apart ? nearestInSentence(words, expression) : clause;
    }

    /** "seit Ende Februar", "since May" never lie ahead. */
    private static boolean isSince(Words words, Expression expression) {
        return words.has(expression.first() - 1, Role.PREPOSITION, "SINCE");
    }

    /** "verschoben auf Mittwoch", "bis Freitag", "ab Montag". */
    static boolean pointsForward(Words words, Expression expression) {
        boolean weekday = expression.meaning() instanceof Meaning.Weekday;
        int before = expression.first() - 1;
        if (words.is(before, "of") && words.is(before - 1, "ahead")) {
            return weekday;
        }
        return weekday
                && !words.language().equals("en")
                && ((words.has(before, Role.PREPOSITION, "UNTIL") && !words.is(before, "to"))
                        || words.is(before, "ab")
                        || (words.is(before, "zum") && words.has(before - 1, Role.PREPOSITION, "UNTIL")));
    }

    private static int clauseStart(Words words, Expression expression) {
        int from = expression.first();
        while (from > 0 && expression.first() - from < REACH && !isBoundary(words, from - 1, expression.first())) {
            from--;
        }
        return from;
    }

    private static int clauseEnd(Words words, Expression expression) {
        int to = expression.end();
        while (to < words.count() && to - expression.end() < REACH && !isBoundary(words, to, expression.first())) {
            to++;
        }
        return to;
    }

    private static boolean isBoundary(Words words, int at, int inSentenceOf) {
        return !words.sameSentence(at, inSentenceOf)
                || (words.is(at, ',') && !words.isNumber(at + 1))
                || words.is(at, ';')
                || words.is(at, ':')
                || words.is(at, '(')
                || words.is(at, ')')
                || isQuote(words, at)
                || (words.isDash(at) && !words.isGlued(at));
    }

    private static boolean isQuote(Words words, int at) {
        return words.is(at, '"')
                || words.is(at, '“')
                || words.is(at, '”')
                || words.is(at, '„')
                || words.is(at, '»')
                || words.is(at, '«');
    }

    private static Direction nearest(Words words, Expression expression, int from, int to) {
        Direction best = Direction.UNKNOWN;
        int distance = Integer.MAX_VALUE;
        for (int at = from; at < to; at++) {
            if (at >= expression.first() && at < expression.end()) {
                continue;
            }
            Direction cue = verb(words, at);
            int away = at < expression.first() ? expression.first() - at : at - expression.end() + 1;
            if (cue != Direction.UNKNOWN && away < distance) {
                best = cue;
                distance = away;
            }
        }
        return best;
    }

    private static Direction nearestInSentence(Words words, Expression expression) {
        int from = expression.first();
        while (expression.first() - from < REACH
                && words.sameSentence(from - 1, expression.first())
                && !isQuote(words, from - 1)) {
            from--;
        }
        int to = expression.end();
        while (to - expression.end() < REACH && words.sameSentence(to, expression.first()) && !isQuote(words, to)) {
            to++;
        }
        Direction sentence = nearest(words, expression, from, to);
        return sentence == Direction.UNKNOWN ? weak(words, expression, from, to) : sentence;
    }

    private static Direction verb(Words words, int at) {
        if (words.hasSenses(at)) {
            if (words.has(at, Role.FUTURE)) {
                return Direction.FUTURE;
            }
            if (words.has(at, Role.PAST)) {
                return Direction.PAST;
            }
            if (words.has(at, Role.NOT_PAST)) {
                return Direction.UNKNOWN;
            }
        }
        return isPreterite(words, at) ? Direction.PAST : Direction.UNKNOWN;
    }

    /** German "-te", "-ten" and English "-ed" on a lower-case word that isn't an adjective before its noun. */
    private static boolean isPreterite(Words words, int at) {
        if (!words.isLowerCase(at) || words.length(at) < 4) {
            return false;
        }
        boolean attribute = words.has(at - 1, Role.ARTICLE)
                || (words.isDash(at - 1) && words.isGlued(at))
                || words.has(at - 1, Role.NUMBER)
                || (words.has(at - 1, Role.PREPOSITION) && words.isCapitalised(at + 1));
        boolean ending = words.endsWith(at, "te")
                || (words.endsWith(at, "ten") && words.length(at) > 6)
                || words.endsWith(at, "ed");
        boolean passiveAhead = words.is(at - 1, "be") || words.is(at - 2, "be");
        return ending && !attribute && !passiveAhead;
    }

    /** A participle with or without its auxiliary, an appointment ("am Samstag um 20 Uhr"), or the present tense of a verb that opens the clause after the expression. */
    private static Direction weak(Words words, Expression expression, int from, int to) {
        for (int at = from; at < to; at++) {
            if (isParticiple(words, at)) {
                return Direction.PAST;
            }
        }
        boolean appointed = words.has(expression.end(), Role.PREPOSITION, "AT") && words.isNumber(expression.end() + 1);
        if (appointed) {
            return Direction.FUTURE;
        }
        boolean opens = expression.first() - from <= 1 && !words.has(expression.first() - 1, Role.ARTICLE);
        int verb = expression.end();
        boolean present = opens
                && words.isLowerCase(verb)
                && (words.has(verb, Role.AUXILIARY) || !words.hasSenses(verb))
                && (words.has(verb, Role.AUXILIARY) || words.endsWith(verb, "t") || words.endsWith(verb, "en"));
        return present ? Direction.FUTURE : Direction.UNKNOWN;
    }

    private static boolean isParticiple(Words words, int at) {
        if (!words.isLowerCase(at) || words.length(at) < 5 || words.hasSenses(at)) {
            return false;
        }
        boolean ending = words.endsWith(at, "t") || words.endsWith(at, "en");
        return ending
                && ((words.startsWith(at, "ge") && !words.startsWith(at, "gegen"))
                        || (words.holdsInside(at, "ge") && hasSeparablePrefix(words, at)));
    }

    /** "festgenommen", "aufgestellt". */
    private static boolean hasSeparablePrefix(Words words, int at) {
        for (String prefix : SEPARABLE) {
            if (words.startsWith(at, prefix)) {
                return true;
            }
        }
        return false;
    }
}
