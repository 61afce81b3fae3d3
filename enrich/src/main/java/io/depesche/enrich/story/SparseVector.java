package io.depesche.enrich.story;

import java.util.Arrays;

/**
 * A vector of few terms, in ascending order, with whole weights: sums of such vectors are exact, so that a story is the same
 * whether its reports came one by one or were restored. Its length is about {@link #LENGTH}.
 */
public final class SparseVector {

    static final int LENGTH = 4096;

    static final SparseVector EMPTY = new SparseVector(new int[0], new short[0]);

    private final int[] terms;
    private final short[] weights;

    /**
     * Takes over what was kept.
     *
     * @param terms hashes of terms, ascending
     * @param weights 1 to {@link #LENGTH}, a weight for each term
     */
    SparseVector(int[] terms, short[] weights) {
        this.terms = terms;
        this.weights = weights;
    }

    /** Hashes of its terms, ascending. */
    int[] terms() {
        return terms;
    }

    /** The weight of each term. */
    short[] weights() {
        return weights;
    }

    /** Tells the weight of a term. */
    interface Weighing {
        double weightOf(int term, int count);
    }

    /** The terms of greatest weight, at most {@code limit}; among equal ones those of smaller hash. */
    static SparseVector of(IntCounts counts, Weighing weighing, int limit) {
        Weighed all = new Weighed(counts.size());
        counts.forEach((term, count) -> all.add(term, weighing.weightOf(term, count)));
        double least = leastOf(all.weights, limit);
        Weighed kept = all.atLeast(least);
        int room = limit;
        for (double weight : kept.weights) {
            room -= weight > least ? 1 : 0;
        }
        double squares = 0;
        for (int at = 0; at < kept.size; at++) {
            if (kept.weights[at] == least && room-- <= 0) {
                kept.weights[at] = 0;
            }
            squares += kept.weights[at] * kept.weights[at];
        }
        return kept.scaled(LENGTH / Math.sqrt(squares));
    }

    private static double leastOf(double[] weights, int limit) {
        if (weights.length <= limit) {
            return 0;
        }
        double[] sorted = weights.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - limit];
    }

    /** Terms and what they weigh. */
    private static final class Weighed {
        private final int[] terms;
        private final double[] weights;
        private int size;

        Weighed(int room) {
            terms = new int[room];
            weights = new double[room];
        }

        void add(int term, double weight) {
            terms[size] = term;
            weights[size++] = weight;
        }

        /** Those of some weight that is not less, in ascending order of terms. */
        Weighed atLeast(double least) {
            long[] places = new long[size];
            int count = 0;
            for (int at = 0; at < size; at++) {
                if (weights[at] > 0 && weights[at] >= least) {
                    places[count++] = ((long) terms[at] << 32) | at;
                }
            }
            Arrays.sort(places, 0, count);
            Weighed kept = new Weighed(count);
            for (int at = 0; at < count; at++) {
                int place = (int) places[at];
                kept.add(terms[place], weights[place]);
            }
            return kept;
        }

        SparseVector scaled(double scale) {
            int[] keptTerms = new int[size];
            short[] keptWeights = new short[size];
            int count = 0;
            for (int at = 0; at < size; at++) {
                long weight = weights[at] == 0 ? 0 : Math.round(weights[at] * scale);
                if (weight > 0) {
                    keptTerms[count] = terms[at];
                    keptWeights[count++] = (short) weight;
                }
            }
            return new SparseVector(Arrays.copyOf(keptTerms, count), Arrays.copyOf(keptWeights, count));
        }
    }

    /** How many terms it has. */
    int size() {
        return terms.length;
    }

    /** The terms of greatest weight, at most {@code limit}. */
    SparseVector strongest(int limit) {
        if (terms.length <= limit) {
            return this;
        }
        short[] sorted = weights.clone();
        Arrays.sort(sorted);
        short least = sorted[sorted.length - limit];
        int[] keptTerms = new int[limit];
        short[] keptWeights = new short[limit];
        int room = limit;
        for (short weight : weights) {
            room -= weight > least ? 1 : 0;
        }
        int size = 0;
        for (int at = 0; at < terms.length; at++) {
            if (weights[at] > least || (weights[at] == least && room-- > 0)) {
                keptTerms[size] = terms[at];
                keptWeights[size++] = weights[at];
            }
        }
        return new SparseVector(keptTerms, keptWeights);
    }

    /** The weight of a term, 0 where it has none. */
    int weightOf(int term) {
        int at = Arrays.binarySearch(terms, term);
        return at < 0 ? 0 : weights[at];
    }

    /** Cosine of the angle between two vectors, 0 to 1. */
    double cosine(SparseVector other) {
        long dot = 0;
        int mine = 0;
        int others = 0;
        while (mine < terms.length && others < other.terms.length) {
            int order = Integer.compare(terms[mine], other.terms[others]);
            if (order == 0) {
                dot += (long) weights[mine] * other.weights[others];
            }
            mine += order <= 0 ? 1 : 0;
            others += order >= 0 ? 1 : 0;
        }
        return dot == 0 ? 0 : dot / Math.sqrt((double) squares() * other.squares());
    }

    /** Which share of this vector's square stands in terms that the other has too, 0 to 1. */
    double heldBy(SparseVector other) {
        long held = 0;
        for (int at = 0; at < terms.length; at++) {
            held += other.weightOf(terms[at]) == 0 ? 0 : weights[at] * weights[at];
        }
        return held == 0 ? 0 : (double) held / squares();
    }

    long squares() {
        long squares = 0;
        for (short weight : weights) {
            squares += weight * weight;
        }
        return squares;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseVector vector
                && Arrays.equals(terms, vector.terms)
                && Arrays.equals(weights, vector.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(terms) + Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "%d terms".formatted(terms.length);
    }
}
