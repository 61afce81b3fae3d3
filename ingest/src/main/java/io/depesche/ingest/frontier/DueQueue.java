package io.depesche.ingest.frontier;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is due when; of the same time what came first is first. An entry may be out of date: who takes it looks whether it still holds. */
final class DueQueue {

    /** That something is due. */
    record Due(Instant time, long number, String what) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::time).thenComparing(Due::number));

    private long added;

    void add(Instant time, String what) {
        queue.add(new Due(time, added++, what));
    }

    /** The next entry that is due by then, taken out. */
    Optional<Due> take(Instant now) {
        return isDue(now) ? Optional.ofNullable(queue.poll()) : Optional.empty();
    }

    boolean isDue(Instant now) {
        return !queue.isEmpty() && !queue.element().time().isAfter(now);
    }
}
