package io.depesche.ingest.extract;

import java.util.Arrays;

/** The overlapping runs of three words of a text, by which a block is found in a text that was cut or spaced otherwise. */
final class Shingles {

    private static final int LENGTH = 3;

    /** In ascending order. */
    private final long[] hashes;

    /** A bit for each hash, by which most others are told apart without a search. */
    private final long[] bits;

    private Shingles(long[] hashes) {
        Arrays.sort(hashes);
        this.hashes = hashes;
        this.bits = new long[Integer.highestOneBit(hashes.length + 1) * 2];
        for (long run : hashes) {
            bits[word(run)] |= 1L << run;
        }
    }

    static Shingles of(String text) {
        return new Shingles(runs(text));
    }

    private boolean has(long run) {
        return (bits[word(run)] & 1L << run) != 0 && Arrays.binarySearch(hashes, run) >= 0;
    }

    private int word(long run) {
        return (int) (run >>> 32) & (bits.length - 1);
    }

    /** Share of the other text's runs that this text has, 0 to 1; 0 where the other has no word. */
    double share(String other) {
        return share(runs(other));
    }

    /** The same for a text whose {@linkplain #runs runs} are asked of several others. */
    double share(long[] others) {
        int shared = 0;
        for (long run : others) {
            shared += has(run) ? 1 : 0;
        }
        return others.length == 0 ? 0 : (double) shared / others.length;
    }

    /** Hashes of a text's runs, in its order; of a text shorter than a run the one of all its words. */
    static long[] runs(String text) {
        long[] words = new long[text.length() / 2 + 1];
        int count = 0;
        long word = 0;
        for (int index = 0; index <= text.length(); index++) {
            char letter = index < text.length() ? Letters.folded(text.charAt(index)) : 0;
            if (letter != 0) {
                word = word * 31 + letter + 1;
            } else if (word != 0) {
                words[count++] = word;
                word = 0;
            }
        }
        if (count > 0 && count < LENGTH) {
            long run = 7;
            for (int index = 0; index < count; index++) {
                run = run * 1_000_003L + words[index];
            }
            return new long[] {run};
        }
        long[] runs = new long[Math.max(0, count - LENGTH + 1)];
        for (int index = 0; index < runs.length; index++) {
            runs[index] = (words[index] * 1_000_003L + words[index + 1]) * 1_000_003L + words[index + 2];
        }
        return runs;
    }
}
