package io.depesche.ingest.extract;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Tells how likely each block of a page is part of the article. Twice: first each for itself, then again with what the first look said
 * of the blocks around it (stacked sequential learning, Cohen and Carvalho 2005).
 */
final class BodyModel {

    private static final String RESOURCE = "body.model";
    private static final int[] STEPS = {-4, -3, -2, -1, 1, 2, 3, 4};

    private final TreeEnsemble first;
    private final TreeEnsemble second;

    BodyModel(TreeEnsemble first, TreeEnsemble second) {
        this.first = first;
        this.second = second;
    }

    /** The model that ships with the code. */
    static BodyModel shipped() {
        try (InputStream in = Objects.requireNonNull(BodyModel.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            DataInputStream data = new DataInputStream(new BufferedInputStream(in));
            return new BodyModel(TreeEnsemble.read(data), TreeEnsemble.read(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(DataOutputStream out) throws IOException {
        first.write(out);
        second.write(out);
    }

    /** For each row of {@link BlockFeatures}, between 0 and 1; 0 for an empty one. */
    float[] probabilities(float[][] rows) {
        float[] alone = alone(rows);
        float[] likely = new float[rows.length];
        Among among = new Among(alone);
        float[] row = {};
        for (int index = 0; index < rows.length; index++) {
            int size = rows[index].length;
            if (size > 0) {
                row = row.length == 0 ? new float[size + Among.COUNT] : row;
                System.arraycopy(rows[index], 0, row, 0, size);
                among.put(index, row, size);
                likely[index] = second.probability(row);
            }
        }
        return likely;
    }

    /**
     * How much each number of a row speaks for or against its block, in both looks together, and, one place further, what the second look makes
     * of the blocks around it; logarithms of odds. Empty for an empty row.
     */
    float[][] contributions(float[][] rows) {
        float[][] with = withNeighbours(rows, alone(rows));
        float[][] contributions = new float[rows.length][];
        for (int index = 0; index < rows.length; index++) {
            int size = rows[index].length;
            contributions[index] = new float[size == 0 ? 0 : size + 1];
            if (size > 0) {
                float[] itself = first.contributions(rows[index]);
                float[] among = second.contributions(with[index]);
                for (int feature = 0; feature < size; feature++) {
                    contributions[index][feature] = itself[feature] + among[feature];
                }
                // The place behind the row is what the first look said of the block, and that is told already.
                for (int feature = size + 1; feature < among.length; feature++) {
                    contributions[index][size] += among[feature];
                }
            }
        }
        return contributions;
    }

    /** What the first look says of each block for itself. */
    private float[] alone(float[][] rows) {
        float[] alone = new float[rows.length];
        for (int index = 0; index < rows.length; index++) {
            alone[index] = rows[index].length == 0 ? 0 : first.probability(rows[index]);
        }
        return alone;
    }

    /** The rows with what the first look said of each block, its neighbours and the whole page. */
    static float[][] withNeighbours(float[][] rows, float[] alone) {
        Among among = new Among(alone);
        float[][] with = new float[rows.length][];
        for (int index = 0; index < rows.length; index++) {
            int size = rows[index].length;
            with[index] = Arrays.copyOf(rows[index], size == 0 ? 0 : size + Among.COUNT);
            if (size > 0) {
                among.put(index, with[index], size);
            }
        }
        return with;
    }

    /** What the first look said of the blocks of a page, asked from the first to the last. */
    private static final class Among {

        private static final int COUNT = STEPS.length + 5;

        private final float[] alone;
        private final float most;
        private final float sum;
        private final float logarithm;
        /** What it said of the blocks up to the one that was asked for last. */
        private float before;

        private int next;

        Among(float[] alone) {
            this.alone = alone;
            float total = 0;
            float highest = 0;
            for (float each : alone) {
                total += each;
                highest = Math.max(highest, each);
            }
            this.most = highest;
            this.sum = total;
            this.logarithm = (float) Math.log1p(total);
        }

        void put(int index, float[] row, int from) {
            for (; next < index; next++) {
                before += alone[next];
            }
            row[from] = alone[index];
            for (int step = 0; step < STEPS.length; step++) {
                int other = index + STEPS[step];
                row[from + 1 + step] = other < 0 || other >= alone.length ? -1 : alone[other];
            }
            int at = from + 1 + STEPS.length;
            row[at] = most;
            row[at + 1] = logarithm;
            row[at + 2] = sum == 0 ? 0 : before / sum;
            row[at + 3] = window(alone, index);
        }
    }

    private static float window(float[] alone, int index) {
        float sum = 0;
        int from = Math.max(0, index - 8);
        int to = Math.min(alone.length, index + 9);
        for (int other = from; other < to; other++) {
            sum += alone[other];
        }
        return sum / (to - from);
    }
}
