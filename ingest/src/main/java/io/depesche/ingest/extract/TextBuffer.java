package io.depesche.ingest.extract;

import java.util.Arrays;

/**
 * Gathers text as it stands on a page and makes {@linkplain PlainText#clean plain text} of it. Filled again and again, so that the
 * thousands of blocks of a page need one array.
 */
final class TextBuffer {

    private static final byte PLAIN = 0;
    private static final byte SPACE = 1;
    /** Left out, as a soft hyphen is. */
    private static final byte UNSEEN = 2;
    /** Left out, and of no use in any text. */
    private static final byte MISPLACED = 3;

    private static final byte SURROGATE = 4;

    /** What each character of the basic plane is. */
    private static final byte[] KINDS = new byte[Character.MAX_VALUE + 1];

    static {
        for (int character = 0; character < KINDS.length; character++) {
            KINDS[character] = kind((char) character);
        }
    }

    private char[] characters;
    private int length;
    private int misplaced;
    private int repaired;

    /**
     * @param capacity characters that are likely to come; more may
     */
    TextBuffer(int capacity) {
        this.characters = new char[capacity];
    }

    private static byte kind(char character) {
        boolean direction =
                (character >= '\u202a' && character <= '\u202e') || (character >= '\u2066' && character <= '\u2069');
        boolean none = character == '\uFFFE' || character == '\uFFFF';
        if (character == '\u0085' || Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            return SPACE;
        }
        if (direction || none || Character.isISOControl(character)) {
            return MISPLACED;
        }
        return Character.isSurrogate(character)
                ? SURROGATE
                : Character.getType(character) == Character.FORMAT ? UNSEEN : PLAIN;
    }

    TextBuffer append(String text) {
        int end = length + text.length();
        if (end > characters.length) {
            characters = Arrays.copyOf(characters, Math.max(end, 2 * characters.length));
        }
        text.getChars(0, text.length(), characters, length);
        length = end;
        return this;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** As {@link String#isBlank}. */
    boolean isBlank() {
        for (int index = 0; index < length; index++) {
            if (!Character.isWhitespace(characters[index])) {
                return false;
            }
        }
        return true;
    }

    int length() {
        return length;
    }

    /**
     * How many characters have been taken out that have no place in any text: control characters, characters that change the direction of
     * writing, noncharacters and halves of surrogate pairs. What only separates or joins letters, such as a soft hyphen, is not counted.
     */
    int misplaced() {
        return misplaced;
    }

    /** How many garbled characters have been {@linkplain Mojibake mended}. */
    int repaired() {
        return repaired;
    }

    /** The text, see {@link PlainText#clean}; the buffer is empty after it. */
    String plain() {
        if (mayBeGarbled()) {
            mend();
        }
        int plain = 0;
        boolean space = false;
        for (int index = 0; index < length; index++) {
            char character = characters[index];
            byte kind = KINDS[character];
            if (kind == SPACE) {
                space = true;
                continue;
            }
            boolean pair = kind == SURROGATE && isPairAt(index);
            if (kind == PLAIN || pair) {
                if (space && plain > 0) {
                    characters[plain++] = ' ';
                }
                space = false;
                characters[plain++] = character;
                if (pair) {
                    characters[plain++] = characters[++index];
                }
            } else {
                misplaced += kind == UNSEEN ? 0 : 1;
            }
        }
        length = 0;
        return new String(characters, 0, plain);
    }

    private boolean mayBeGarbled() {
        for (int index = 1; index < length; index++) {
            if (Mojibake.mayBegin(characters[index - 1], characters[index])) {
                return true;
            }
        }
        return false;
    }

    private void mend() {
        Mojibake.Mended mended = Mojibake.mend(new String(characters, 0, length));
        if (mended.count() > 0) {
            repaired += mended.count();
            length = 0;
            append(mended.text());
        }
    }

    private boolean isPairAt(int index) {
        return Character.isHighSurrogate(characters[index])
                && index + 1 < length
                && Character.isLowSurrogate(characters[index + 1]);
    }
}
