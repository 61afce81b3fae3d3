package io.depesche.ingest.extract;

import java.util.Arrays;

/**
 * A fixed set of words, each with a number, that is asked by hashes while a text is read: no string and no object is made for a word. Two
 * words of one hash would be one; the words must not be so chosen.
 */
final class WordTable {

    private static final int NONE = -1;
    /** Spreads what differs in few bits over all of them (Knuth's multiplicative hashing). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] hashes;
    private final int[] numbers;
    private final int mask;

    /**
     * Makes a table.
     *
     * @param groups words, parted by spaces, whose number is their group's place; of a word in two groups the first counts
     */
    WordTable(String... groups) {
        int words =
                Arrays.stream(groups).mapToInt(group -> group.split(" ").length).sum();
        int size = Integer.highestOneBit(words) * 8;
        this.hashes = new long[size];
        this.numbers = new int[size];
        this.mask = size - 1;
        Arrays.fill(numbers, NONE);
        for (int number = 0; number < groups.length; number++) {
            for (String word : groups[number].split(" ")) {
                long hash = 0;
                for (int index = 0; index < word.length(); index++) {
                    hash = next(hash, word.charAt(index));
                }
                int at = slot(hash);
                if (numbers[at] == NONE) {
                    hashes[at] = hash;
                    numbers[at] = number;
                }
            }
        }
    }

    /** The hash of a word with one more character; that of no character is 0. */
    static long next(long hash, char character) {
        return hash * 31 + character + 1;
    }

    /** The number of the word with that hash, -1 if it is none of the table. */
    int number(long hash) {
        return numbers[slot(hash)];
    }

    private int slot(long hash) {
        int at = (int) ((hash * SPREAD) >>> 32) & mask;
        while (numbers[at] != NONE && hashes[at] != hash) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
