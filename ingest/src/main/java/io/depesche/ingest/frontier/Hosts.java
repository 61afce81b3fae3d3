package io.depesche.ingest.frontier;

import io.depesche.contracts.record.HostState;
import io.depesche.ingest.crawl.Reporter;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The hosts of one partition: what is known of each, and when each has something to do. */
final class Hosts {

    private final CrawlStore store;
    private final Reporter reporter;
    private final Map<String, Host> hosts = new HashMap<>();
    private final DueQueue due = new DueQueue();
    /** Of the entries of a host in the queue the one with this time holds. */
    private final Map<String, Instant> dueOfHost = new HashMap<>();

    Hosts(CrawlStore store, Reporter reporter) {
        this.store = store;
        this.reporter = reporter;
    }

    /** The host of that name, however much is known of it. */
    Host of(String name, Instant now) {
        Host known = hosts.get(name);
        return known != null
                ? known
                : store.host(name)
                        .map(state -> takenOver(name, state, now))
                        .orElseGet(() -> hosts.computeIfAbsent(name, Host::met));
    }

    /**
     * A host that somebody else may have asked just now, even if that did not come to be remembered.
     *
     * @param pauseMillis how long to leave it alone where its own pause is not known
     */
    Host takeOver(String name, long pauseMillis, Instant now) {
        Host known = hosts.get(name);
        return known != null
                ? known
                : takenOver(
                        name,
                        store.host(name).orElseGet(() -> HostState.newBuilder()
                                .setPauseMillis(pauseMillis)
                                .build()),
                        now);
    }

    private Host takenOver(String name, HostState state, Instant now) {
        if (state.getRobotsOrigin().isPresent()
                && state.getRobots().isPresent()
                && state.getRobotsFetched().isPresent()) {
            reporter.seedRobots(
                    URI.create(state.getRobotsOrigin().get()),
                    state.getRobots().get(),
                    state.getRobotsFetched().get());
        }
        Host host = Host.takenOver(name, state, now);
        hosts.put(name, host);
        return host;
    }

    /** Finds out when the host has something to do next, unless it has enough on the way; then that is found out later. */
    void look(Host host) {
        if (host.takesOrders()) {
            nextQueued(host).ifPresent(time -> dueAt(host, time));
            nextRevisit(host).ifPresent(time -> dueAt(host, time));
        }
    }

    /** The host has something to do then. */
    void dueAt(Host host, Instant time) {
        Instant known = dueOfHost.get(host.name());
        if (known == null || time.isBefore(known)) {
            dueOfHost.put(host.name(), time);
            due.add(time, host.name());
        }
    }

    /** A host that has something to do, taken off the queue. */
    Optional<Host> takeDue(Instant now) {
        Optional<DueQueue.Due> entry = due.take(now);
        while (entry.isPresent()) {
            if (dueOfHost.remove(entry.get().what(), entry.get().time())) {
                return Optional.ofNullable(hosts.get(entry.get().what()));
            }
            entry = due.take(now);
        }
        return Optional.empty();
    }

    /** Whether a host has something to do. */
    boolean isDue(Instant now) {
        return due.isDue(now);
    }

    /** When the first of the host's queue is due. */
    Optional<Instant> nextQueued(Host host) {
        if (host.isQueueUnknown()) {
            host.fillQueue(store.queue(host.name(), host.lastQueued(), Host.AT_HAND));
        }
        return host.firstQueued().map(CrawlStore.Slot::due);
    }

    /** When the first of the host's articles is looked at again. */
    Optional<Instant> nextRevisit(Host host) {
        if (host.isRevisitUnknown()) {
            host.revisitFound(store.schedule(host.name(), host.lastScheduled(), 1).stream()
                    .findFirst()
                    .map(CrawlStore.Slot::due));
        }
        return host.nextRevisit();
    }

    /** Remembers what has changed of the hosts. */
    void save() {
        for (Host host : hosts.values()) {
            host.origin().flatMap(reporter::knownRobots).ifPresent(host::learn);
            if (host.takeChange()) {
                store.remember(host.name(), host.state());
            }
        }
    }
}
