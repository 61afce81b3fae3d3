package io.depesche.enrich.step.entity;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Labels the words of a sentence: of all allowed sequences of labels the one with the highest score (Viterbi). Time and
 * memory grow linearly with the sentence. Safe for several threads.
 */
final class SequenceTagger {

    /** Words whose scores are kept for the next time they occur; a newer word takes an older one's place. */
    private static final int KEPT_BITS = 15;

    private static final int LONGEST_KEPT = 40;

    private static final int DISTANCES = 2 * Features.REACH + 1;

    private final EntityModel model;
    private final Features features;
    /** The model's, row by row. */
    private final float[] transitions = new float[(Label.COUNT + 1) * Label.COUNT];

    private final Scored outside;
    private final AtomicReferenceArray<Scored> kept = new AtomicReferenceArray<>(1 << KEPT_BITS);

    public SequenceTagger(EntityModel model, WordTraits dictionary) {
        this.model = model;
        this.features = model.features(dictionary);
        this.outside = score("", features.outside());
        for (int before = 0; before <= Label.COUNT; before++) {
            for (int label = 0; label < Label.COUNT; label++) {
                transitions[before * Label.COUNT + label] = model.transition(before, label);
            }
        }
    }

    /** The name lists that hold a word. */
    int listsOf(String word) {
        return features.listsOf(word);
    }

    /** The label of each token. */
    public int[] labelsOf(Sentence sentence) {
        int size = sentence.size();
        // Of each label at each token the score of the best sequence that ends in it.
        float[] best = scoresOf(sentence);
        for (int label = 0; label < Label.COUNT; label++) {
            best[label] += transitions[Label.COUNT * Label.COUNT + label];
        }
        float[] top = new float[Label.COUNT];
        for (int row = Label.COUNT; row < size * Label.COUNT; row += Label.COUNT) {
            Arrays.fill(top, Float.NEGATIVE_INFINITY);
            for (int before = 0; before < Label.COUNT; before++) {
                float reached = best[row - Label.COUNT + before];
                int from = before * Label.COUNT;
                for (int label = 0; label < Label.COUNT; label++) {
                    top[label] = Math.max(top[label], reached + transitions[from + label]);
                }
            }
            for (int label = 0; label < Label.COUNT; label++) {
                best[row + label] += top[label];
            }
        }
        return backtrack(best, size);
    }

    private int[] backtrack(float[] best, int size) {
        int[] labels = new int[size];
        int after = -1;
        for (int token = size - 1; token >= 0; token--) {
            int row = token * Label.COUNT;
            int label = 0;
            for (int candidate = 1; candidate < Label.COUNT; candidate++) {
                if (best[row + candidate] + transitionTo(after, candidate)
                        > best[row + label] + transitionTo(after, label)) {
                    label = candidate;
                }
            }
            labels[token] = label;
            after = label;
        }
        return labels;
    }

    /** The score of a label before another, or at the sentence's end where that is -1. */
    private float transitionTo(int after, int label) {
        return after < 0 ? 0 : transitions[label * Label.COUNT + after];
    }

    private float[] scoresOf(Sentence sentence) {
        int size = sentence.size();
        Scored[] words = new Scored[size];
        WordView[] views = new WordView[size];
        boolean loud = true;
        for (int token = 0; token < size; token++) {
            words[token] = scored(sentence.word(token));
            views[token] = words[token].view;
            loud &= !Shape.hasSmallLetter(sentence.word(token));
        }
        float[] scores = new float[size * Label.COUNT];
        int[] keys = new int[Features.MOST_TOGETHER];
        Quotations quotations = Quotations.of(sentence, views);
        boolean quoted = false;
        for (int token = 0; token < size; token++) {
            int row = token * Label.COUNT;
            for (int distance = -Features.REACH; distance <= Features.REACH; distance++) {
                at(words, token + distance).addTo(scores, row, distance);
            }
            int found = Features.together(
                    at(words, token - 1).view,
                    words[token].view,
                    at(words, token + 1).view,
                    token == 0,
                    quoted,
                    loud,
                    keys);
            model.add(keys, found, scores, row);
            model.add(keys, quotations.keys(token, keys), scores, row);
            quoted ^= views[token].mark() == Signs.Mark.DOUBLE;
        }
        return scores;
    }

    private Scored at(Scored[] words, int token) {
        return token < 0 || token >= words.length ? outside : words[token];
    }

    private Scored scored(String word) {
        if (word.length() > LONGEST_KEPT) {
            return score(word, features.viewOf(word));
        }
        int slot = (word.hashCode() * 0x9E3779B9) >>> (32 - KEPT_BITS);
        Scored known = kept.get(slot);
        if (known == null || !known.word.equals(word)) {
            known = score(word, features.viewOf(word));
            kept.set(slot, known);
        }
        return known;
    }

    private Scored score(String word, WordView view) {
        float[] scores = new float[DISTANCES * Label.COUNT];
        int[] keys = new int[view.reach(0)];
        for (int distance = -Features.REACH; distance <= Features.REACH; distance++) {
            int from = (distance + Features.REACH) * Label.COUNT;
            int reach = view.reach(distance);
            for (int index = 0; index < reach; index++) {
                keys[index] = view.key(index, distance);
            }
            model.add(keys, reach, scores, from);
        }
        return new Scored(word, view.withoutFeatures(), scores);
    }

    /** A word with its features' weights summed for each distance from which it is seen. */
    private static final class Scored {

        private final String word;
        private final WordView view;
        private final float[] scores;

        Scored(String word, WordView view, float[] scores) {
            this.word = word;
            this.view = view;
            this.scores = scores;
        }

        void addTo(float[] sums, int row, int distance) {
            int from = (distance + Features.REACH) * Label.COUNT;
            for (int label = 0; label < Label.COUNT; label++) {
                sums[row + label] += scores[from + label];
            }
        }
    }
}
