package io.depesche.ingest.extract;

import java.util.Optional;

/** Tells bytes that can be a web page from those that cannot. */
final class Markup {

    private static final int WINDOW = 4_096;
    /** One in this many characters may be a control character; a page has hardly any, data has many. */
    private static final int FEW = 20;

    private Markup() {}

    /** Whether the markup ends in a tag, a comment or a script that it does not close. */
    static boolean isCutOff(String text) {
        return text.lastIndexOf('<') > text.lastIndexOf('>')
                || text.lastIndexOf("<script") > text.lastIndexOf("</script")
                || text.lastIndexOf("<!--") > text.lastIndexOf("-->");
    }

    /** Why the bytes, decoded as the text, are no page; empty where they may be one. */
    static Optional<Problem> problem(byte[] bytes, String text) {
        if (text.isBlank()) {
            return Optional.of(new Problem(Problem.Code.EMPTY, "%d bytes without text".formatted(bytes.length)));
        }
        if (text.startsWith("%PDF-")) {
            return Optional.of(new Problem(Problem.Code.NOT_HTML, "a PDF document"));
        }
        int window = Math.min(text.length(), WINDOW);
        int controls = 0;
        for (int index = 0; index < window; index++) {
            char character = text.charAt(index);
            controls += Character.isISOControl(character) && !Character.isWhitespace(character) ? 1 : 0;
        }
        boolean padded = text.indexOf('<') >= 0 && text.indexOf("</") > 0;
        if (controls * FEW > window && !padded) {
            String detail = "%d control characters in the first %d".formatted(controls, window);
            return Optional.of(new Problem(Problem.Code.NOT_HTML, detail));
        }
        return text.indexOf('<') < 0
                ? Optional.of(
                        new Problem(Problem.Code.NOT_HTML, "not one tag in %d characters".formatted(text.length())))
                : Optional.empty();
    }
}
