package io.depesche.enrich.step.entity;

/**
 * A sentence and what its corpus says of it.
 *
 * @param allowed for each token the labels it may have, one bit each: one label where the corpus says it, several where the corpus
 *     does not mark some sort of name or cuts words otherwise than we do
 */
record TrainingSentence(Sentence sentence, Allowed allowed) {

    /** Bit masks of labels. */
    static final class Allowed {

        private final int[] masks;
        private final boolean exact;

        Allowed(int[] masks) {
            this.masks = masks;
            boolean single = true;
            for (int mask : masks) {
                single &= Integer.bitCount(mask) == 1;
            }
            this.exact = single;
        }

        /** The mask of a token. */
        int at(int token) {
            return masks[token];
        }

        /** Whether every token has one label only. */
        boolean isExact() {
            return exact;
        }
    }
}
