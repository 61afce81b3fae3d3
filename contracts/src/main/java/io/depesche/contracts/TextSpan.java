package io.depesche.contracts;

/**
 * A stretch of a text and what stands there.
 *
 * @param start first Unicode code point, inclusive
 * @param end one past the last code point
 * @param exact the text between the two, which is what a reader checks the offsets against
 */
public record TextSpan(int start, int end, String exact) {

    public TextSpan {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a span needs 0 <= start < end, not [%d, %d)".formatted(start, end));
        }
    }

    /** Whether the text from {@code start} to {@code end} is exactly what the span says: the law that every tag keeps. */
    public boolean quotes(String text) {
        int length = text.codePointCount(0, text.length());
        return end <= length
                && text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end))
                        .equals(exact);
    }
}
