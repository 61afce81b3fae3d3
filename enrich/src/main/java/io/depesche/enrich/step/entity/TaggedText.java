package io.depesche.enrich.step.entity;

import java.util.List;

/**
 * A text with its names.
 *
 * @param names in reading order, none overlapping another
 */
record TaggedText(String text, List<Sentence> sentences, List<NameSpan> names) {

    TaggedText {
        sentences = List.copyOf(sentences);
        names = List.copyOf(names);
    }
}
