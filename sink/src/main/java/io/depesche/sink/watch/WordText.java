package io.depesche.sink.watch;

import java.util.Arrays;

/**
 * A text in small letters, each where it was, with the borders of its words. A word is a run of letters, digits and combining marks; the
 * s of a genitive after an apostrophe is none.
 */
final class WordText {

    private static final String JOINING =
            " \u00a0\u2009\u202f\t-\u2010\u2011&/'\u2018\u2019\u201a\"\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a";
    private static final String APOSTROPHES = "'\u2019";
    private static final int WIDEST_JOINT = 5;

    private final String text;
    private final char[] letters;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    WordText(String text) {
        this.text = text;
        this.letters = text.toCharArray();
        int start = -1;
        for (int index = 0; index < letters.length; index++) {
            char letter = letters[index];
            if (isOfWord(letter)) {
                letters[index] = Character.toLowerCase(letter);
                start = start < 0 ? index : start;
            } else if (start >= 0) {
                add(start, index);
                start = -1;
            }
        }
        if (start >= 0) {
            add(start, letters.length);
        }
    }

    private static boolean isOfWord(char letter) {
        if (letter < 128) {
            return (letter >= 'a' && letter <= 'z')
                    || (letter >= 'A' && letter <= 'Z')
                    || (letter >= '0' && letter <= '9');
        }
        int type = Character.getType(letter);
        return Character.isLetterOrDigit(letter)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private void add(int start, int end) {
        boolean genitive = end - start == 1
                && letters[start] == 's'
                && start > 0
                && APOSTROPHES.indexOf(letters[start - 1]) >= 0
                && size > 0
                && ends[size - 1] == start - 1;
        if (genitive) {
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        starts[size] = start;
        ends[size++] = end;
    }

    /** Number of words. */
    int size() {
        return size;
    }

    /** UTF-16 index of a word's first letter. */
    int start(int word) {
        return starts[word];
    }

    /** UTF-16 index after a word's last letter. */
    int end(int word) {
        return ends[word];
    }

    /** The text in small letters; not to be changed. */
    char[] letters() {
        return letters;
    }

    /** The text as it was. */
    String text() {
        return text;
    }

    /** The small letters of a stretch. */
    String letters(int from, int to) {
        return new String(letters, from, to - from);
    }

    /** Whether a stretch has letters, all of which are capitals. */
    boolean isCapitals(int from, int to) {
        boolean capital = false;
        for (int index = from; index < to; index++) {
            if (Character.isLowerCase(text.charAt(index))) {
                return false;
            }
            capital |= Character.isUpperCase(text.charAt(index));
        }
        return capital;
    }

    /**
     * Whether a word continues a phrase: only spaces, hyphens, quotation marks, apostrophes, {@code &} and {@code /} part it from the one
     * before, or a full stop after a single letter.
     */
    boolean continues(int word) {
        if (word == 0) {
            return false;
        }
        int from = ends[word - 1];
        if (starts[word] - from > WIDEST_JOINT) {
            return false;
        }
        for (int index = from; index < starts[word]; index++) {
            char sign = letters[index];
            boolean initial = sign == '.' && index == from && from - starts[word - 1] == 1;
            boolean genitive = sign == 's' && APOSTROPHES.indexOf(letters[index - 1]) >= 0;
            if (JOINING.indexOf(sign) < 0 && !initial && !genitive) {
                return false;
            }
        }
        return true;
    }
}
