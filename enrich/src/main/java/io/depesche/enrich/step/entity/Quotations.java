package io.depesche.enrich.step.entity;

import java.util.Arrays;

/**
 * What the model looks at inside a short quotation, as titles of works and nicknames are: its length, what stands before and
 * after it, and the word's place in it.
 */
final class Quotations {

    /** How many features {@link #keys} finds for a word in a quotation. */
    static final int KEYS = 8;

    /** A longer quotation is somebody's words rather than a title. */
    private static final int MOST_TOKENS = 12;

    private static final int LONG = 8;

    private static final Quotations NONE = new Quotations(new WordView[0], new int[0], new int[0]);

    private final WordView[] words;
    /** For each token the marks of the quotation that it stands in, -1 where it stands in none. */
    private final int[] opens;

    private final int[] closes;

    private Quotations(WordView[] words, int[] opens, int[] closes) {
        this.words = words;
        this.opens = opens;
        this.closes = closes;
    }

    /** Finds the short quotations of a sentence. */
    static Quotations of(Sentence sentence, WordView[] words) {
        if (!hasMark(words)) {
            return NONE;
        }
        int[] opens = new int[words.length];
        int[] closes = new int[words.length];
        Arrays.fill(opens, -1);
        int open = -1;
        for (int token = 0; token < words.length; token++) {
            Signs.Mark mark = words[token].mark();
            if (mark == Signs.Mark.NONE || (open < 0 && mark == Signs.Mark.SINGLE && isApostrophe(sentence, token))) {
                continue;
            }
            if (open >= 0 && token - open <= MOST_TOKENS) {
                Arrays.fill(opens, open + 1, token, open);
                Arrays.fill(closes, open + 1, token, token);
                open = -1;
            } else {
                open = token;
            }
        }
        return new Quotations(words, opens, closes);
    }

    private static boolean hasMark(WordView[] words) {
        for (WordView word : words) {
            if (word.mark() != Signs.Mark.NONE) {
                return true;
            }
        }
        return false;
    }

    /** "Schröders' Haus": a mark right after a word opens nothing. */
    private static boolean isApostrophe(Sentence sentence, int token) {
        return sentence.word(token).equals("’") || (token > 0 && sentence.end(token - 1) == sentence.start(token));
    }

    /** Puts the features of a token into {@code keys}; returns how many there are. */
    int keys(int token, int[] keys) {
        int open = opens.length == 0 ? -1 : opens[token];
        if (open < 0) {
            return 0;
        }
        int close = closes[token];
        int length = Math.min(close - open - 1, LONG);
        int place = (token == open + 1 ? 1 : 0) | (token == close - 1 ? 2 : 0);
        long extent = FeatureHash.of(70, length, place);
        WordView before = open == 0 ? null : words[open - 1];
        WordView after = close + 1 < words.length ? words[close + 1] : null;
        long lowerBefore = before == null ? 0 : before.lower();
        keys[0] = Features.joint(70, length, place);
        keys[1] = Features.joint(71, extent, words[token].shape());
        keys[2] = Features.joint(72, lowerBefore, place);
        keys[3] = Features.joint(73, before == null ? 0 : before.wordClass(), place);
        keys[4] = Features.joint(74, before == null ? 0 : before.traits(), extent);
        keys[5] = Features.joint(75, after == null ? 0 : after.lower(), place);
        keys[6] = Features.joint(76, FeatureHash.of(76, lowerBefore, length), place);
        keys[7] = Features.joint(77, words[open + 1].shape(), extent);
        return KEYS;
    }
}
