package io.depesche.enrich.step.date;

/**
 * Tells from the verbs around an expression whether it lies before or after the publication date. The verb of the same clause
 * counts first, then the nearest one of the sentence. Looks at a bounded number of words.
 */
final class Tense {

    private static final int REACH = 40;

    private Tense() {}

    /** The direction that the words around an expression give it. */
    static Direction around(Words words, Expression expression) {
        if (pointsForward(words, expression)) {
            return Direction.FUTURE;
        }
        int from = expression.first();
        while (from > 0 && expression.first() - from < REACH && !isBoundary(words, from - 1, expression.first())) {
            from--;
        }
        int to = expression.end();
        while (to < words.count() && to - expression.end() < REACH && !isBoundary(words, to, expression.first())) {
            to++;
        }
        Direction clause = nearest(words, expression, from, to);
        if (clause == Direction.UNKNOWN) {
            clause = weak(words, expression, from, to);
        }
        return clause == Direction.UNKNOWN ? nearestInSentence(words, expression) : clause;
    }

    /** "verschoben auf Mittwoch", "bis Freitag", "ab Montag". */
    private static boolean pointsForward(Words words, Expression expression) {
        boolean weekday = expression.meaning() instanceof Meaning.Weekday;
        int before = expression.first() - 1;
        String word = words.word(before);
        return weekday
                && (words.has(before, Role.PREPOSITION, "UNTIL") && !word.equals("to")
                        || word.equals("ab")
                        || word.equals("zum") && words.has(before - 1, Role.PREPOSITION, "UNTIL"));
    }

    private static boolean isBoundary(Words words, int at, int inSentenceOf) {
        return !words.sameSentence(at, inSentenceOf)
                || words.is(at, ',') && !words.isNumber(at + 1)
                || words.is(at, ';')
                || words.is(at, ':')
                || words.is(at, '(')
                || words.is(at, ')')
                || words.is(at, '"')
                || words.is(at, '“')
                || words.is(at, '„')
                || words.is(at, '»')
                || words.is(at, '«')
                || words.isDash(at) && !words.isGlued(at);
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
        while (expression.first() - from < REACH && words.sameSentence(from - 1, expression.first())) {
            from--;
        }
        int to = expression.end();
        while (to - expression.end() < REACH && words.sameSentence(to, expression.first())) {
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
        String word = words.word(at);
        boolean attribute = words.has(at - 1, Role.ARTICLE)
                || words.has(at - 1, Role.NUMBER)
                || words.has(at - 1, Role.PREPOSITION) && words.isCapitalised(at + 1);
        boolean ending = word.endsWith("te")
                || word.endsWith("ten") && word.length() > 6
                || word.endsWith("ed");
        return ending && !attribute;
    }

    /** A participle with or without its auxiliary, or the present tense of a verb that opens the clause after the expression. */
    private static Direction weak(Words words, Expression expression, int from, int to) {
        for (int at = from; at < to; at++) {
            if (isParticiple(words, at)) {
                return Direction.PAST;
            }
        }
        boolean opens = expression.first() - from <= 1;
        int verb = expression.end();
        boolean present = opens
                && words.isLowerCase(verb)
                && !words.hasSenses(verb)
                && (words.word(verb).endsWith("t") || words.word(verb).endsWith("en"));
        return present ? Direction.FUTURE : Direction.UNKNOWN;
    }

    private static boolean isParticiple(Words words, int at) {
        if (!words.isLowerCase(at) || words.length(at) < 5 || words.hasSenses(at)) {
            return false;
        }
        String word = words.word(at);
        boolean ending = word.endsWith("t") || word.endsWith("en");
        return ending && (word.startsWith("ge") && !word.startsWith("gegen") || word.indexOf("ge", 2) > 0 && isPrefix(word));
    }

    /** Whether "ge" follows a separable prefix: "festgenommen", "aufgestellt". */
    private static boolean isPrefix(String word) {
        return word.startsWith("ab")
                || word.startsWith("an")
                || word.startsWith("auf")
                || word.startsWith("aus")
                || word.startsWith("bei")
                || word.startsWith("ein")
                || word.startsWith("fest")
                || word.startsWith("her")
                || word.startsWith("hin")
                || word.startsWith("mit")
                || word.startsWith("nach")
                || word.startsWith("um")
                || word.startsWith("vor")
                || word.startsWith("weg")
                || word.startsWith("zu");
    }
}
