package io.depesche.enrich.step.entity;

import java.util.Arrays;
import java.util.List;

/** One sentence as its tokens: words, numbers and single signs, in reading order, each with its place in the text. */
public final class Sentence {

    private final String text;
    private final int[] bounds;
    private final String[] words;

    /**
     * @param text the text that the sentence stands in
     * @param bounds start and end of each token in turn, as UTF-16 indexes of {@code text}
     */
    Sentence(String text, int[] bounds) {
        this.text = text;
        this.bounds = bounds;
        this.words = new String[bounds.length / 2];
        Arrays.setAll(words, token -> text.substring(start(token), end(token)));
    }

    /** How many tokens there are; at least one. */
    public int size() {
        return words.length;
    }

    /** What stands there. */
    public String word(int token) {
        return words[token];
    }

    /** What stands there, token by token. */
    public List<String> words() {
        return List.of(words);
    }

    /** First UTF-16 index of a token. */
    public int start(int token) {
        return bounds[2 * token];
    }

    /** One past the last UTF-16 index of a token. */
    public int end(int token) {
        return bounds[2 * token + 1];
    }

    /** The text from the start of one token to the end of another, with what stands between. */
    public String textOf(int first, int last) {
        return first == last ? words[first] : text.substring(start(first), end(last));
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
