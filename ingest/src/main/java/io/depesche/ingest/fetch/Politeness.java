package io.depesche.ingest.fetch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Decides whose turn it is: one job at a time a host, a pause between the end of one and the start of the next, jobs of a host
 * in the order they came, hosts in the order they become free. Times are nanoseconds since a start of the caller's choice, never
 * negative. Hosts that have nothing left to do are forgotten when their pause is over. Not for several threads.
 */
final class Politeness<J> {

    /** A job whose turn it is. */
    record Turn<J>(String host, J job) {}

    private static final class Host<J> {
        private final String name;
        private final Deque<J> waiting = new ArrayDeque<>();
        private long freeAt;

        private Host(String name) {
            this.name = name;
        }
    }

    private final Map<String, Host<J>> hosts = new HashMap<>();
    /** All hosts but those whose job runs. */
    private final PriorityQueue<Host<J>> idle = new PriorityQueue<>(Comparator.comparingLong(host -> host.freeAt));

    void add(String host, J job) {
        hosts.computeIfAbsent(host, name -> {
                    Host<J> fresh = new Host<>(name);
                    idle.add(fresh);
                    return fresh;
                })
                .waiting
                .addLast(job);
    }

    /** The next job that may start now, if any; its host is then taken until {@link #finished}. */
    Optional<Turn<J>> take(long now) {
        while (!idle.isEmpty() && idle.element().freeAt <= now) {
            Host<J> host = idle.remove();
            if (host.waiting.isEmpty()) {
                hosts.remove(host.name);
            } else {
                return Optional.of(new Turn<>(host.name, host.waiting.removeFirst()));
            }
        }
        return Optional.empty();
    }

    /** The host's job has ended; its next one starts no sooner than {@code pause} from now. */
    void finished(String name, long now, long pause) {
        Host<J> host = hosts.get(name);
        if (host == null) {
            throw new IllegalArgumentException("no job of %s runs".formatted(name));
        }
        host.freeAt = now + pause;
        idle.add(host);
    }

    /** When {@link #take} is worth asking again, unless a job is added or finished before. */
    OptionalLong nextStart() {
        return idle.isEmpty() ? OptionalLong.empty() : OptionalLong.of(idle.element().freeAt);
    }

    /** Takes out all jobs that have not started. */
    List<J> drain() {
        List<J> left = new ArrayList<>();
        hosts.values().forEach(host -> {
            left.addAll(host.waiting);
            host.waiting.clear();
        });
        return left;
    }
}
