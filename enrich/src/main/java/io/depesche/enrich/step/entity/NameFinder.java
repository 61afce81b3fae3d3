package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.List;

/**
 * Finds the names of sentences in place of the model that comes with Depesche. What follows is the same for both: the pass over the
 * whole article, the user's lists, links and salience. Safe for several threads.
 */
public interface NameFinder {

    /** Tells one model from another, in {@code TaggedArticle.steps}. */
    String version();

    /**
     * For each sentence its names in reading order, no two overlapping.
     *
     * @param sentences the words and signs of each sentence
     */
    List<List<FoundName>> namesIn(List<List<String>> sentences);

    /**
     * A name by the numbers of its first and its last word.
     *
     * @param kind for a single word also PART, where the name is what stands before its last hyphen, or DERIVED
     */
    record FoundName(int first, int last, EntityType type, MentionKind kind) {}
}
