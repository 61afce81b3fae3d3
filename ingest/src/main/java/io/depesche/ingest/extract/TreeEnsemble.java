package io.depesche.ingest.extract;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Boosted regression trees (Friedman, "Greedy Function Approximation: A Gradient Boosting Machine", 2001): the sum of the leaves that a
 * row of features falls into. Nodes lie in arrays; a leaf is a node without a feature.
 */
final class TreeEnsemble {

    private static final int MAX_TREES = 10_000;
    private static final int MAX_NODES = 1_000_000;
    private static final short LEAF = -1;
    private static final int FIRST = 25;
    private static final float CLEAR = -2;
    private static final int WIDTH = 3;

    private final int[] roots;
    private final short[] feature;
    /** The threshold of a node, the value of a leaf. */
    private final float[] value;
    /** The node for rows below or at the threshold; that for the others is the next one. */
    private final int[] left;
    /** Levels of each tree below its root. */
    private final int[] depths;
    /** The nodes as they are walked, {@value #WIDTH} numbers each: feature, bits of the threshold, place of the left node. */
    private final int[] walked;

    TreeEnsemble(int[] roots, short[] feature, float[] value, int[] left) {
        this.roots = roots.clone();
        this.feature = feature.clone();
        this.value = value.clone();
        this.left = left.clone();
        this.depths = Arrays.stream(roots).map(this::depth).toArray();
        this.walked = new int[feature.length * WIDTH];
        for (int node = 0; node < feature.length; node++) {
            // At a leaf every row goes left, and that is the leaf itself.
            boolean leaf = feature[node] == LEAF;
            walked[node * WIDTH] = leaf ? 0 : feature[node];
            walked[node * WIDTH + 1] = Float.floatToIntBits(leaf ? Float.POSITIVE_INFINITY : value[node] + 0.0f);
            walked[node * WIDTH + 2] = (leaf ? node : left[node]) * WIDTH;
        }
    }

    private int depth(int node) {
        return feature[node] == LEAF ? 0 : 1 + Math.max(depth(left[node]), depth(left[node] + 1));
    }

    /** The sum, which is the logarithm of the odds. */
    float score(float[] row) {
        return score(row, Float.NEGATIVE_INFINITY);
    }

    /** The probability that the sum means; of what is clearly nothing after the first trees no more are asked. */
    float probability(float[] row) {
        return (float) (1 / (1 + Math.exp(-score(row, CLEAR))));
    }

    private float score(float[] row, float least) {
        float sum = 0;
        for (int tree = 0; tree < roots.length; tree++) {
            if (tree == FIRST && sum < least) {
                return sum;
            }
            sum += value[leaf(row, tree)];
        }
        return sum;
    }

    /** Without a branch on what the row has: which way it goes cannot be foreseen, and a processor that guesses wrong waits. */
    private int leaf(float[] row, int tree) {
        int at = roots[tree] * WIDTH;
        for (int level = depths[tree]; level > 0; level--) {
            float threshold = Float.intBitsToFloat(walked[at + 1]);
            int isAbove = Float.floatToRawIntBits(threshold - row[walked[at]]) >>> 31;
            at = walked[at + 2] + isAbove * WIDTH;
        }
        return at / WIDTH;
    }

    static TreeEnsemble read(DataInputStream in) throws IOException {
        int[] roots = new int[checked(in.readInt(), MAX_TREES)];
        for (int index = 0; index < roots.length; index++) {
            roots[index] = in.readInt();
        }
        int nodes = checked(in.readInt(), MAX_NODES);
        short[] feature = new short[nodes];
        float[] value = new float[nodes];
        int[] left = new int[nodes];
        for (int index = 0; index < nodes; index++) {
            feature[index] = in.readShort();
            value[index] = in.readFloat();
            left[index] = feature[index] == LEAF ? 0 : in.readInt();
        }
        return new TreeEnsemble(roots, feature, value, left);
    }

    private static int checked(int number, int most) throws IOException {
        if (number < 0 || number > most) {
            throw new IOException("%d is no number of trees or nodes".formatted(number));
        }
        return number;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(roots.length);
        for (int root : roots) {
            out.writeInt(root);
        }
        out.writeInt(feature.length);
        for (int index = 0; index < feature.length; index++) {
            out.writeShort(feature[index]);
            out.writeFloat(value[index]);
            if (feature[index] != LEAF) {
                out.writeInt(left[index]);
            }
        }
    }

    @Override
    public String toString() {
        return "%d trees, %d nodes".formatted(roots.length, feature.length);
    }
}
