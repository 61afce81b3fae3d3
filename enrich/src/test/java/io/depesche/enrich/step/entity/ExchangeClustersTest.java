package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ExchangeClustersTest {

    @Test
    void wordsWithTheSameNeighboursShareAClass() {
        // Words 0 and 3 are articles, 1, 2 and 4 nouns that follow either article, 5 a verb that follows nouns.
        int[][] after = {{1, 10, 2, 8, 4, 9}, {5, 20}, {5, 16}, {1, 10, 2, 8, 4, 9}, {5, 18}, {0, 27, 3, 27}};
        int[][] before = {{5, 27}, {0, 10, 3, 10}, {0, 8, 3, 8}, {5, 27}, {0, 9, 3, 9}, {1, 20, 2, 16, 4, 18}};
        int[] classes = new ExchangeClusters(after, before, 3).run(5, new PrintStream(OutputStream.nullOutputStream()));
        assertThat(classes[0]).isEqualTo(classes[3]).isNotEqualTo(classes[1]);
        assertThat(classes[1]).isEqualTo(classes[2]).isEqualTo(classes[4]).isNotEqualTo(classes[5]);
    }
}
