package io.depesche.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CodePointsTest {

    @Test
    void countsAnEmojiOnce() {
        String text = "🚀 Berlin";

        assertThat(new CodePoints(text).span(3, 9)).isEqualTo(new TextSpan(2, 8, "Berlin"));
    }

    @Test
    void anEmptySpanIsNone() {
        assertThatThrownBy(() -> new TextSpan(3, 3, "")).hasMessageContaining("[3, 3)");
    }

    @Test
    void aSpanBeyondTheTextQuotesNothing() {
        assertThat(new TextSpan(2, 9, "Berlin").quotes("Berlin")).isFalse();
    }

    @Property
    void agreesWithTheJdkAtEveryIndex(@ForAll("texts") String text) {
        CodePoints points = new CodePoints(text);

        for (int index = 0; index <= text.length(); index++) {
            boolean splitsAPair = index > 0
                    && index < text.length()
                    && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
            if (!splitsAPair) {
                assertThat(points.at(index)).isEqualTo(text.codePointCount(0, index));
            }
        }
    }

    /** Letters, supplementary characters and lone surrogates. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aä👍🇩\uD83D\uDC4D")
                .ofMaxLength(20)
                .map(text -> text + "x");
    }
}
