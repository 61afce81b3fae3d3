package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordTableTest {

    private final WordTable table = new WordTable("foto bild quelle", "newsletter abo bild", "größe");

    private int numberOf(String word) {
        long hash = 0;
        for (int index = 0; index < word.length(); index++) {
            hash = WordTable.next(hash, word.charAt(index));
        }
        return table.number(hash);
    }

    @Test
    void knowsTheGroupOfEachWord() {
        assertThat(numberOf("quelle")).isZero();
        assertThat(numberOf("abo")).isEqualTo(1);
        assertThat(numberOf("größe")).isEqualTo(2);
    }

    @Test
    void takesTheFirstOfTwoGroups() {
        assertThat(numberOf("bild")).isZero();
    }

    @Test
    void knowsNoOtherWords() {
        assertThat(numberOf("abonnement")).isEqualTo(-1);
        assertThat(numberOf("")).isEqualTo(-1);
    }
}
