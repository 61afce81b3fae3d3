package io.depesche.enrich.step.quote;

import io.depesche.contracts.record.EntityType;

/**
 * A person or an organization that a text names, at UTF-16 indexes.
 *
 * @param id the entity's id
 * @param man whether it can be a man
 * @param woman whether it can be a woman
 * @param genitive whether it stands in the genitive ("Schwarzs Anwalt")
 * @param quoted whether it is named inside a quotation
 */
record Person(
        int start, int end, String id, EntityType type, boolean man, boolean woman, boolean genitive, boolean quoted) {

    Person at(int utf16Start, int utf16End, boolean inQuotation) {
        return new Person(utf16Start, utf16End, id, type, man, woman, genitive, inQuotation);
    }

    boolean isHuman() {
        return type == EntityType.PERSON;
    }
}
