package io.depesche.enrich.step.date;

import java.util.Optional;

/** One family of expressions, composed from words. Matching looks at a bounded number of words, so a text costs linear time. */
interface Phrases {

    /** The expression that starts where the prefix starts, if there is one of this family. */
    Optional<Expression> at(Words words, Prefix prefix);
}
