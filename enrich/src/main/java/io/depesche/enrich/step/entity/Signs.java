package io.depesche.enrich.step.entity;

/** Quotation marks, apostrophes and dashes, which publishers set in many ways, as the plain ones that they stand for. */
final class Signs {

    private Signs() {}

    /** A word with typographic signs replaced by plain ones, sign by sign. */
    static String plain(String word) {
        int at = 0;
        while (at < word.length() && plain(word.charAt(at)) == word.charAt(at)) {
            at++;
        }
        if (at == word.length()) {
            return word;
        }
        char[] signs = word.toCharArray();
        for (; at < signs.length; at++) {
            signs[at] = plain(signs[at]);
        }
        return new String(signs);
    }

    private static char plain(char sign) {
        return switch (sign) {
            case '„', '“', '”', '«', '»', '″' -> '"';
            case '’', '‘', '‚', '‹', '›', '´' -> '\'';
            case '–', '—', '‐', '‑', '−' -> '-';
            default -> sign;
        };
    }

    /** What a token is in a quotation. */
    enum Mark {
        NONE,
        /** A double quotation mark. */
        DOUBLE,
        /** A single one, or an apostrophe. */
        SINGLE;

        static Mark of(String token) {
            if (token.length() != 1) {
                return NONE;
            }
            return switch (plain(token.charAt(0))) {
                case '"' -> DOUBLE;
                case '\'' -> SINGLE;
                default -> NONE;
            };
        }
    }
}
