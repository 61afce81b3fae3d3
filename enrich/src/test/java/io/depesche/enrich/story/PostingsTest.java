package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PostingsTest {

    private static List<Integer> newest(Postings postings, int term, int limit) {
        List<Integer> found = new ArrayList<>();
        postings.newest(term, limit, (number, weight) -> {
            assertThat(weight).isEqualTo(number % 100 + 1);
            found.add(number);
        });
        return found;
    }

    /** Each step adds a report to a term, or takes one of its reports out. */
    @Property(tries = 300)
    void knowsTheReportsOfEachTermInTheirOrder(
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 59) Integer> steps) {
        Postings postings = new Postings();
        Map<Integer, List<Integer>> expected = new TreeMap<>();
        for (int number = 0; number < steps.size(); number++) {
            int term = steps.get(number) % 4;
            List<Integer> reports = expected.computeIfAbsent(term, key -> new ArrayList<>());
            if (steps.get(number) < 36 || reports.isEmpty()) {
                postings.add(term, number, number % 100 + 1);
                reports.add(number);
            } else {
                postings.remove(term, reports.remove(steps.get(number) % reports.size()));
            }
        }

        expected.forEach((term, reports) -> {
            List<Integer> reversed = new ArrayList<>(reports);
            Collections.reverse(reversed);
            assertThat(newest(postings, term, Integer.MAX_VALUE)).isEqualTo(reversed);
            assertThat(newest(postings, term, 2)).isEqualTo(reversed.subList(0, Math.min(2, reversed.size())));
            assertThat(postings.earliest(term, number -> true).orElse(-1))
                    .isEqualTo(reports.isEmpty() ? -1 : reports.get(0));
        });
    }

    @Test
    void theEarliestIsTheFirstThatIsWanted() {
        Postings postings = new Postings();
        postings.add(5, 1, 1);
        postings.add(5, 2, 1);
        postings.add(5, 3, 1);

        assertThat(postings.earliest(5, number -> number > 1)).hasValue(2);
        assertThat(postings.earliest(5, number -> number > 3)).isEmpty();
        assertThat(postings.earliest(6, number -> true)).isEmpty();
    }

    @Test
    void whatIsNotThereCanBeTakenOut() {
        Postings postings = new Postings();
        postings.add(5, 1, 2);

        postings.remove(5, 9);
        postings.remove(6, 1);

        assertThat(newest(postings, 5, 9)).containsExactly(1);
    }
}
