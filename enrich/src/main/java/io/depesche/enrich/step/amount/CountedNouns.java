package io.depesche.enrich.step.amount;

import java.util.List;
import java.util.Optional;

/** Finds what a number counts: the noun after it, with the adjectives between. */
interface CountedNouns {

    /** So many words may stand between a number and its noun. */
    int MOST_BETWEEN = 4;

    /**
     * A counted noun.
     *
     * @param lemma the noun's dictionary form
     * @param head the noun's token
     */
    record Counted(String lemma, int head) {}

    /** The noun that a number counts whose last token is the one before {@code from}. */
    Optional<Counted> after(List<String> tokens, int from, boolean one);
}
