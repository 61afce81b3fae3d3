package io.depesche.ingest.extract;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Mends text that was stored after its UTF-8 had been read as windows-1252, once or twice: "fÃ¼r" becomes "für", "â€ž" becomes
 * "„". This is about text inside a page; a page that states the wrong charset is the business of {@link Charsets}.
 *
 * <p>Only whole UTF-8 sequences are replaced, each by the one character that it encodes, and only where the text has at least one
 * that no language writes: "Ã¼" after a small letter, "â€" before a third. What could be right stays: "AMANHÃ”" in Portuguese, "É»"
 * and "ß“" where a quotation ends.
 */
final class Mojibake {

    private static final int PASSES = 2;

    private static final int NONE = -1;
    /** The byte that is read as the character; control characters stand for bytes that windows-1252 has no character for. */
    private static final short[] BYTES = new short[0x2123];

    static {
        Arrays.fill(BYTES, (short) NONE);
        byte[] upper = new byte[0x80];
        for (int value = 0x80; value <= 0xFF; value++) {
            BYTES[value] = (short) value;
            upper[value - 0x80] = (byte) value;
        }
        String read = new String(upper, Charset.forName("windows-1252"));
        for (int index = 0; index < read.length(); index++) {
            if (read.charAt(index) != '\uFFFD') {
                BYTES[read.charAt(index)] = (short) (0x80 + index);
            }
        }
    }

    /** What may stand after any letter, be it "Ã" or "Â". */
    private static final String PUNCTUATION = "\u00a0\u00ad…–—‘’‚“”„«»‹›•·¡¿";

    private Mojibake() {}

    /**
     * A text as it was meant.
     *
     * @param text the same text if nothing was wrong with it
     * @param count how many of its characters were garbled
     */
    record Mended(String text, int count) {}

    /** Mends a text, in time linear in its length; what is still garbled after the second time is left as it was. */
    static Mended mend(String text) {
        Mended mended = new Mended(text, 0);
        for (int pass = 0; pass <= PASSES; pass++) {
            Mended again = once(mended.text());
            if (again.count() == 0) {
                return mended;
            }
            mended = again;
        }
        return new Mended(text, 0);
    }

    /** Whether a sequence may begin with the two characters: a quick look before the text is read for them. */
    static boolean mayBegin(char lead, char second) {
        return lead >= '\u00c2' && lead <= '\u00f0' && following(second) != NONE;
    }

    private static Mended once(String text) {
        int first = next(text, 0);
        int plain = first;
        while (plain != NONE && !isPlain(text, plain)) {
            plain = next(text, plain + 1);
        }
        if (plain == NONE) {
            return new Mended(text, 0);
        }
        StringBuilder mended = new StringBuilder(text.length());
        int from = 0;
        int count = 0;
        for (int at = first; at != NONE; at = next(text, from)) {
            mended.append(text, from, at).appendCodePoint(encoded(text, at));
            from = at + length(text, at);
            count++;
        }
        return new Mended(mended.append(text, from, text.length()).toString(), count);
    }

    private static boolean mayBeginAt(String text, int at) {
        return at + 1 < text.length() && mayBegin(text.charAt(at), text.charAt(at + 1));
    }

    /** Where the next sequence begins. */
    private static int next(String text, int from) {
        for (int at = from; at < text.length() - 1; at++) {
            if (mayBeginAt(text, at) && encoded(text, at) != NONE) {
                return at;
            }
        }
        return NONE;
    }

    private static int length(CharSequence text, int at) {
        char lead = text.charAt(at);
        return lead < '\u00e0' ? 2 : lead < '\u00f0' ? 3 : 4;
    }

    /** The six bits of a byte that follows in a sequence. */
    private static int following(char character) {
        int value = character < BYTES.length ? BYTES[character] : NONE;
        return value >= 0x80 && value < 0xC0 ? value & 0x3F : NONE;
    }

    /** The character that the sequence encodes, if texts have such: Latin, Greek, Cyrillic, punctuation, signs, pictures. */
    private static int encoded(String text, int at) {
        int length = length(text, at);
        if (at + length > text.length()) {
            return NONE;
        }
        int point = text.charAt(at) & (0xFF >> (length + 1));
        for (int index = at + 1; index < at + length; index++) {
            int bits = following(text.charAt(index));
            if (bits == NONE) {
                return NONE;
            }
            point = point << 6 | bits;
        }
        boolean letter = length == 2 && ((point >= 0x80 && point < 0x180) || isGreekOrCyrillic(point));
        // Letters and accents that windows-1252 has, garbled twice.
        boolean twice = length == 2 && (point == 0x192 || point == 0x2C6 || point == 0x2DC);
        boolean sign = length == 3
                && ((point >= 0x2010 && point <= 0x2044)
                        || point == 0x20AC
                        || point == 0x2122
                        || (point >= 0x2190 && point <= 0x2193)
                        || point == 0x2212
                        || point == 0xFEFF);
        boolean picture = length == 4 && point >= 0x1F300 && point < 0x1FB00;
        return letter || twice || sign || picture ? point : NONE;
    }

    private static boolean isGreekOrCyrillic(int point) {
        return (point >= 0x384 && point < 0x3D0) || (point >= 0x400 && point < 0x460);
    }

    /** Whether no language writes the sequence where it stands. */
    private static boolean isPlain(String text, int at) {
        int length = length(text, at);
        char second = text.charAt(at + 1);
        if (length > 2 || Character.isISOControl(second)) {
            return true;
        }
        if (isGreekOrCyrillic(encoded(text, at))) {
            return isLetterOfItsScript(text, at + 2) && isLetterOfItsScript(text, at + 4);
        }
        char before = at > 0 ? text.charAt(at - 1) : ' ';
        if (Character.isLowerCase(before)) {
            return true;
        }
        char after = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
        if (PUNCTUATION.indexOf(second) >= 0) {
            boolean spaced = second == '\u00a0' && (Character.isDigit(before) || ".,;:!?%)".indexOf(before) >= 0);
            boolean opening = (second == '„' || second == '‚') && Character.isLowerCase(after);
            return text.charAt(at) == 'Â' ? spaced : text.charAt(at) == 'Ã' && opening;
        }
        return Character.isLetter(after) || !Character.isUpperCase(before);
    }

    private static boolean isLetterOfItsScript(String text, int at) {
        return at < text.length() - 1
                && mayBeginAt(text, at)
                && length(text, at) == 2
                && isGreekOrCyrillic(encoded(text, at));
    }
}
