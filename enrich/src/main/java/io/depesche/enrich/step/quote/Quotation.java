package io.depesche.enrich.step.quote;

/**
 * What stands in quotation marks, at UTF-16 indexes.
 *
 * @param start first index after the opening mark
 * @param end index of the closing mark, or one past the paragraph's text where the next paragraph goes on
 * @param continues whether it goes on in the next paragraph
 * @param continued whether it goes on from the paragraph before
 */
record Quotation(int start, int end, boolean continues, boolean continued) {

    /** Index of the opening mark. */
    int open() {
        return start - 1;
    }

    /** One past the closing mark. */
    int after() {
        return continues ? end : end + 1;
    }
}
