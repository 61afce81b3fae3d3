package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IntCountsTest {

    /** Few terms and many changes, so that terms come and go and gaps are closed. */
    @Property(tries = 300)
    void countsAsAMapDoes(@ForAll @Size(max = 200) List<@IntRange(min = -20, max = 20) Integer> changes) {
        IntCounts counts = new IntCounts();
        Map<Integer, Integer> expected = new HashMap<>();
        for (int change : changes) {
            // terms whose places collide in a small table
            int term = (change / 2) * 1_000_003;
            int by = change % 2 == 0 ? 1 : -1;
            assertThat(counts.add(term, by)).isEqualTo(expected.getOrDefault(term, 0));
            expected.merge(term, by, (before, more) -> before + more == 0 ? null : before + more);
        }

        assertThat(counts.size()).isEqualTo(expected.size());
        assertThat(counts.sortedTerms())
                .containsExactly(expected.keySet().stream()
                        .sorted()
                        .mapToInt(term -> term)
                        .toArray());
        expected.forEach((term, count) -> assertThat(counts.get(term)).isEqualTo(count));
        Map<Integer, Integer> visited = new HashMap<>();
        counts.forEach(visited::put);
        assertThat(visited).isEqualTo(expected);
    }

    @Test
    void growsBeyondWhatWasExpected() {
        IntCounts counts = new IntCounts(3);
        for (int term = 0; term < 1_000; term++) {
            counts.add(term, term + 1);
        }

        assertThat(counts.size()).isEqualTo(1_000);
        assertThat(counts.get(0)).isEqualTo(1);
        assertThat(counts.get(999)).isEqualTo(1_000);
        assertThat(counts.get(1_000)).isZero();
    }

    @Test
    void nothingAddedIsNothingKept() {
        IntCounts counts = new IntCounts();

        assertThat(counts.add(7, 0)).isZero();
        assertThat(counts.size()).isZero();
    }
}
