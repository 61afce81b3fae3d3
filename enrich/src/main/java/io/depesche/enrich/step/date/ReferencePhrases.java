package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** Words that speak of past, present or future without a date: "damals", "derzeit", "demnächst", "now". */
final class ReferencePhrases implements Phrases {

    private final Anchor anchor;

    ReferencePhrases(Anchor anchor) {
        this.anchor = anchor;
    }

    @Override
    public List<Role> roles() {
        return List.of(Role.REFERENCE, Role.NARRATED);
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.start();
        boolean narrative = anchor == Anchor.NARRATIVE;
        Optional<Sense> reference = words.sense(at, Role.REFERENCE)
                .filter(found -> !narrative || !words.has(at, Role.REPORTED))
                .or(() -> words.sense(at, Role.NARRATED).filter(found -> narrative));
        boolean inflected = words.isHyphen(at + 1);
        boolean compared = words.isNumber(at - 1) || words.has(at - 1, Role.UNIT) || words.has(at - 1, Role.UNITS);
        return reference
                .filter(found -> !words.has(at, Role.ARTICLE) || words.has(at - 1, Role.PREPOSITION, "IN"))
                .filter(found -> !words.has(at, Role.DISCOURSE) || isTemporal(words, at))
                .filter(found -> !inflected && !(compared && words.has(at, Role.LATER)))
                .map(found -> Expression.plain(at, at + found.words(), new Meaning.Reference(found.value())));
    }

    /** "nun" speaks of time where it opens a sentence or stands before the subject: "soll nun das Gericht prüfen"; elsewhere it is a particle. */
    private static boolean isTemporal(Words words, int at) {
        return !words.sameSentence(at - 1, at) || words.has(at + 1, Role.ARTICLE);
    }
}
