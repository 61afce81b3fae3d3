package io.depesche.ingest.extract;

import java.util.Arrays;

/**
 * A fixed set of words, each with a number, that is asked by hashes while a text is read: no string and no object is made for a word. Two
 * words of one hash would be one; the words must not be so chosen.
 */
final class WordTable {

    private static final short NONE = -1;
    /** Slots for a word: most words that are asked for are none of the table, and meet an empty slot at once. */
    private static final int SPARSE = 16;
    /** Spreads what differs in few bits over all of them (Knuth's multiplicative hashing). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** The place of each word's hash and number among those of all words; {@link #NONE} where no word is. */
    private final short[] places;

    private final long[] hashes;
    private final int[] numbers;

    /**
     * Makes a table.
     *
     * @param groups words, parted by spaces, whose number is their group's place; of a word in two groups the first counts
     */
    WordTable(String... groups) {
        int words =
                Arrays.stream(groups).mapToInt(group -> group.split(" ").length).sum();
        this.places = new short[Integer.highestOneBit(words) * SPARSE];
        this.hashes = new long[words];
        this.numbers = new int[words];
        Arrays.fill(places, NONE);
        short next = 0;
        for (int number = 0; number < groups.length; number++) {
            for (String word : groups[number].split(" ")) {
                long hash = 0;
                for (int index = 0; index < word.length(); index++) {
                    hash = next(hash, word.charAt(index));
                }
                int at = slot(hash);
                if (places[at] == NONE) {
                    hashes[next] = hash;
                    numbers[next] = number;
                    places[at] = next++;
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
        short place = places[slot(hash)];
        return place == NONE ? NONE : numbers[place];
    }

    private int slot(long hash) {
        int at = (int) ((hash * SPREAD) >>> 32) & (places.length - 1);
        while (places[at] != NONE && hashes[places[at]] != hash) {
            at = (at + 1) & (places.length - 1);
        }
        return at;
    }
}
