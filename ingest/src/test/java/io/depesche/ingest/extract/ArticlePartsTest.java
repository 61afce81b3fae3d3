package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class ArticlePartsTest {

    private static String text(String... paragraphs) {
        return String.join("\n\n", paragraphs);
    }

    @Test
    void joinsPartsInOrder() {
        assertThat(ArticleParts.joined(text("a", "b"), text("c", "d"))).isEqualTo(text("a", "b", "c", "d"));
    }

    @Test
    void hasWhatBothShareAtTheJointOnce() {
        assertThat(ArticleParts.joined(text("lead", "a", "b"), text("b", "c"))).isEqualTo(text("lead", "a", "b", "c"));
        assertThat(ArticleParts.joined(text("lead", "a", "b"), text("lead", "b", "c")))
                .isEqualTo(text("lead", "a", "b", "c"));
    }

    @Test
    void movesANoteThatEndsEachPageToTheEnd() {
        assertThat(ArticleParts.joined(text("a", "note"), text("b", "note"))).isEqualTo(text("a", "b", "note"));
    }

    @Test
    void keepsARepeatedSentenceWithinAPart() {
        assertThat(ArticleParts.joined(text("Ja.", "a"), text("b", "Ja.", "c")))
                .isEqualTo(text("Ja.", "a", "b", "Ja.", "c"));
    }

    @Property
    void losesNoParagraph(
            @ForAll @NotEmpty List<@IntRange(max = 9) Integer> one,
            @ForAll @NotEmpty List<@IntRange(max = 9) Integer> other) {
        String before = one.stream().map(String::valueOf).collect(Collectors.joining("\n\n"));
        String after = other.stream().map(String::valueOf).collect(Collectors.joining("\n\n"));
        List<String> joined = List.of(ArticleParts.joined(before, after).split("\n\n"));
        assertThat(joined).containsAll(List.of(before.split("\n\n"))).containsAll(List.of(after.split("\n\n")));
        assertThat(joined).hasSizeLessThanOrEqualTo(one.size() + other.size());
    }

    @Property
    void addsNothingTwice(@ForAll @NotEmpty List<@IntRange(max = 9) Integer> paragraphs) {
        String text = paragraphs.stream().map(String::valueOf).collect(Collectors.joining("\n\n"));
        assertThat(ArticleParts.joined(text, text)).isEqualTo(text);
    }
}
