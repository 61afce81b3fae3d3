package io.depesche.enrich.step.date;

import java.util.List;

/** What one word can mean, longest groups of words first, with its roles as bits: most words have none, and most questions are about roles they lack. */
final class Meanings {

    static final Meanings NONE = new Meanings(List.of());

    private final Sense[] senses;
    private final RoleBits roles;

    Meanings(List<Sense> senses) {
        this.senses = senses.toArray(Sense[]::new);
        this.roles = RoleBits.of(senses.stream().map(Sense::role).toList());
    }

    boolean isEmpty() {
        return senses.length == 0;
    }

    int count() {
        return senses.length;
    }

    Sense get(int index) {
        return senses[index];
    }

    RoleBits roles() {
        return roles;
    }
}
