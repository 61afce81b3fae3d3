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
        float[] alone = new float[rows.length];
        for (int index = 0; index < rows.length; index++) {
            alone[index] = rows[index].length == 0 ? 0 : first.probability(rows[index]);
        }
        float[] likely = new float[rows.length];
        float[][] among = withNeighbours(rows, alone);
        for (int index = 0; index < rows.length; index++) {
            likely[index] = rows[index].length == 0 ? 0 : second.probability(among[index]);
        }
        return likely;
    }

    /** The rows with what the first look said of each block, its neighbours and the whole page. */
    static float[][] withNeighbours(float[][] rows, float[] alone) {
        float[][] among = new float[rows.length][];
        float sum = 0;
        float most = 0;
        for (float each : alone) {
            sum += each;
            most = Math.max(most, each);
        }
        float before = 0;
        for (int index = 0; index < rows.length; index++) {
            int size = rows[index].length;
            if (size == 0) {
                among[index] = rows[index];
                continue;
            }
            float[] row = Arrays.copyOf(rows[index], size + STEPS.length + 5);
            row[size] = alone[index];
            for (int step = 0; step < STEPS.length; step++) {
                int other = index + STEPS[step];
                row[size + 1 + step] = other < 0 || other >= rows.length ? -1 : alone[other];
            }
            int at = size + 1 + STEPS.length;
            row[at] = most;
            row[at + 1] = (float) Math.log1p(sum);
            row[at + 2] = sum == 0 ? 0 : before / sum;
            row[at + 3] = window(alone, index);
            before += alone[index];
            among[index] = row;
        }
        return among;
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
