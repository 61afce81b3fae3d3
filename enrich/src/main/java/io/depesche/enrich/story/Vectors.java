package io.depesche.enrich.story;

/**
 * A report as vectors.
 *
 * @param words terms of headline and text
 * @param lead terms of headline and beginning
 * @param places that it names
 * @param things of other kinds that it names
 * @param common terms that reports of all languages share
 */
public record Vectors(
        SparseVector words, SparseVector lead, SparseVector places, SparseVector things, SparseVector common) {

    /** Of a copy, whose original has them. */
    static final Vectors NONE = new Vectors(
            SparseVector.EMPTY, SparseVector.EMPTY, SparseVector.EMPTY, SparseVector.EMPTY, SparseVector.EMPTY);
}
