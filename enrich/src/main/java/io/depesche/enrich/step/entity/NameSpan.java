package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;

/**
 * A name where it stands.
 *
 * @param sentence number of the sentence in its text
 * @param first first token
 * @param last last token, the same as {@code first} for kinds other than NAME
 * @param start first UTF-16 index of the text; inside {@code first} only for a PART
 * @param end one past the last UTF-16 index
 * @param exact what stands there
 */
record NameSpan(
        int sentence, int first, int last, int start, int end, String exact, EntityType type, MentionKind kind) {

    NameSpan withType(EntityType other) {
        return new NameSpan(sentence, first, last, start, end, exact, other, kind);
    }

    boolean isSingleWord() {
        return first == last;
    }
}
