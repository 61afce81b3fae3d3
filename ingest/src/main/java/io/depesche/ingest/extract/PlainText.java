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
        return clean(text, true);
    }

    private static String clean(CharSequence text, boolean mend) {
        boolean whole = !mend;
        char[] cleaned = new char[text.length()];
        int length = 0;
        boolean space = false;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character > ' ' && character < '\u007f') {
                if (space && length > 0) {
                    cleaned[length++] = ' ';
                }
                space = false;
                cleaned[length++] = character;
                continue;
            }
            if (isSpace(character)) {
                space = true;
                continue;
            }
            if (!whole && Mojibake.mayBeginAt(text, index)) {
                Mojibake.Mended mended = Mojibake.mend(text.toString());
                if (mended.count() > 0) {
                    return clean(mended.text(), false);
                }
                whole = true;
            }
            boolean pair = isPairAt(text, index);
            if (isUnseen(character) || (Character.isSurrogate(character) && !pair)) {
                continue;
            }
            if (space && length > 0) {
                cleaned[length++] = ' ';
            }
            space = false;
            cleaned[length++] = character;
            if (pair) {
                cleaned[length++] = text.charAt(++index);
            }
        }
        return new String(cleaned, 0, length);
    }

    /**
     * How many characters of a text have no place in any: control characters, characters that change the direction of writing,
     * noncharacters and halves of surrogate pairs. What only separates or joins letters, such as a soft hyphen, is not counted.
     */
    static int misplaced(String text) {
        int misplaced = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean usual = (character >= ' ' && character < '\u007f')
                    || (character >= '\u00a0' && character < '\u202a')
                    || character == '\n';
            if (usual) {
                continue;
            }
            boolean pair = isPairAt(text, index);
            boolean control = Character.isISOControl(character) && !isSpace(character);
            boolean direction = (character >= '\u202a' && character <= '\u202e')
                    || (character >= '\u2066' && character <= '\u2069');
            boolean none = character == '\uFFFE' || character == '\uFFFF';
            misplaced += control || direction || none || (Character.isSurrogate(character) && !pair) ? 1 : 0;
            index += pair ? 1 : 0;
        }
        return misplaced;
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

    private static boolean isPairAt(CharSequence text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    private static boolean isSpace(char character) {
        return character == '\u0085' || Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isUnseen(char character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || character == '\uFFFE'
                || character == '\uFFFF';
    }
}
