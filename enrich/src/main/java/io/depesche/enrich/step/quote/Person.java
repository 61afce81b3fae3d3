package io.depesche.enrich.step.quote;

import io.depesche.contracts.record.EntityType;

/**
 * A person or an organization that a text names, at UTF-16 indexes.
 *
 * @param id the entity's id
 * @param man whether it can be a man
 * @param woman whether it can be a woman
 * @param quoted whether it is named inside a quotation
 */
record Person(int start, int end, String id, EntityType type, boolean man, boolean woman, boolean quoted) {

    boolean isHuman() {
        return type == EntityType.PERSON;
    }
}
