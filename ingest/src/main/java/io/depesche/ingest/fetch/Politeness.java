package io.depesche.ingest.fetch;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose turn it is: one job at a time a host and a pause between the end of one and the start of the next, and the same
 * for IP addresses, which several hosts may share. Jobs of a host keep their order; hosts start in the order they become free,
 * and at one address in the order they came to it. Times are nanoseconds since a start of the caller's choice, never negative.
 * Hosts and addresses that have nothing left to do are forgotten when their pause is over. Every step takes logarithmic time.
 * Not for several threads.
 *
 * <p>A turn begins with {@link #take}, which knows the host. The caller then finds out the host's address and
 * {@linkplain #claim claims} it; a host whose address is not free waits there, and {@link #take} gives it out, address included,
 * when it is.
 */
final class Politeness<J> {

    /**
     * A job whose turn it is.
     *
     * @param address the address that was claimed for it; empty as long as none was
     */
    record Turn<J>(String host, J job, Optional<InetAddress> address) {}

    /** What is used by one job at a time, with a pause after it. */
    private static class Shared {
        final long number;
        long freeAt;

        private Shared(long number) {
            this.number = number;
        }
    }

    private static final class Host<J> extends Shared {
        private final String name;
        private final Deque<J> waiting = new ArrayDeque<>();
        /** The address that its job runs at, or that it waits for. */
        private @Nullable Place<J> place;

        private Host(long number, String name) {
            super(number);
            this.name = name;
        }
    }

    private static final class Place<J> extends Shared {
        private final InetAddress address;
        private final Deque<Host<J>> parked = new ArrayDeque<>();
        private boolean taken;

        private Place(long number, InetAddress address) {
            super(number);
            this.address = address;
        }
    }

    private static final Comparator<Shared> FREE_FIRST =
            Comparator.<Shared>comparingLong(shared -> shared.freeAt).thenComparingLong(shared -> shared.number);

    private final Map<String, Host<J>> hosts = new HashMap<>();
    private final Map<InetAddress, Place<J>> places = new HashMap<>();
    /** Hosts with a job to start, but for those at work or parked at an address. */
    private final TreeSet<Host<J>> wanting = new TreeSet<>(FREE_FIRST);
    /** Hosts in their pause, without a job. */
    private final TreeSet<Host<J>> resting = new TreeSet<>(FREE_FIRST);
    /** Addresses that nobody uses and somebody waits for. */
    private final TreeSet<Place<J>> wanted = new TreeSet<>(FREE_FIRST);
    /** Addresses in their pause that nobody waits for. */
    private final TreeSet<Place<J>> quiet = new TreeSet<>(FREE_FIRST);

    private long numbers;

    void add(String name, J job) {
        Host<J> host = hosts.get(name);
        if (host == null) {
            host = new Host<>(numbers++, name);
            hosts.put(name, host);
            wanting.add(host);
        } else if (resting.remove(host)) {
            wanting.add(host);
        }
        host.waiting.addLast(job);
    }

    /** The next job that may start now, if any; its host is then taken until {@link #finished} or {@link #claim} parks it. */
    Optional<Turn<J>> take(long now) {
        forget(now);
        if (!wanted.isEmpty() && wanted.first().freeAt <= now) {
            Place<J> place = wanted.pollFirst();
            Host<J> host = place.parked.removeFirst();
            place.taken = true;
            return Optional.of(new Turn<>(host.name, host.waiting.removeFirst(), Optional.of(place.address)));
        }
        if (!wanting.isEmpty() && wanting.first().freeAt <= now) {
            Host<J> host = wanting.pollFirst();
            return Optional.of(new Turn<>(host.name, host.waiting.removeFirst(), Optional.empty()));
        }
        return Optional.empty();
    }

    /**
     * Claims an address for a job that was taken without one.
     *
     * @return whether the job may start; if not, it is taken back, first of its host's, and given out when the address is free
     */
    boolean claim(Turn<J> turn, InetAddress address, long now) {
        Host<J> host = atWork(turn.host());
        Place<J> place = places.computeIfAbsent(address, unknown -> new Place<>(numbers++, unknown));
        host.place = place;
        if (!place.taken && place.freeAt <= now && place.parked.isEmpty()) {
            quiet.remove(place);
            place.taken = true;
            return true;
        }
        host.waiting.addFirst(turn.job());
        place.parked.addLast(host);
        if (!place.taken) {
            quiet.remove(place);
            wanted.add(place);
        }
        return false;
    }

    /**
     * The host's job has ended.
     *
     * @param hostPause until the host's next one may start
     * @param addressPause until another may start at the address that was claimed
     */
    void finished(String name, long now, long hostPause, long addressPause) {
        Host<J> host = atWork(name);
        Place<J> place = host.place;
        if (place != null) {
            host.place = null;
            place.taken = false;
            place.freeAt = now + addressPause;
            settle(place);
        }
        host.freeAt = now + hostPause;
        settle(host);
    }

    private Host<J> atWork(String name) {
        Host<J> host = hosts.get(name);
        if (host == null) {
            throw new IllegalArgumentException("no job of %s runs".formatted(name));
        }
        return host;
    }

    private void settle(Host<J> host) {
        (host.waiting.isEmpty() ? resting : wanting).add(host);
    }

    private void settle(Place<J> place) {
        (place.parked.isEmpty() ? quiet : wanted).add(place);
    }

    private void forget(long now) {
        while (!resting.isEmpty() && resting.first().freeAt <= now) {
            hosts.remove(resting.pollFirst().name);
        }
        while (!quiet.isEmpty() && quiet.first().freeAt <= now) {
            places.remove(quiet.pollFirst().address);
        }
    }

    /** When {@link #take} is worth asking again, unless a job is added or finished before. */
    OptionalLong nextStart() {
        if (wanted.isEmpty()) {
            return wanting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(wanting.first().freeAt);
        }
        long address = wanted.first().freeAt;
        return OptionalLong.of(wanting.isEmpty() ? address : Math.min(address, wanting.first().freeAt));
    }

    /** Takes out the jobs of that kind that have not started, in no certain order between hosts. */
    List<J> drain(Predicate<? super J> kind) {
        List<J> left = new ArrayList<>();
        for (Host<J> host : hosts.values()) {
            boolean had = !host.waiting.isEmpty();
            for (Iterator<J> jobs = host.waiting.iterator(); jobs.hasNext(); ) {
                J job = jobs.next();
                if (kind.test(job)) {
                    left.add(job);
                    jobs.remove();
                }
            }
            if (had && host.waiting.isEmpty()) {
                withdraw(host);
            }
        }
        return left;
    }

    /** A host that has nothing to start any more gives up its place in the queues. */
    private void withdraw(Host<J> host) {
        if (wanting.remove(host)) {
            resting.add(host);
            return;
        }
        Place<J> place = host.place;
        if (place != null && place.parked.remove(host)) {
            host.place = null;
            resting.add(host);
            if (place.parked.isEmpty() && wanted.remove(place)) {
                quiet.add(place);
            }
        }
    }

    /** How many hosts and addresses are remembered. */
    int size() {
        return hosts.size() + places.size();
    }
}
