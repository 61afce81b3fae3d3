package io.depesche.enrich.story;

/** The sum of the vectors of a story's reports, exact, so that what is added can be taken away again. */
final class Centroid {

    private final IntCounts sums = new IntCounts();
    private long squares;

    void add(SparseVector vector) {
        change(vector, 1);
    }

    void remove(SparseVector vector) {
        change(vector, -1);
    }

    private void change(SparseVector vector, int sign) {
        for (int at = 0; at < vector.size(); at++) {
            int change = sign * vector.weights()[at];
            long before = sums.add(vector.terms()[at], change);
            squares += 2 * before * change + (long) change * change;
        }
    }

    /** Cosine of the angle to a vector, 0 to 1. */
    double cosine(SparseVector vector) {
        if (squares == 0) {
            return 0;
        }
        long dot = 0;
        for (int at = 0; at < vector.size(); at++) {
            dot += (long) vector.weights()[at] * sums.get(vector.terms()[at]);
        }
        return dot == 0 ? 0 : dot / (Math.sqrt((double) squares) * Math.sqrt((double) vector.squares()));
    }

    /** Its direction as a vector of the terms of greatest weight. */
    SparseVector strongest(int limit) {
        return SparseVector.of(sums, (term, sum) -> sum, limit);
    }

    boolean isEmpty() {
        return squares == 0;
    }

    /** Which share of a vector's square stands in terms that this has too, 0 to 1. */
    double holds(SparseVector vector) {
        long held = 0;
        for (int at = 0; at < vector.size(); at++) {
            int weight = vector.weights()[at];
            held += sums.get(vector.terms()[at]) == 0 ? 0 : weight * weight;
        }
        return held == 0 ? 0 : (double) held / vector.squares();
    }
}
