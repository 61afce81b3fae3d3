package io.depesche.enrich.story;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Counts the terms of a text: hashes of its words' base forms, and of the parts of its compounds. Not safe for several threads. */
final class TermReader {

    /** What a word counts; the part of a compound counts less. */
    static final int WHOLE = 12;

    /** Places for words whose forms are remembered: a power of two, of which half are used. */
    private static final int PLACES = 1 << 18;

    private static final int LONGEST_FORM = 7;

    /** Longer strings of letters are no words. */
    private static final int LONGEST = 60;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final WordForms forms;
    private final long[] words = new long[PLACES];
    private final int[] remembered = new int[PLACES];
    private int remembers;

    /** The forms of all remembered words one after the other: how many there are of a word, then term and count of each. */
    private int[] known = new int[PLACES];

    private int knownSize = 1;

    TermReader(WordForms forms) {
        this.forms = forms;
    }

    /** Finds the base forms of a word. */
    interface WordForms {

        /** What a word of a text counts as: its base form, and those of its parts where it is a compound. */
        List<Form> of(String word);
    }

    /**
     * A term that a word counts as.
     *
     * @param term its hash
     * @param count how much, {@link #WHOLE} for a whole word
     */
    record Form(int term, int count) {

        /** A whole word. */
        static Form whole(String form) {
            return new Form(hash(form), WHOLE);
        }

        /** One of a compound's two parts. */
        static Form part(String form) {
            return new Form(hash(form), WHOLE / 2);
        }
    }

    /** Counts the first {@code limit} words of a text, each {@code times} over; returns how many there were. */
    int count(String text, int times, int limit, IntCounts counts) {
        int words = 0;
        int length = text.length();
        int at = 0;
        while (at < length && words < limit) {
            if (!Character.isLetterOrDigit(text.charAt(at))) {
                at++;
                continue;
            }
            int from = at;
            while (at < length && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            if (at - from > 1 && at - from <= LONGEST) {
                int first = formsOf(text, from, at);
                for (int form = first + 1; form <= first + 2 * known[first]; form += 2) {
                    counts.add(known[form], known[form + 1] * times);
                }
                words++;
            }
        }
        return words;
    }

    /** Where the forms of a word are known, which are looked up by its hash and found only once. */
    private int formsOf(String text, int from, int to) {
        long word = 1;
        for (int at = from; at < to; at++) {
            word = (word ^ text.charAt(at)) * MULTIPLIER;
            word ^= word >>> 29;
        }
        int place = (int) word & (PLACES - 1);
        while (remembered[place] != 0) {
            if (words[place] == word) {
                return remembered[place];
            }
            place = (place + 1) & (PLACES - 1);
        }
        if (remembers * 2 >= PLACES) {
            Arrays.fill(remembered, 0);
            remembers = 0;
            knownSize = 1;
            place = (int) word & (PLACES - 1);
        }
        remembers++;
        words[place] = word;
        remembered[place] = remember(forms.of(text.substring(from, to)));
        return remembered[place];
    }

    private int remember(List<Form> found) {
        int first = knownSize;
        knownSize += 1 + 2 * found.size();
        if (knownSize > known.length) {
            known = Arrays.copyOf(known, Math.max(known.length * 2, knownSize));
        }
        known[first] = found.size();
        for (int at = 0; at < found.size(); at++) {
            known[first + 1 + 2 * at] = found.get(at).term();
            known[first + 2 + 2 * at] = found.get(at).count();
        }
        return first;
    }

    /** The term of a base form: 32 bits of FNV-1a, mixed once more so that its low bits are even. */
    static int hash(CharSequence form) {
        int hash = 0x811C9DC5;
        for (int at = 0; at < form.length(); at++) {
            hash = (hash ^ form.charAt(at)) * 0x01000193;
        }
        hash ^= hash >>> 15;
        hash *= 0x2C1B3C6D;
        return hash ^ (hash >>> 13);
    }

    /** Base forms for a language without rules of its own: small letters, of long words the beginning. */
    static List<Form> beginning(String word) {
        return List.of(Form.whole(beginningOf(word.toLowerCase(Locale.ROOT))));
    }

    /** The first letters of a long word, by which its inflected forms are one. */
    static String beginningOf(String small) {
        return small.length() > LONGEST_FORM ? small.substring(0, LONGEST_FORM) : small;
    }
}
