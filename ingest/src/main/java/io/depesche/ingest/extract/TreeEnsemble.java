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
    private static final int FEATURE_BITS = 12;
    private static final int FEATURE_MASK = (1 << FEATURE_BITS) - 1;

    private final int[] roots;
    private final short[] feature;
    /** The threshold of a node, the value of a leaf. */
    private final float[] value;
    /** The node for rows below or at the threshold; that for the others is the next one. */
    private final int[] left;
    /** Levels of the deepest tree below its root. */
    private final int depth;
    /** The nodes as they are walked: bits of the threshold, place of the left node, feature. */
    private final long[] walked;

    TreeEnsemble(int[] roots, short[] feature, float[] value, int[] left) {
        this.roots = roots.clone();
        this.feature = feature.clone();
        this.value = value.clone();
        this.left = left.clone();
        this.depth = Arrays.stream(roots).map(this::depth).max().orElse(0);
        this.walked = new long[feature.length];
        for (int node = 0; node < feature.length; node++) {
            // At a leaf every row goes left, and that is the leaf itself: a walk of the same length through each tree
            // ends there.
            walked[node] = feature[node] == LEAF
                    ? packed(Float.POSITIVE_INFINITY, node, 0)
                    : packed(value[node] + 0.0f, left[node], feature[node]);
        }
    }

    private static long packed(float threshold, int left, int feature) {
        return (long) Float.floatToIntBits(threshold) << 32 | (long) left << FEATURE_BITS | feature;
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

    /** Five trees at a time, for the processor to walk side by side. */
    private float score(float[] row, float least) {
        float sum = 0;
        int tree = 0;
        for (; tree + 5 <= roots.length; tree += 5) {
            if (tree == FIRST && sum < least) {
                return sum;
            }
            int one = roots[tree];
            int two = roots[tree + 1];
            int three = roots[tree + 2];
            int four = roots[tree + 3];
            int five = roots[tree + 4];
            for (int level = 0; level < depth; level++) {
                one = next(row, one);
                two = next(row, two);
                three = next(row, three);
                four = next(row, four);
                five = next(row, five);
            }
            sum += value[one];
            sum += value[two];
            sum += value[three];
            sum += value[four];
            sum += value[five];
        }
        for (; tree < roots.length; tree++) {
            int node = roots[tree];
            for (int level = 0; level < depth; level++) {
                node = next(row, node);
            }
            sum += value[node];
        }
        return sum;
    }

    /** Without a branch on what the row has: which way it goes cannot be foreseen, and a processor that guesses wrong waits. */
    private int next(float[] row, int at) {
        long node = walked[at];
        float threshold = Float.intBitsToFloat((int) (node >>> 32));
        int isAbove = Float.floatToRawIntBits(threshold - row[(int) node & FEATURE_MASK]) >>> 31;
        return ((int) node >>> FEATURE_BITS) + isAbove;
    }

    /**
     * How much each feature of the row moves the sum: at each node on the way, the difference between the mean of the leaves below it and
     * that below the next one (after Saabas, "Interpreting random forests", 2014, all leaves counted alike). Together with what the trees
     * say of nothing at all, which is left out, they make up the {@link #score}.
     */
    float[] contributions(float[] row) {
        float[] means = new float[feature.length];
        float[] contributions = new float[row.length];
        for (int root : roots) {
            mean(root, means);
            int node = root;
            while (feature[node] != LEAF) {
                int next = left[node] + (row[feature[node]] <= value[node] ? 0 : 1);
                contributions[feature[node]] += means[next] - means[node];
                node = next;
            }
        }
        return contributions;
    }

    private float mean(int node, float[] means) {
        means[node] = feature[node] == LEAF ? value[node] : (mean(left[node], means) + mean(left[node] + 1, means)) / 2;
        return means[node];
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
