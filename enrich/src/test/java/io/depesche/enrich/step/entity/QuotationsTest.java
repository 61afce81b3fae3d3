package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotationsTest {

    private final Features features = new Features(WordTable.EMPTY, WordTable.EMPTY, WordTraits.NONE);

    /** The words of a text that stand in a short quotation. */
    private String quoted(String text) {
        Sentence sentence = new Tokenizer(Set.of()).sentencesOf(text).get(0);
        Quotations quotations = Quotations.of(sentence, viewsOf(sentence));
        StringBuilder found = new StringBuilder();
        IntStream.range(0, sentence.size())
                .filter(token -> quotations.keys(token, new int[Quotations.KEYS]) > 0)
                .forEach(token -> found.append(sentence.word(token)).append(' '));
        return found.toString().strip();
    }

    private WordView[] viewsOf(Sentence sentence) {
        return IntStream.range(0, sentence.size())
                .mapToObj(token -> features.viewOf(sentence.word(token)))
                .toArray(WordView[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Der Film „Kalte Küste“ läuft",
                "Der Film \"Kalte Küste\" läuft",
                "Der Film »Kalte Küste« läuft",
                "Der Film ‚Kalte Küste‘ läuft",
                "The film “Kalte Küste” runs"
            })
    void findsATitleInMarksOfEverySort(String text) {
        assertThat(quoted(text)).isEqualTo("Kalte Küste");
    }

    @Test
    void aLongQuotationIsSpeech() {
        assertThat(
                        quoted(
                                "Er sagte: „Wir haben es alle kommen sehen und doch hat niemand etwas gesagt, leider“ und ging"))
                .isEmpty();
    }

    @Test
    void anApostropheOpensNothing() {
        assertThat(quoted("Hans’ Haus und Jens’ Hof")).isEmpty();
    }

    @Test
    void theSameTitleInOtherMarksHasTheSameKeys() {
        assertThat(keysOf("Der Film „Kalte Küste“ läuft", 3)).isEqualTo(keysOf("Der Film \"Kalte Küste\" läuft", 3));
    }

    private String keysOf(String text, int token) {
        Sentence sentence = new Tokenizer(Set.of()).sentencesOf(text).get(0);
        int[] keys = new int[Quotations.KEYS];
        Quotations.of(sentence, viewsOf(sentence)).keys(token, keys);
        return Arrays.toString(keys);
    }
}
