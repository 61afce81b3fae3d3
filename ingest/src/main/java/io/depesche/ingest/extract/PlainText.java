package io.depesche.ingest.extract;

import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Makes one line of plain text of whatever a page has in its place. */
public final class PlainText {

    private PlainText() {}

    /**
     * The text with every run of white space as one space, ends trimmed, and without soft hyphens, zero-width, control and
     * directional characters and halves of surrogate pairs; {@linkplain Mojibake mended} where it was garbled.
     */
    public static String clean(CharSequence text) {
        return new TextBuffer(text.length()).append(text.toString()).plain();
    }

    /** The {@linkplain #clean clean} text of a string that may hold markup or character references, as titles in metadata often do. */
    static String ofHtml(String text) {
        if (text.indexOf('&') < 0 && text.indexOf('<') < 0) {
            return clean(text);
        }
        String once = PageTree.of(text, "").map(Element::text).orElse(text);
        // Generators that escape twice are common enough: "&amp;quot;" means a quotation mark.
        return clean(once.indexOf('&') < 0 ? once : Parser.unescapeEntities(once, false));
    }

    /** The letters and digits alone, lower case: what is left when two texts are compared regardless of how they are set. */
    static String letters(String text) {
        return Letters.areSimple(text) ? simpleLetters(text) : anyLetters(text);
    }

    private static String simpleLetters(String text) {
        char[] letters = new char[text.length()];
        int length = 0;
        for (int index = 0; index < letters.length; index++) {
            char letter = Letters.folded(text.charAt(index));
            if (letter != 0) {
                letters[length++] = letter;
            }
        }
        return new String(letters, 0, length);
    }

    private static String anyLetters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        String lower = text.toLowerCase(Locale.ROOT);
        for (int index = 0; index < lower.length(); index++) {
            char character = lower.charAt(index);
            if (Character.isSurrogate(character)) {
                int point = lower.codePointAt(index);
                if (Character.isLetterOrDigit(point)) {
                    letters.appendCodePoint(point);
                }
                index += Character.charCount(point) - 1;
            } else if (Character.isLetterOrDigit(character)) {
                letters.append(character);
            }
        }
        return letters.toString();
    }
}
