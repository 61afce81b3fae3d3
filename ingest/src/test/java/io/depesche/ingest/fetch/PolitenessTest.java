package io.depesche.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PolitenessTest {

    private final Politeness<String> politeness = new Politeness<>();

    @Test
    void givesAHostOneJobAtATimeAndPausesAfterIt() {
        politeness.add("a", "a1");
        politeness.add("a", "a2");
        assertThat(politeness.take(0)).map(Politeness.Turn::job).contains("a1");
        assertThat(politeness.take(1_000)).isEmpty();
        politeness.finished("a", 1_000, 500);
        assertThat(politeness.take(1_499)).isEmpty();
        assertThat(politeness.nextStart()).hasValue(1_500);
        assertThat(politeness.take(1_500)).map(Politeness.Turn::job).contains("a2");
    }

    @Test
    void worksForOtherHostsMeanwhile() {
        politeness.add("a", "a1");
        politeness.add("a", "a2");
        politeness.add("b", "b1");
        assertThat(politeness.take(0)).map(Politeness.Turn::host).contains("a");
        assertThat(politeness.take(0)).map(Politeness.Turn::host).contains("b");
    }

    @Test
    void keepsThePauseOfAHostThatHadNothingLeftToDo() {
        politeness.add("a", "a1");
        politeness.take(0);
        politeness.finished("a", 10, 500);
        assertThat(politeness.take(20)).isEmpty();
        politeness.add("a", "a2");
        assertThat(politeness.take(100)).isEmpty();
        assertThat(politeness.take(510)).isPresent();
    }

    @Test
    void forgetsAHostWhenItsPauseIsOver() {
        politeness.add("a", "a1");
        politeness.take(0);
        politeness.finished("a", 10, 500);
        assertThat(politeness.take(510)).isEmpty();
        assertThat(politeness.nextStart()).isEmpty();
    }

    /** Any number of hosts, jobs and durations: no host is ever asked twice at once or before its pause is over. */
    @Property(tries = 200)
    void neverHurriesAHost(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int hosts,
            @ForAll @IntRange(min = 1, max = 60) int jobs) {
        Random random = new Random(seed);
        Politeness<Integer> queue = new Politeness<>();
        Map<String, Long> endOfPause = new HashMap<>();
        Map<String, Long> running = new HashMap<>();
        Map<String, Integer> lastJob = new HashMap<>();
        List<Integer> done = new ArrayList<>();
        int added = 0;
        for (long now = 0; done.size() < jobs; now++) {
            if (added < jobs && random.nextInt(3) == 0) {
                queue.add("host" + random.nextInt(hosts), added++);
            }
            for (String host : List.copyOf(running.keySet())) {
                if (running.get(host) <= now) {
                    running.remove(host);
                    long pause = random.nextInt(20);
                    endOfPause.put(host, now + pause);
                    queue.finished(host, now, pause);
                }
            }
            Optional<Politeness.Turn<Integer>> turn = queue.take(now);
            if (turn.isPresent()) {
                String host = turn.get().host();
                assertThat(running).doesNotContainKey(host);
                assertThat(now).isGreaterThanOrEqualTo(endOfPause.getOrDefault(host, 0L));
                assertThat(turn.get().job()).isGreaterThan(lastJob.getOrDefault(host, -1));
                lastJob.put(host, turn.get().job());
                running.put(host, now + random.nextInt(10));
                done.add(turn.get().job());
            }
        }
        assertThat(done).doesNotHaveDuplicates();
    }
}
