package io.depesche.ingest.frontier;

import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is due when; of the same time what came first is first. An entry may be out of date: who takes it looks whether it still holds. */
final class DueQueue {

    /** That something is due. */
    record Due(Instant time, long number, String what) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            int order = time.compareTo(other.time);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Due> queue = new PriorityQueue<>();

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
