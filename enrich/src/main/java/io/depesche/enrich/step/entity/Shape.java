package io.depesche.enrich.step.entity;

/** The pattern of a word's capitals, small letters, digits and signs. */
final class Shape {

    private static final int LONGEST_PATTERN = 12;

    private Shape() {}

    /** "Xx-X" for "Nvidia-AG"; with {@code full} every letter counts ("Xxxxxx-XX"), up to a limit. */
    static String of(String word, boolean full) {
        StringBuilder pattern = new StringBuilder(LONGEST_PATTERN);
        char last = 0;
        for (int at = 0; at < word.length() && pattern.length() < LONGEST_PATTERN; at++) {
            char kind = kindOf(word.charAt(at));
            if (full || kind != last) {
                pattern.append(kind);
                last = kind;
            }
        }
        return pattern.toString();
    }

    private static char kindOf(char sign) {
        if (Character.isUpperCase(sign)) {
            return 'X';
        }
        if (Character.isLetter(sign)) {
            return 'x';
        }
        return Character.isDigit(sign) ? '0' : sign;
    }

    /** Whether a word has letters, all of them capitals. */
    static boolean isAllCapitals(String word) {
        boolean capital = false;
        for (int at = 0; at < word.length(); at++) {
            char sign = word.charAt(at);
            if (Character.isLowerCase(sign)) {
                return false;
            }
            capital |= Character.isUpperCase(sign);
        }
        return capital;
    }

    /** Whether a word has a small letter. */
    static boolean hasSmallLetter(String word) {
        for (int at = 0; at < word.length(); at++) {
            if (Character.isLowerCase(word.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word starts with a capital. */
    static boolean isCapitalised(String word) {
        return !word.isEmpty() && Character.isUpperCase(word.codePointAt(0));
    }
}
