package io.depesche.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
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

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private Politeness.Turn<String> take(long now) {
        return politeness.take(now).orElseThrow();
    }

    @Test
    void givesAHostOneJobAtATimeAndPausesAfterIt() {
        politeness.add("a", "a1");
        politeness.add("a", "a2");
        assertThat(take(0).job()).isEqualTo("a1");
        assertThat(politeness.take(1_000)).isEmpty();
        politeness.finished("a", 1_000, 500, 500);
        assertThat(politeness.take(1_499)).isEmpty();
        assertThat(politeness.nextStart()).hasValue(1_500);
        assertThat(take(1_500).job()).isEqualTo("a2");
    }

    @Test
    void worksForOtherHostsMeanwhile() {
        politeness.add("a", "a1");
        politeness.add("a", "a2");
        politeness.add("b", "b1");
        assertThat(take(0).host()).isEqualTo("a");
        assertThat(take(0).host()).isEqualTo("b");
    }

    @Test
    void keepsThePauseOfAHostThatHadNothingLeftToDo() {
        politeness.add("a", "a1");
        take(0);
        politeness.finished("a", 10, 500, 500);
        assertThat(politeness.take(20)).isEmpty();
        politeness.add("a", "a2");
        assertThat(politeness.take(100)).isEmpty();
        assertThat(politeness.take(510)).isPresent();
    }

    @Test
    void forgetsHostAndAddressWhenTheirPauseIsOver() {
        politeness.add("a", "a1");
        assertThat(politeness.claim(take(0), address(1), 0)).isTrue();
        politeness.finished("a", 10, 500, 600);
        assertThat(politeness.nextStart()).isEmpty();
        assertThat(politeness.take(510)).isEmpty();
        assertThat(politeness.size()).isEqualTo(1);
        assertThat(politeness.take(610)).isEmpty();
        assertThat(politeness.size()).isZero();
    }

    @Test
    void letsAHostWaitWhileAnotherUsesTheirAddressAndPausesThereToo() {
        politeness.add("a", "a1");
        politeness.add("b", "b1");
        assertThat(politeness.claim(take(0), address(1), 0)).isTrue();
        assertThat(politeness.claim(take(0), address(1), 0)).isFalse();
        assertThat(politeness.take(50)).isEmpty();
        assertThat(politeness.nextStart()).isEmpty();
        politeness.finished("a", 100, 900, 30);
        assertThat(politeness.nextStart()).hasValue(130);
        assertThat(politeness.take(129)).isEmpty();
        assertThat(take(130)).isEqualTo(new Politeness.Turn<>("b", "b1", Optional.of(address(1))));
    }

    @Test
    void givesAnAddressToHostsInTheOrderTheyCame() {
        for (String host : List.of("a", "b", "c")) {
            politeness.add(host, host + "1");
        }
        assertThat(politeness.claim(take(0), address(1), 0)).isTrue();
        assertThat(politeness.claim(take(0), address(1), 0)).isFalse();
        assertThat(politeness.claim(take(0), address(1), 0)).isFalse();
        politeness.add("a", "a2");
        politeness.finished("a", 10, 0, 0);
        assertThat(take(10).host()).isEqualTo("b");
        assertThat(politeness.claim(take(10), address(1), 10)).isFalse(); // a again, behind c
        politeness.finished("b", 20, 0, 0);
        assertThat(take(20).host()).isEqualTo("c");
        politeness.finished("c", 30, 0, 0);
        assertThat(take(30).job()).isEqualTo("a2");
    }

    @Test
    void takesOutWhatHasNotStarted() {
        politeness.add("a", "a1");
        politeness.add("a", "x1");
        politeness.add("b", "x2");
        politeness.add("c", "c1");
        assertThat(politeness.claim(take(0), address(1), 0)).isTrue(); // a1
        Politeness.Turn<String> parked = take(0);
        assertThat(politeness.claim(parked, address(1), 0)).isFalse();
        assertThat(politeness.drain(job -> job.startsWith("x"))).containsExactlyInAnyOrder("x1", "x2");
        assertThat(take(0).job()).isEqualTo("c1");
        politeness.finished("a", 10, 0, 0);
        politeness.finished("c", 10, 0, 0);
        assertThat(politeness.take(10)).isEmpty();
        assertThat(politeness.size()).isZero();
    }

    /**
     * Any number of hosts, addresses, jobs and durations: no host and no address is ever asked twice at once or before its pause is
     * over, jobs keep their order, and all are done.
     */
    @Property(tries = 500)
    void neverHurriesAHostOrAnAddress(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int hosts,
            @ForAll @IntRange(min = 1, max = 8) int addresses,
            @ForAll @IntRange(min = 1, max = 60) int jobs) {
        Random random = new Random(seed);
        Politeness<Integer> queue = new Politeness<>();
        Map<Object, Long> endOfPause = new HashMap<>();
        Map<String, Long> running = new HashMap<>();
        Map<String, InetAddress> usedBy = new HashMap<>();
        Map<String, Integer> lastJob = new HashMap<>();
        List<Integer> done = new ArrayList<>();
        List<Integer> dropped = new ArrayList<>();
        int added = 0;
        for (long now = 0; done.size() + dropped.size() < jobs; now++) {
            assertThat(now).as("all jobs come to their turn").isLessThan(100_000);
            if (added < jobs && random.nextInt(3) == 0) {
                queue.add("host" + random.nextInt(hosts), added++);
            }
            if (random.nextInt(40) == 0) {
                dropped.addAll(queue.drain(job -> job % 7 == 0));
            }
            for (String host : List.copyOf(running.keySet())) {
                if (running.get(host) <= now) {
                    running.remove(host);
                    long hostPause = random.nextInt(20);
                    long addressPause = random.nextInt(20);
                    endOfPause.put(host, now + hostPause);
                    endOfPause.put(usedBy.remove(host), now + addressPause);
                    queue.finished(host, now, hostPause, addressPause);
                }
            }
            Optional<Politeness.Turn<Integer>> turn = queue.take(now);
            if (turn.isEmpty()) {
                assertThat(queue.nextStart().orElse(now + 1)).isGreaterThan(now);
                continue;
            }
            String host = turn.get().host();
            InetAddress place = turn.get().address().orElse(address(host.hashCode() % addresses));
            if (turn.get().address().isEmpty() && !queue.claim(turn.get(), place, now)) {
                continue;
            }
            assertThat(running).doesNotContainKey(host);
            assertThat(usedBy.values()).doesNotContain(place);
            assertThat(now).isGreaterThanOrEqualTo(endOfPause.getOrDefault(host, 0L));
            assertThat(now).isGreaterThanOrEqualTo(endOfPause.getOrDefault(place, 0L));
            assertThat(turn.get().job()).isGreaterThan(lastJob.getOrDefault(host, -1));
            lastJob.put(host, turn.get().job());
            usedBy.put(host, place);
            running.put(host, now + random.nextInt(10));
            done.add(turn.get().job());
        }
        assertThat(done).doesNotHaveDuplicates();
        assertThat(dropped).doesNotHaveDuplicates().allMatch(job -> !done.contains(job));
    }
}
