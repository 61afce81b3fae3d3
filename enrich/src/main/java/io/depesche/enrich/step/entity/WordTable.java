package io.depesche.enrich.step.entity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A number for each of many words, kept by 32-bit hash: one unknown word in tens of thousands is taken for a known one, which
 * is harmless for evidence that is weighed.
 */
final class WordTable {

    /** Holds no word. */
    static final WordTable EMPTY = of(Map.of());

    private final int[] hashes;
    private final int[] values;

    private WordTable(int[] hashes, int[] values) {
        this.hashes = hashes;
        this.values = values;
    }

    /** A table of the words' numbers, each in 0 to 2^24 - 1. */
    public static WordTable of(Map<String, Integer> numbers) {
        Map<Integer, Integer> byHash = new TreeMap<>();
        numbers.forEach((word, number) -> byHash.merge(FeatureHash.ofWord(word), number, Math::max));
        int[] hashes = new int[byHash.size()];
        int[] values = new int[byHash.size()];
        int used = 0;
        for (Map.Entry<Integer, Integer> entry : byHash.entrySet()) {
            hashes[used] = entry.getKey();
            values[used++] = entry.getValue();
        }
        return new WordTable(hashes, values);
    }

    /** The word's number, 0 for a word that is not there. */
    int get(CharSequence word) {
        int index = Arrays.binarySearch(hashes, FeatureHash.ofWord(word));
        return index < 0 ? 0 : values[index];
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(hashes.length);
        SortedKeys.write(hashes, out);
        for (int plane = 0; plane < 24; plane += 8) {
            for (int value : values) {
                out.writeByte(value >>> plane);
            }
        }
    }

    static WordTable read(DataInput in) throws IOException {
        int size = in.readInt();
        int[] hashes = SortedKeys.read(size, in);
        int[] values = new int[size];
        byte[] bytes = new byte[size];
        for (int plane = 0; plane < 24; plane += 8) {
            in.readFully(bytes);
            for (int index = 0; index < size; index++) {
                values[index] |= (bytes[index] & 0xFF) << plane;
            }
        }
        return new WordTable(hashes, values);
    }
}
