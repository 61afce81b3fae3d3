package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchTest {

    private static String words(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(at -> "wort" + Integer.toString(at * 7919, 36))
                .collect(Collectors.joining(" "));
    }

    @Test
    void signsAndCapitalsDoNotCount() {
        assertThat(Sketch.of("Der Rat tagt heute: in Kiel!")).isEqualTo(Sketch.of("der rat – tagt HEUTE in\nKiel"));
        assertThat(Sketch.of("Der Rat tagt heute in Kiel")).isNotEqualTo(Sketch.of("Der Rat tagt heute in Bonn"));
    }

    @Test
    void aShortTextKeepsAllItsShingles() {
        assertThat(Sketch.of(words(0, 10)).hashes()).hasSize(7).isSorted().doesNotHaveDuplicates();
        assertThat(Sketch.of("drei kurze Wörter").hashes()).isEmpty();
        assertThat(Sketch.of("").hashes()).isEmpty();
    }

    @Test
    void aLongTextKeepsASampleThatPartsOfItShare() {
        Sketch whole = Sketch.of(words(0, 2_000));
        Sketch half = Sketch.of(words(0, 1_000));

        assertThat(whole.hashes()).hasSizeBetween(Sketch.LARGEST / 4, Sketch.LARGEST);
        long held = IntStream.of(Sketch.kept(half.hashes(), whole.scale()))
                .filter(hash -> IntStream.of(whole.hashes()).anyMatch(other -> other == hash))
                .count();
        assertThat(held)
                .isEqualTo(Sketch.kept(half.hashes(), whole.scale()).length)
                .isGreaterThan(10);
    }
}
