package io.depesche.sink.watch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Words by their letters, with a bit for each that tells most others apart without a look at the table: it fits the processor's caches
 * where the table does not.
 *
 * @param <V> what is kept of a word
 */
final class WordTable<V> {

    private static final int BITS_A_WORD = 32;
    private static final int FEWEST_BITS = 1 << 16;

    private final Map<String, List<V>> words;
    private final long[] bits;

    WordTable(Map<String, List<V>> words) {
        this.words = new HashMap<>(words);
        int wanted = Math.max(FEWEST_BITS, Integer.highestOneBit(Math.max(1, words.size())) * 2 * BITS_A_WORD);
        this.bits = new long[wanted / Long.SIZE];
        for (String word : words.keySet()) {
            int hash = 0;
            for (int index = 0; index < word.length(); index++) {
                hash = next(hash, word.charAt(index));
            }
            bits[cell(hash)] |= bit(hash);
        }
    }

    /** The hash of a word that is one letter longer; that of no letters is 0. */
    static int next(int hash, char letter) {
        return (hash ^ letter) * 0x01000193;
    }

    /** What is kept of the letters from {@code start} to {@code end}, whose hash is given. */
    Optional<List<V>> get(WordText text, int start, int end, int hash) {
        return (bits[cell(hash)] & bit(hash)) == 0
                ? Optional.empty()
                : Optional.ofNullable(words.get(text.letters(start, end)));
    }

    private int cell(int hash) {
        return (mixed(hash) >>> 6) & (bits.length - 1);
    }

    private static long bit(int hash) {
        return 1L << (mixed(hash) & 63);
    }

    private static int mixed(int hash) {
        int mixed = (hash ^ (hash >>> 15)) * 0x2c1b3c6d;
        return mixed ^ (mixed >>> 13);
    }
}
