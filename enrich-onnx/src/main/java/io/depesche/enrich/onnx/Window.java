package io.depesche.enrich.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sentence as the model gets it, or a piece of a long one. Pieces of one sentence overlap, and a word that is in two of them is labelled where
 * it stands farther inside.
 */
final class Window {

    /** The share of a window that it has in common with the one before it, at most. */
    private static final int OVERLAP = 4;

    private final int sentence;
    private final int[] ids;
    private final int firstWord;
    /** Where each of the words begins in {@code ids}. */
    private final int[] starts;

    private int labelFrom;
    private int labelTo;

    private Window(int sentence, int[] ids, int firstWord, int[] starts) {
        this.sentence = sentence;
        this.ids = ids;
        this.firstWord = firstWord;
        this.starts = starts;
        labelFrom = firstWord;
        labelTo = firstWord + starts.length;
    }

    /**
     * Cuts a sentence into windows.
     *
     * @param sentence its number
     * @param words the pieces of each of its words
     * @param most pieces that the model takes at a time, those at start and end included; three or more, and so that each word fits
     */
    static List<Window> of(int sentence, List<int[]> words, int start, int end, int most) {
        List<Window> windows = new ArrayList<>();
        int from = 0;
        int labelFrom = 0;
        while (from < words.size()) {
            int to = from;
            int length = 2;
            while (to < words.size() && length + words.get(to).length <= most) {
                length += words.get(to++).length;
            }
            Window window = window(sentence, words, from, to, length, start, end);
            windows.add(window);
            window.labelFrom = labelFrom;
            int next = to == words.size() ? to : startOfNext(words, from, to, (most - 2) / OVERLAP);
            labelFrom = (next + to + 1) / 2;
            window.labelTo = labelFrom;
            from = next;
        }
        return windows;
    }

    private static Window window(int sentence, List<int[]> words, int from, int to, int length, int start, int end) {
        int[] ids = new int[length];
        int[] starts = new int[to - from];
        ids[0] = start;
        int used = 1;
        for (int word = from; word < to; word++) {
            int[] pieces = words.get(word);
            starts[word - from] = used;
            System.arraycopy(pieces, 0, ids, used, pieces.length);
            used += pieces.length;
        }
        ids[used] = end;
        return new Window(sentence, ids, from, starts);
    }

    private static int startOfNext(List<int[]> words, int from, int to, int overlap) {
        int next = to;
        int common = 0;
        while (next - 1 > from && common + words.get(next - 1).length <= overlap) {
            common += words.get(--next).length;
        }
        return next;
    }

    int sentence() {
        return sentence;
    }

    int length() {
        return ids.length;
    }

    int id(int position) {
        return ids[position];
    }

    /** Enters the labels of those words that are to be labelled here; a word has the label of its first piece. */
    void enter(int[] labelsOfPieces, int[] labelsOfWords) {
        for (int word = labelFrom; word < labelTo; word++) {
            labelsOfWords[word] = labelsOfPieces[starts[word - firstWord]];
        }
    }

    @Override
    public String toString() {
        return "sentence %d, words %d to %d of %s".formatted(sentence, labelFrom, labelTo, Arrays.toString(ids));
    }
}
