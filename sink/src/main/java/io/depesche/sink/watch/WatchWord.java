package io.depesche.sink.watch;

import java.util.Optional;
import java.util.Set;

/**
 * One word of a watchlist. It stands for itself and for itself with an ending of the article's language.
 *
 * @param letters in small letters
 * @param openLeft whether further letters may stand before it
 * @param openRight whether further letters may stand after it
 * @param capitals whether it is found in capitals only, as abbreviations are
 */
record WatchWord(String letters, boolean openLeft, boolean openRight, boolean capitals) {

    private static final Set<String> GERMAN = Set.of("e", "em", "en", "ens", "er", "ern", "es", "n", "s");
    private static final Set<String> GERMAN_DOUBLED = Set.of("se", "sen", "ses");
    private static final Set<String> ENGLISH = Set.of("s", "es");
    /** Letters of the longest ending. */
    static final int LONGEST_ENDING = 3;

    private static final int SHORTEST_INFLECTED = 3;

    /** Whether the letters from {@code from} to {@code to} of a text may follow this word as its ending. */
    boolean mayEnd(WordText text, int from, int to, String language) {
        if (from == to || openRight) {
            return true;
        }
        if (to - from > LONGEST_ENDING || letters.length() < SHORTEST_INFLECTED) {
            return false;
        }
        String ending = text.letters(from, to);
        if (capitals) {
            return ending.equals("s") && isInflecting(language);
        }
        return switch (language) {
            case "de" -> isGermanEnding(ending);
            case "en" -> ENGLISH.contains(ending);
            default -> false;
        };
    }

    private boolean isGermanEnding(String ending) {
        return GERMAN.contains(ending)
                || (ending.equals("nen") && letters.endsWith("in"))
                || (GERMAN_DOUBLED.contains(ending) && (letters.endsWith("nis") || letters.endsWith("us")));
    }

    private static boolean isInflecting(String language) {
        return language.equals("de") || language.equals("en");
    }

    /** The English plural of a word in -y after a consonant, which no ending makes. */
    Optional<String> pluralOfY() {
        int last = letters.length() - 1;
        boolean afterConsonant =
                last >= 2 && letters.charAt(last) == 'y' && "aeiou".indexOf(letters.charAt(last - 1)) < 0;
        return afterConsonant && !openRight && !capitals
                ? Optional.of(letters.substring(0, last) + "ies")
                : Optional.empty();
    }
}
