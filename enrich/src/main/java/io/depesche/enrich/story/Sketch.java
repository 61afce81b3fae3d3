package io.depesche.enrich.story;

import java.util.Arrays;

/**
 * A sample of a text's shingles (sequences of four words), by which copies are found: those whose hash falls below a bound, the
 * same for all texts of a scale, so that samples of long and short texts compare (FracMinHash, Irber and others 2022). Of
 * containment it needs no more than the shared part, so a cut or extended copy is found as well.
 */
public final class Sketch {

    /** A text has at most this many shingles in its sample. */
    static final int LARGEST = 96;

    /** Of a copy, whose original has one. */
    static final Sketch NONE = new Sketch(0, new int[0], 0);

    private static final int WORDS = 4;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final int scale;
    private final int[] hashes;
    private final long whole;

    /**
     * Takes over what was kept.
     *
     * @param scale one shingle in two to the power of this is kept
     * @param hashes of the kept shingles, ascending, each once
     * @param whole hash of all words in their order
     */
    Sketch(int scale, int[] hashes, long whole) {
        this.scale = scale;
        this.hashes = hashes;
        this.whole = whole;
    }

    /** One shingle in two to the power of this is kept. */
    int scale() {
        return scale;
    }

    /** Hashes of the kept shingles, ascending, each once. */
    int[] hashes() {
        return hashes;
    }

    /** Hash of all words in their order. */
    long whole() {
        return whole;
    }

    /** The sample of a text; its words count in small letters, without signs. */
    static Sketch of(String text) {
        int[] words = wordsOf(text);
        int[] shingles = new int[Math.max(0, words.length - WORDS + 1)];
        for (int at = 0; at < shingles.length; at++) {
            long hash = 0;
            for (int next = 0; next < WORDS; next++) {
                hash = mix(hash, words[at + next]);
            }
            shingles[at] = (int) (hash >>> 32);
        }
        long whole = words.length;
        for (int word : words) {
            whole = mix(whole, word);
        }
        int scale = 0;
        int[] kept = distinct(shingles);
        while (kept.length > LARGEST) {
            kept = kept(kept, ++scale);
        }
        return new Sketch(scale, kept, whole);
    }

    private static int[] wordsOf(String text) {
        int[] words = new int[64];
        int size = 0;
        int length = text.length();
        int at = 0;
        while (at < length) {
            if (!Character.isLetterOrDigit(text.charAt(at))) {
                at++;
                continue;
            }
            int word = 1;
            while (at < length && Character.isLetterOrDigit(text.charAt(at))) {
                word = (word ^ Character.toLowerCase(text.charAt(at))) * 0x01000193;
                at++;
            }
            if (size == words.length) {
                words = Arrays.copyOf(words, size * 2);
            }
            words[size++] = word ^ (word >>> 15);
        }
        return Arrays.copyOf(words, size);
    }

    private static int[] distinct(int[] hashes) {
        Arrays.sort(hashes);
        int size = 0;
        for (int at = 0; at < hashes.length; at++) {
            if (at == 0 || hashes[at] != hashes[at - 1]) {
                hashes[size++] = hashes[at];
            }
        }
        return Arrays.copyOf(hashes, size);
    }

    /** Those that belong to samples of a scale, in their order. */
    static int[] kept(int[] hashes, int scale) {
        int[] kept = new int[hashes.length];
        int size = 0;
        for (int hash : hashes) {
            if (isKept(hash, scale)) {
                kept[size++] = hash;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    /** Whether a shingle belongs to samples of that scale. */
    static boolean isKept(int hash, int scale) {
        return scale == 0 || (hash * 0x85EBCA6B) >>> (32 - scale) == 0;
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ (value + 0x632BE59BD9B4E019L)) * MULTIPLIER;
        return mixed ^ (mixed >>> 29);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch sketch
                && scale == sketch.scale
                && whole == sketch.whole
                && Arrays.equals(hashes, sketch.hashes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(whole);
    }

    @Override
    public String toString() {
        return "%d shingles, one of %d".formatted(hashes.length, 1 << scale);
    }
}
