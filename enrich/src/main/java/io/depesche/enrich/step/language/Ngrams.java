package io.depesche.enrich.step.language;

import java.util.Arrays;

/**
 * The letter sequences by which languages are told apart: of each lower-case word in UTF-8 every third run of four bytes and the last
 * four, with a space where the word starts or ends. This is how the n-grams of the Efficient Language Detector (Nito T.M.) are cut.
 */
final class Ngrams {

    private static final int LENGTH = 4;
    private static final int STRIDE = 3;

    /** Bytes of a word that are looked at. */
    private static final int LONGEST_WORD = 70;

    private final byte[] word = new byte[LONGEST_WORD];
    private int length;
    private long[] keys = new long[64];
    private int count;

    private Ngrams() {}

    /** The different n-grams of a text, each with its bytes packed into a number, in rising order. */
    static long[] of(String text) {
        Ngrams ngrams = new Ngrams();
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (Character.isLetter(character) || isInsideWord(character, text, at)) {
                ngrams.append(Character.toLowerCase(character));
            } else {
                ngrams.endWord();
            }
        }
        ngrams.endWord();
        return ngrams.distinct();
    }

    /** The number for the bytes of an n-gram, at most six. */
    static long key(byte[] bytes) {
        long key = 0;
        for (byte each : bytes) {
            key = (key << 8) | (each & 0xff);
        }
        return key;
    }

    private static boolean isInsideWord(int character, String text, int next) {
        return (character == '\'' || character == '’' || character == '`')
                && next < text.length()
                && Character.isLetter(text.codePointAt(next));
    }

    private void append(int character) {
        if (length + LENGTH > LONGEST_WORD) {
            return;
        }
        if (character < 0x80) {
            word[length++] = (byte) character;
        } else if (character < 0x800) {
            word[length++] = (byte) (0xc0 | (character >> 6));
            word[length++] = continuation(character);
        } else if (character < 0x10000) {
            word[length++] = (byte) (0xe0 | (character >> 12));
            word[length++] = continuation(character >> 6);
            word[length++] = continuation(character);
        } else {
            word[length++] = (byte) (0xf0 | (character >> 18));
            word[length++] = continuation(character >> 12);
            word[length++] = continuation(character >> 6);
            word[length++] = continuation(character);
        }
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }

    private void endWord() {
        if (length == 0) {
            return;
        }
        int at = 0;
        for (; at + LENGTH < length; at += STRIDE) {
            add(at == 0, at, at + LENGTH, false);
        }
        add(at == 0, Math.max(0, length - LENGTH), length, true);
        length = 0;
    }

    private void add(boolean first, int from, int to, boolean last) {
        long key = first ? ' ' : 0;
        for (int at = from; at < to; at++) {
            key = (key << 8) | (word[at] & 0xff);
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
        }
        keys[count++] = last ? (key << 8) | ' ' : key;
    }

    private long[] distinct() {
        Arrays.sort(keys, 0, count);
        int kept = 0;
        for (int at = 0; at < count; at++) {
            if (kept == 0 || keys[at] != keys[kept - 1]) {
                keys[kept++] = keys[at];
            }
        }
        return Arrays.copyOf(keys, kept);
    }
}
