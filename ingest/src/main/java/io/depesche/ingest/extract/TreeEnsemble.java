package io.depesche.ingest.extract;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

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
    /** The nodes as they are walked, {@value #WIDTH} numbers each: feature, threshold in {@linkplain #order order}, left node's place. */
    private final int[] walked;

    TreeEnsemble(int[] roots, short[] feature, float[] value, int[] left) {
        this.roots = roots.clone();
        this.feature = feature.clone();
        this.value = value.clone();
        this.left = left.clone();
        this.walked = new int[feature.length * WIDTH];
        for (int node = 0; node < feature.length; node++) {
            walked[node * WIDTH] = feature[node];
            walked[node * WIDTH + 1] = order(value[node]);
            walked[node * WIDTH + 2] = left[node] * WIDTH;
        }
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
        int[] ordered = new int[row.length];
        for (int index = 0; index < row.length; index++) {
            ordered[index] = order(row[index]);
        }
        float sum = 0;
        for (int tree = 0; tree < roots.length; tree++) {
            if (tree == FIRST && sum < least) {
                return sum;
            }
            sum += value[leaf(ordered, roots[tree] * WIDTH) / WIDTH];
        }
        return sum;
    }

    /** Without a branch on what the row has: which way a row goes cannot be foreseen, and a processor that guesses wrong waits. */
    private int leaf(int[] row, int root) {
        int at = root;
        for (int asked = walked[at]; asked != LEAF; asked = walked[at]) {
            int right = (int) (((long) walked[at + 1] - row[asked]) >>> 63);
            at = walked[at + 2] + right * WIDTH;
        }
        return at;
    }

    /** A whole number for each number, in the same order, both zeros as one. */
    private static int order(float number) {
        int bits = Float.floatToIntBits(number + 0.0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
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
