package io.depesche.enrich.step;

/** One pass over an article that adds one kind of tag. Steps are pure and deterministic, and safe for use by several threads. */
public interface Step {

    /** The step's name in {@code TaggedArticle.steps} and in metrics: one lower-case word. */
    String name();

    /** Changes whenever the step may give other tags than before for the same text. */
    String version();

    /**
     * Whether the step knows the language of an article with the tags so far. Where it does not, it is not run and not named in
     * {@code TaggedArticle.steps}: no tags then means not looked for, rather than none found.
     */
    default boolean reads(Tags soFar) {
        return true;
    }

    /** The tags so far and those of this step. */
    Tags apply(ArticleText text, Tags soFar);
}
