package io.depesche.enrich.step.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NgramsTest {

    @Test
    void cutsEveryThirdRunOfFourBytesAndTheEnd() {
        assertThat(Ngrams.of("Minister")).containsExactly(keys(" mini", "iste", "ster "));
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(Ngrams.of("Fön")).containsExactly(keys(" fön "));
        assertThat(Ngrams.of("Nordsüd")).contains(keys(" nord", "dsü"));
    }

    @Test
    void wholeShortWordsHaveTheirSpaces() {
        assertThat(Ngrams.of("Im Zug, im Zug")).containsExactly(keys(" im ", " zug "));
    }

    @Test
    void anApostropheInsideAWordBelongsToIt() {
        assertThat(Ngrams.of("it's")).containsExactly(keys(" it's "));
        assertThat(Ngrams.of("dogs' ")).containsExactly(keys(" dogs "));
    }

    @Property
    void eachNgramCountsOnce(@ForAll String text) {
        assertThat(Ngrams.of(text + " " + text))
                .isSorted()
                .doesNotHaveDuplicates()
                .isEqualTo(Ngrams.of(text + " "));
    }

    private static long[] keys(String... ngrams) {
        return Arrays.stream(ngrams)
                .mapToLong(ngram -> Ngrams.key(ngram.getBytes(StandardCharsets.UTF_8)))
                .sorted()
                .toArray();
    }
}
