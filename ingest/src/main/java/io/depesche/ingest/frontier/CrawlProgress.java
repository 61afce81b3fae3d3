package io.depesche.ingest.frontier;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How far the tasks of this process are. Safe for use by several threads. */
public final class CrawlProgress {

    /**
     * What one task has on its hands.
     *
     * @param open requests that are due or under way, and results that wait
     * @param sources sources that it polls
     */
    public record Task(int open, int sources) {}

    private record Told(Task task, long beats) {}

    private final Map<String, Told> tasks = new ConcurrentHashMap<>();
    private final AtomicLong given = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /** Whether nothing is due: no source, no article, and no order between two tasks. Rests of hosts are not waited for. */
    public boolean isIdle() {
        return given.get() <= taken.get()
                && tasks.values().stream().allMatch(told -> told.task().open() == 0);
    }

    /** How many sources are polled. */
    public int sources() {
        return tasks.values().stream().mapToInt(told -> told.task().sources()).sum();
    }

    /** How many requests are due or under way. */
    public int open() {
        return tasks.values().stream().mapToInt(told -> told.task().open()).sum();
    }

    /** How often the task that did it least has told how far it is. */
    public long rounds() {
        return tasks.values().stream().mapToLong(Told::beats).min().orElse(0);
    }

    void tell(String task, Task state) {
        tasks.merge(task, new Told(state, 1), (before, now) -> new Told(state, before.beats() + 1));
    }

    void forget(String task) {
        tasks.remove(task);
    }

    /** An order was given to another task. */
    void orderGiven() {
        given.incrementAndGet();
    }

    /** An order arrived. */
    void orderTaken() {
        taken.incrementAndGet();
    }
}
