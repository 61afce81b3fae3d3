package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EntityModelTest {

    private final WordTable nothing = WordTable.EMPTY;

    /** Three features that share a slot: the weights of the first are all 1, of the second 2, of the third 3. */
    private EntityModel model() {
        byte[] weights = new byte[3 * Label.COUNT];
        for (int row = 0; row < 3; row++) {
            Arrays.fill(weights, row * Label.COUNT, (row + 1) * Label.COUNT, (byte) (row + 1));
        }
        return new EntityModel(
                nothing,
                nothing,
                nothing,
                new float[Label.COUNT + 1][Label.COUNT],
                0.5f,
                new int[] {-1024, 1024, 2048},
                weights);
    }

    private static float scoreOf(EntityModel model, int key) {
        float[] scores = new float[Label.COUNT];
        model.add(new int[] {key}, 1, scores, 0);
        return scores[Label.COUNT - 1];
    }

    @Test
    void givesEachFeatureItsOwnWeights() {
        assertThat(scoreOf(model(), -1024)).isEqualTo(0.5f);
        assertThat(scoreOf(model(), 1024)).isEqualTo(1.0f);
        assertThat(scoreOf(model(), 2048)).isEqualTo(1.5f);
    }

    @Test
    void givesAnUnknownFeatureNone() {
        assertThat(scoreOf(model(), 4096)).isZero();
        assertThat(scoreOf(model(), 7)).isZero();
    }

    @Test
    void refusesAFileThatIsCutShort() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        model().write(file);
        byte[] cut = Arrays.copyOf(file.toByteArray(), file.size() / 2);
        assertThatThrownBy(() -> EntityModel.read(new ByteArrayInputStream(cut)))
                .isInstanceOf(IOException.class);
    }
}
