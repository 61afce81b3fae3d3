package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeBoosterTest {

    private static final TreeBooster.Options OPTIONS = new TreeBooster.Options(60, 3, 0.2, 0.1, 1, 1, 1, 7);

    private static final float[][] ROWS = rows();

    /** Points in a square, and a number that says nothing. */
    private static float[][] rows() {
        Random random = new Random(1);
        float[][] rows = new float[2_000][];
        for (int index = 0; index < rows.length; index++) {
            rows[index] = new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
        }
        return rows;
    }

    /** Whether one of the first two is large and the other is not, which no single one of them tells. */
    private static float label(float[] row) {
        return (row[0] > 0.5f) ^ (row[1] > 0.5f) ? 1 : 0;
    }

    private static TreeEnsemble trained() {
        float[] labels = new float[ROWS.length];
        float[] weights = new float[ROWS.length];
        for (int index = 0; index < ROWS.length; index++) {
            labels[index] = label(ROWS[index]);
            weights[index] = 1;
        }
        return TreeBooster.train(ROWS, labels, weights, OPTIONS);
    }

    private static byte[] written(TreeEnsemble trees) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trees.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void learnsWhatOnlyTwoFeaturesTogetherTell() {
        TreeEnsemble trees = trained();
        Random random = new Random(2);
        int right = 0;
        for (int index = 0; index < 1_000; index++) {
            float[] row = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
            right += (trees.probability(row) >= 0.5f) == (label(row) == 1) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(950);
    }

    @Test
    void tellsHowMuchEachFeatureMovesTheScore() {
        TreeEnsemble trees = trained();
        float[] low = {0.1f, 0.1f, 0.1f};
        float base = trees.score(low) - sum(trees.contributions(low));
        float[] moved = new float[3];
        Random random = new Random(3);
        for (int index = 0; index < 100; index++) {
            float[] row = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
            float[] contributions = trees.contributions(row);
            assertThat(base + sum(contributions)).isCloseTo(trees.score(row), within(1e-3f));
            for (int feature = 0; feature < 3; feature++) {
                moved[feature] += Math.abs(contributions[feature]);
            }
        }
        assertThat(moved[2]).isLessThan(moved[0] / 2).isLessThan(moved[1] / 2);
    }

    private static float sum(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    @Test
    void addsTheLeavesOfTreesOfUnequalDepth() {
        // A leaf; a node with two leaves; the same below a node, twice over six trees.
        short[] feature = {-1, 0, -1, -1, 1, -1, 0, -1, -1};
        float[] value = {1, -0.0f, 10, 20, 5, 100, 2, 200, 300};
        int[] left = {0, 2, 0, 0, 5, 0, 7, 0, 0};
        TreeEnsemble trees = new TreeEnsemble(new int[] {0, 1, 4, 0, 1, 4}, feature, value, left);
        assertThat(trees.score(new float[] {0, 5})).isEqualTo(2 * (1 + 10 + 100));
        assertThat(trees.score(new float[] {-0.0f, 5.5f})).isEqualTo(2 * (1 + 10 + 200));
        assertThat(trees.score(new float[] {Float.MIN_VALUE, 5.5f})).isEqualTo(2 * (1 + 20 + 200));
        assertThat(trees.score(new float[] {2.5f, 6})).isEqualTo(2 * (1 + 20 + 300));
    }

    @Test
    void isTheSameEachTimeAndAfterBeingReadBack() throws IOException {
        byte[] bytes = written(trained());
        assertThat(written(trained())).isEqualTo(bytes);
        assertThat(written(TreeEnsemble.read(new DataInputStream(new ByteArrayInputStream(bytes)))))
                .isEqualTo(bytes);
    }

    @Test
    void refusesWhatIsNoModel() {
        byte[] nonsense = {0x7f, 0, 0, 0, 1};
        assertThatThrownBy(() -> TreeEnsemble.read(new DataInputStream(new ByteArrayInputStream(nonsense))))
                .isInstanceOf(IOException.class);
    }
}
