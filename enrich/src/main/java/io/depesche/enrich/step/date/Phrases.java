package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** One family of expressions, composed from words. Matching looks at a bounded number of words, so a text costs linear time. */
interface Phrases {

    /** Roles of which the first word or the core of every expression of this family has one. */
    List<Role> roles();

    /** Whether digits can be the core as well. */
    default boolean startsWithDigits() {
        return false;
    }

    /** The expression that starts where the prefix starts, if there is one of this family. */
    Optional<Expression> at(Words words, Prefix prefix);
}
