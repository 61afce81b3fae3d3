package io.depesche.ingest.frontier;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Shares a stream thread out between the beats of its tasks and the records that wait for them. Streams processes one record a task, and
 * then lets every task beat that is due: under load records would wait for minutes. So tasks take turns, and after a long beat there is
 * as long a rest, in which records are processed.
 */
final class Turns {

    private static final ThreadLocal<Turns> OF_THREAD = ThreadLocal.withInitial(Turns::new);

    /** A shorter beat needs no rest, in milliseconds. */
    private static final long SHORT = 1;

    /** Who had its turn longest ago comes first. */
    private final Deque<Object> tasks = new ArrayDeque<>();

    private Instant restsFrom = Instant.MIN;
    private Instant restsUntil = Instant.MIN;

    /** The turns of the thread that asks. */
    static Turns ofThread() {
        return OF_THREAD.get();
    }

    /** Whether it is the task's turn, which is then taken. */
    boolean take(Object task, Instant now) {
        if (!tasks.contains(task)) {
            tasks.addFirst(task);
        }
        boolean rests = now.isBefore(restsUntil) && !now.isBefore(restsFrom); // clocks are set back at times
        if (rests || !tasks.element().equals(task)) {
            return false;
        }
        tasks.addLast(tasks.remove());
        return true;
    }

    /** The turn is over. */
    void end(Instant began, Instant now) {
        long millis = now.toEpochMilli() - began.toEpochMilli();
        restsFrom = now;
        restsUntil = now.plusMillis(Math.max(0, millis - SHORT));
    }

    /** The task takes no more turns. */
    void leave(Object task) {
        tasks.remove(task);
        if (tasks.isEmpty()) {
            restsUntil = Instant.MIN;
        }
    }
}
