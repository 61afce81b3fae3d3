package io.depesche.enrich.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final int START = -1;
    private static final int END = -2;

    /** Words of as many pieces as told, each piece bearing the number of its word. */
    private static List<int[]> words(List<Integer> sizes) {
        return IntStream.range(0, sizes.size())
                .mapToObj(word ->
                        IntStream.generate(() -> word).limit(sizes.get(word)).toArray())
                .toList();
    }

    private static int[] ids(Window window) {
        return IntStream.range(0, window.length()).map(window::id).toArray();
    }

    @Test
    void aShortSentenceIsOneWindow() {
        List<Window> windows = Window.of(3, words(List.of(1, 2, 1)), START, END, 6);

        assertThat(windows).singleElement().satisfies(window -> {
            assertThat(ids(window)).containsExactly(START, 0, 1, 1, 2, END);
            assertThat(window.sentence()).isEqualTo(3);
        });
    }

    @Test
    void windowsOverlapByAQuarterAndShareItsWords() {
        List<Window> windows = Window.of(0, words(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)), START, END, 10);

        assertThat(windows)
                .map(WindowTest::ids)
                .map(int[]::clone)
                .satisfiesExactly(
                        first -> assertThat(first).containsExactly(START, 0, 1, 2, 3, 4, 5, 6, 7, END),
                        second -> assertThat(second).containsExactly(START, 6, 7, 8, 9, 10, 11, END));
        assertThat(windows.get(0).toString()).startsWith("sentence 0, words 0 to 7 ");
        assertThat(windows.get(1).toString()).startsWith("sentence 0, words 7 to 12 ");
    }

    @Property
    void everyWordIsLabelledOnceByAWindowThatHoldsIt(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 6) Integer> sizes,
            @ForAll @IntRange(min = 8, max = 40) int most) {
        int[] labels = IntStream.generate(() -> -7).limit(sizes.size()).toArray();
        int pieces = 0;
        for (Window window : Window.of(0, words(sizes), START, END, most)) {
            assertThat(window.length()).isLessThanOrEqualTo(most);
            window.enter(ids(window), labels);
            pieces += window.length();
        }

        assertThat(labels).containsExactly(IntStream.range(0, sizes.size()).toArray());
        assertThat(pieces)
                .as("windows repeat little")
                .isLessThanOrEqualTo(6 * sizes.stream().mapToInt(size -> size).sum());
    }
}
