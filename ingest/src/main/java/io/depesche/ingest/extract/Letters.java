package io.depesche.ingest.extract;

/** Tells letters and digits from all else, one character of the basic plane at a time; by a table for those of most texts. */
final class Letters {

    /** Beyond these, lower case may have more than one character. */
    private static final int KNOWN = 0x130;

    private static final char[] FOLDED = new char[KNOWN];

    static {
        for (int character = 0; character < KNOWN; character++) {
            FOLDED[character] = slowly((char) character);
        }
    }

    private Letters() {}

    /** The lower case of a letter, a digit itself; 0 for any other character. */
    static char folded(char character) {
        return character < KNOWN ? FOLDED[character] : slowly(character);
    }

    private static char slowly(char character) {
        return Character.isLetterOrDigit(character) ? Character.toLowerCase(character) : 0;
    }

    /** Whether each character of the text is one whose lower case is one character as well, whatever stands around it. */
    static boolean areSimple(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) >= KNOWN) {
                return false;
            }
        }
        return true;
    }
}
