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

    private final int[] roots;
    private final short[] feature;
    /** The threshold of a node, the value of a leaf. */
    private final float[] value;
    /** The node for rows below or at the threshold; that for the others is the next one. */
    private final int[] left;

    TreeEnsemble(int[] roots, short[] feature, float[] value, int[] left) {
        this.roots = roots.clone();
        this.feature = feature.clone();
        this.value = value.clone();
        this.left = left.clone();
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
            int node = roots[tree];
            while (feature[node] != LEAF) {
                node = row[feature[node]] <= value[node] ? left[node] : left[node] + 1;
            }
            sum += value[node];
        }
        return sum;
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
