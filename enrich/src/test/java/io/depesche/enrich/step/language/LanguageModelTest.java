package io.depesche.enrich.step.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LanguageModelTest {

    @Test
    void readsWhatItWrote() throws IOException {
        TreeMap<Long, Map<Integer, Integer>> table = new TreeMap<>();
        table.put(5L, Map.of(0, 200, 1, 3));
        table.put(1L << 45, Map.of(1, 255));
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        LanguageModel.write(List.of("de", "en"), table, file);
        LanguageModel model = LanguageModel.read(new ByteArrayInputStream(file.toByteArray()));

        assertThat(model.tags()).containsExactly("de", "en");
        assertThat(model.scores(new long[] {5, 6, 1L << 45})).containsExactly(200, 258);
    }

    @Test
    void refusesAnotherFile() {
        assertThatThrownBy(() -> LanguageModel.read(new ByteArrayInputStream(new byte[100])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("train it anew");
    }
}
