package io.depesche.enrich.step.entity;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The weights of a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), one byte each: how much each
 * feature speaks for each {@link Label}, and how well labels follow one another. Immutable once read.
 */
final class EntityModel {

    private static final int MAGIC = 0x44455045;

    private final WordTable lists;
    private final WordTable classes;
    private final WordTable traits;
    private final float[][] transitions;
    private final float step;
    private final int[] keys;
    private final byte[] weights;
    /** By open addressing: a key in the upper half, its place in {@link #keys} plus one in the lower; 0 is free. */
    private final long[] slots;
    /**
     * A bit for each key, at a place that its lowest bits tell: most features of a text are none of the model's, and this table is small
     * enough to stay in the processor's cache.
     */
    private final long[] filter;

    /**
     * @param traits the table of {@link EnglishDictionary}, empty for a language whose dictionary lies elsewhere
     * @param transitions score of each label (second index) after each (first index); the last row is for a sentence's start
     * @param step what a weight of 1 stands for
     * @param keys the features' keys, rising
     * @param weights {@link Label#COUNT} weights for each key
     */
    public EntityModel(
            WordTable lists,
            WordTable classes,
            WordTable traits,
            float[][] transitions,
            float step,
            int[] keys,
            byte[] weights) {
        this.lists = lists;
        this.classes = classes;
        this.traits = traits;
        this.transitions = transitions;
        this.step = step;
        this.keys = keys;
        this.weights = weights;
        this.slots = slotsOf(keys);
        this.filter = filterOf(keys);
    }

    private static long[] slotsOf(int[] keys) {
        long[] slots = new long[Integer.highestOneBit(Math.max(1, keys.length)) * 4];
        for (int index = 0; index < keys.length; index++) {
            int slot = keys[index] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = (long) keys[index] << Integer.SIZE | (index + 1);
        }
        return slots;
    }

    private static long[] filterOf(int[] keys) {
        long[] filter = new long[Math.max(1, Integer.highestOneBit(Math.max(1, keys.length)) / 4)];
        for (int key : keys) {
            filter[wordOf(key, filter)] |= 1L << key;
        }
        return filter;
    }

    private static int wordOf(int key, long[] filter) {
        return key >>> 6 & (filter.length - 1);
    }

    /** What the model looks at, with the dictionary that it was trained with. */
    Features features(WordTraits dictionary) {
        return new Features(lists, classes, dictionary);
    }

    /** The traits of words that came with the model. */
    WordTable traits() {
        return traits;
    }

    /** Score of {@code label} after {@code before}, or at a sentence's start where {@code before} is {@link Label#COUNT}. */
    float transition(int before, int label) {
        return transitions[before][label];
    }

    /**
     * Adds the weights of features, those that have any, to the scores from {@code from} on. The features are looked up first and added
     * then, so that the processor waits for many places of memory at once.
     *
     * @param found the features' keys; changed by the call
     * @param used how many there are
     */
    void add(int[] found, int used, float[] scores, int from) {
        int kept = 0;
        for (int index = 0; index < used; index++) {
            int key = found[index];
            found[kept] = key;
            kept += (int) (filter[wordOf(key, filter)] >>> key & 1);
        }
        int rows = 0;
        for (int index = 0; index < kept; index++) {
            int row = placeOf(found[index]);
            found[rows] = row;
            rows += row < 0 ? 0 : 1;
        }
        for (int index = 0; index < rows; index++) {
            int row = found[index] * Label.COUNT;
            for (int label = 0; label < Label.COUNT; label++) {
                scores[from + label] += weights[row + label] * step;
            }
        }
    }

    /** The place of a key in {@link #keys}, -1 where it is none of them. */
    private int placeOf(int key) {
        int slot = key & (slots.length - 1);
        while (slots[slot] != 0) {
            if ((int) (slots[slot] >>> Integer.SIZE) == key) {
                return (int) slots[slot] - 1;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }

    /** Writes the model in the form that {@link #read} reads. */
    public void write(OutputStream file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(file, 1 << 16))) {
            out.writeInt(MAGIC);
            lists.write(out);
            classes.write(out);
            traits.write(out);
            for (float[] row : transitions) {
                for (float score : row) {
                    out.writeFloat(score);
                }
            }
            out.writeFloat(step);
            out.writeInt(keys.length);
            SortedKeys.write(keys, out);
            // Label by label, because a label's weights are mostly zero and so lie in long runs.
            for (int label = 0; label < Label.COUNT; label++) {
                for (int index = 0; index < keys.length; index++) {
                    out.writeByte(weights[index * Label.COUNT + label]);
                }
            }
        }
    }

    /** Reads a model; throws {@link IOException} when the file is none or is cut short. */
    public static EntityModel read(InputStream file) throws IOException {
        byte[] bytes;
        try (GZIPInputStream unpacked = new GZIPInputStream(file, 1 << 16)) {
            bytes = unpacked.readAllBytes();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("not a model of entities");
            }
            WordTable lists = WordTable.read(in);
            WordTable classes = WordTable.read(in);
            WordTable traits = WordTable.read(in);
            float[][] transitions = new float[Label.COUNT + 1][Label.COUNT];
            for (float[] row : transitions) {
                for (int label = 0; label < row.length; label++) {
                    row[label] = in.readFloat();
                }
            }
            float step = in.readFloat();
            int size = in.readInt();
            int[] keys = SortedKeys.read(size, in);
            byte[] weights = new byte[Math.multiplyExact(size, Label.COUNT)];
            byte[] column = new byte[size];
            for (int label = 0; label < Label.COUNT; label++) {
                in.readFully(column);
                for (int index = 0; index < size; index++) {
                    weights[index * Label.COUNT + label] = column[index];
                }
            }
            return new EntityModel(lists, classes, traits, transitions, step, keys, weights);
        }
    }

    @Override
    public String toString() {
        return "EntityModel of %d features".formatted(keys.length);
    }

    /** A hash of every weight, by which two trainings are compared. */
    public int fingerprint() {
        return 31 * Arrays.hashCode(keys) + Arrays.hashCode(weights);
    }
}
