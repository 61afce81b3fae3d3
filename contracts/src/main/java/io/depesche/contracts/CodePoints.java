package io.depesche.contracts;

/**
 * Turns the UTF-16 indexes of one text, which Java counts in, into the code points that our records count in. Costs one pass
 * over texts that hold supplementary characters and nothing for all others.
 */
public final class CodePoints {

    private final String text;
    /** Code points before each UTF-16 index; empty where both counts are the same. */
    private final int[] before;

    public CodePoints(String text) {
        this.text = text;
        this.before = text.codePointCount(0, text.length()) == text.length() ? new int[0] : countBefore(text);
    }

    private static int[] countBefore(String text) {
        int[] before = new int[text.length() + 1];
        int count = 0;
        for (int index = 0; index < text.length(); index++) {
            before[index] = count;
            boolean firstHalf = Character.isHighSurrogate(text.charAt(index))
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1));
            if (!firstHalf) {
                count++;
            }
        }
        before[text.length()] = count;
        return before;
    }

    /** How many code points stand before the UTF-16 index {@code index}. */
    public int at(int index) {
        return before.length == 0 ? index : before[index];
    }

    /** The span between two UTF-16 indexes, neither of which may split a surrogate pair. */
    public TextSpan span(int from, int to) {
        return new TextSpan(at(from), at(to), text.substring(from, to));
    }
}
