package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Trains {@link TreeEnsemble}s for the logarithmic loss: gradient boosting with second-order leaves on histograms of the features'
 * quantiles (Chen and Guestrin, "XGBoost", 2016, sections 2.2 and 3.2). The same seed gives the same trees.
 */
final class TreeBooster {

    private static final int BINS = 64;

    /**
     * How to train.
     *
     * @param rate how much of each tree is taken
     * @param leastWeight least sum of second derivatives in a leaf
     * @param shrink L2 penalty on the leaves
     * @param columns share of the features that a tree may use
     * @param rows share of the rows that a tree sees
     */
    record Options(
            int trees,
            int depth,
            double rate,
            double leastWeight,
            double shrink,
            double columns,
            double rows,
            long seed) {}

    private final float[][] rows;
    private final float[] labels;
    private final float[] weights;
    private final Options options;
    private final int features;
    private final float[][] cuts;
    private final byte[][] bins;

    private final List<Integer> roots = new ArrayList<>();
    private final List<Short> feature = new ArrayList<>();
    private final List<Float> value = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();

    private TreeBooster(float[][] rows, float[] labels, float[] weights, Options options) {
        this.rows = rows;
        this.labels = labels;
        this.weights = weights;
        this.options = options;
        this.features = rows[0].length;
        this.cuts = new float[features][];
        this.bins = new byte[features][];
    }

    /**
     * Trains.
     *
     * @param labels 1 for what is looked for, 0 for what is not
     * @param weights how much each row counts
     */
    static TreeEnsemble train(float[][] rows, float[] labels, float[] weights, Options options) {
        TreeBooster booster = new TreeBooster(rows, labels, weights, options);
        IntStream.range(0, booster.features).parallel().forEach(booster::cut);
        booster.grow();
        return booster.ensemble();
    }

    private void cut(int column) {
        float[] values = new float[rows.length];
        for (int row = 0; row < rows.length; row++) {
            values[row] = rows[row][column];
        }
        Arrays.sort(values);
        float[] distinct = new float[BINS];
        int count = 0;
        for (int bin = 1; bin < BINS; bin++) {
            float candidate = values[(int) ((long) bin * (values.length - 1) / BINS)];
            if ((count == 0 || candidate > distinct[count - 1]) && candidate < values[values.length - 1]) {
                distinct[count++] = candidate;
            }
        }
        cuts[column] = Arrays.copyOf(distinct, count);
        byte[] binned = new byte[rows.length];
        for (int row = 0; row < rows.length; row++) {
            int at = Arrays.binarySearch(cuts[column], rows[row][column]);
            binned[row] = (byte) (at >= 0 ? at : -at - 1);
        }
        bins[column] = binned;
    }

    private void grow() {
        Random random = new Random(options.seed());
        float[] scores = new float[rows.length];
        double[] gradient = new double[rows.length];
        double[] hessian = new double[rows.length];
        for (int tree = 0; tree < options.trees(); tree++) {
            for (int row = 0; row < rows.length; row++) {
                double likely = 1 / (1 + Math.exp(-scores[row]));
                boolean seen = random.nextDouble() < options.rows();
                gradient[row] = seen ? weights[row] * (likely - labels[row]) : 0;
                hessian[row] = seen ? weights[row] * likely * (1 - likely) : 0;
            }
            boolean[] usable = new boolean[features];
            for (int column = 0; column < features; column++) {
                usable[column] = random.nextDouble() < options.columns();
            }
            int root = node();
            roots.add(root);
            int[] all = IntStream.range(0, rows.length)
                    .filter(row -> weights[row] > 0)
                    .toArray();
            split(root, all, 0, gradient, hessian, usable);
            IntStream.range(0, rows.length).parallel().forEach(row -> scores[row] += leaf(root, rows[row]));
        }
    }

    private float leaf(int root, float[] row) {
        int node = root;
        while (feature.get(node) >= 0) {
            node = row[feature.get(node)] <= value.get(node) ? left.get(node) : left.get(node) + 1;
        }
        return value.get(node);
    }

    private int node() {
        feature.add((short) -1);
        value.add(0f);
        left.add(0);
        return feature.size() - 1;
    }

    private record Split(double gain, int column, int bin) {}

    private void split(int node, int[] members, int depth, double[] gradient, double[] hessian, boolean[] usable) {
        double sumGradient = 0;
        double sumHessian = 0;
        for (int row : members) {
            sumGradient += gradient[row];
            sumHessian += hessian[row];
        }
        double allGradient = sumGradient;
        double allHessian = sumHessian;
        Split best = depth >= options.depth()
                ? new Split(0, -1, 0)
                : IntStream.range(0, features)
                        .parallel()
                        .filter(column -> usable[column])
                        .mapToObj(column -> best(column, members, gradient, hessian, allGradient, allHessian))
                        .reduce(
                                new Split(0, -1, 0),
                                (one, other) -> other.gain() > one.gain()
                                                || (other.gain() == one.gain() && other.column() < one.column())
                                        ? other
                                        : one);
        if (best.column() < 0 || best.gain() <= 1e-9) {
            value.set(node, (float) (-options.rate() * allGradient / (allHessian + options.shrink())));
            return;
        }
        byte[] binned = bins[best.column()];
        int[] below =
                Arrays.stream(members).filter(row -> binned[row] <= best.bin()).toArray();
        int[] above =
                Arrays.stream(members).filter(row -> binned[row] > best.bin()).toArray();
        int first = node();
        node();
        feature.set(node, (short) best.column());
        value.set(node, cuts[best.column()][best.bin()]);
        left.set(node, first);
        split(first, below, depth + 1, gradient, hessian, usable);
        split(first + 1, above, depth + 1, gradient, hessian, usable);
    }

    private Split best(
            int column, int[] members, double[] gradient, double[] hessian, double allGradient, double allHessian) {
        double[] gradients = new double[BINS];
        double[] hessians = new double[BINS];
        byte[] binned = bins[column];
        for (int row : members) {
            gradients[binned[row]] += gradient[row];
            hessians[binned[row]] += hessian[row];
        }
        double whole = allGradient * allGradient / (allHessian + options.shrink());
        double leftGradient = 0;
        double leftHessian = 0;
        Split best = new Split(0, -1, 0);
        for (int bin = 0; bin < cuts[column].length; bin++) {
            leftGradient += gradients[bin];
            leftHessian += hessians[bin];
            double rightGradient = allGradient - leftGradient;
            double rightHessian = allHessian - leftHessian;
            if (leftHessian < options.leastWeight() || rightHessian < options.leastWeight()) {
                continue;
            }
            double gain = leftGradient * leftGradient / (leftHessian + options.shrink())
                    + rightGradient * rightGradient / (rightHessian + options.shrink())
                    - whole;
            if (gain > best.gain()) {
                best = new Split(gain, column, bin);
            }
        }
        return best;
    }

    private TreeEnsemble ensemble() {
        short[] features = new short[feature.size()];
        float[] values = new float[feature.size()];
        int[] lefts = new int[feature.size()];
        for (int node = 0; node < features.length; node++) {
            features[node] = feature.get(node);
            values[node] = value.get(node);
            lefts[node] = left.get(node);
        }
        return new TreeEnsemble(roots.stream().mapToInt(Integer::intValue).toArray(), features, values, lefts);
    }
}
