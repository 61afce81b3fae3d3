package io.depesche.enrich.step.amount;

/**
 * A number where it stands.
 *
 * @param value the number meant, with its scale
 * @param first first token
 * @param end one past the last token
 * @param kind what it can be an amount of
 */
record Numeral(double value, int first, int end, Kind kind) {

    enum Kind {
        /** A number. */
        PLAIN,
        /** A number with a scale of thousand and more. */
        SCALED,
        /** "ein", "a": an amount only of units, scales and people whom something befell. */
        ONE,
        /** A part of a whole. */
        SHARE
    }

    Numeral times(double factor, int newEnd) {
        return new Numeral(value * factor, first, newEnd, factor >= 1000 ? Kind.SCALED : Kind.PLAIN);
    }
}
