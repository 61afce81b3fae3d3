package io.depesche.enrich.step.date;

/**
 * A date expression before it is resolved.
 *
 * @param first index of its first word
 * @param end index one past its last word
 * @param meaning what it says
 * @param modifier TIMEX3 mod other than START, MID and END, or empty
 * @param part START, MID or END, or empty
 */
record Expression(int first, int end, Meaning meaning, String modifier, String part) {

    static Expression plain(int first, int end, Meaning meaning) {
        return new Expression(first, end, meaning, "", "");
    }

    static Expression of(int first, int end, Meaning meaning, Prefix prefix) {
        return new Expression(first, end, meaning, prefix.modifier(), prefix.part());
    }
}
