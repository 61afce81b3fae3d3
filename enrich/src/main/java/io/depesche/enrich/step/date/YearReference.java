package io.depesche.enrich.step.date;

/**
 * The year of a day, month or season as the text gives it.
 *
 * @param kind how the year is given
 * @param number the year itself for {@code WRITTEN}, the distance in years for {@code RELATIVE} and {@code FROM_TEXT}, else 0
 */
record YearReference(Kind kind, int number) {

    enum Kind {
        UNWRITTEN,
        WRITTEN,
        RELATIVE,
        FROM_TEXT
    }

    static final YearReference NONE = new YearReference(Kind.UNWRITTEN, 0);

    static YearReference of(int year) {
        return new YearReference(Kind.WRITTEN, year);
    }

    /** The year that "last", "this" or "next" picks. */
    static YearReference of(Selection selection) {
        return selection
                .offset()
                .map(offset -> new YearReference(selection.fromText() ? Kind.FROM_TEXT : Kind.RELATIVE, offset))
                .orElse(NONE);
    }

    boolean isWritten() {
        return kind == Kind.WRITTEN;
    }

    /** Whether the year is counted from another one: "des Vorjahres", "des folgenden Jahres". */
    boolean isRelative() {
        return kind == Kind.RELATIVE || kind == Kind.FROM_TEXT;
    }
}
