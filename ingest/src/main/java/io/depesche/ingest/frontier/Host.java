package io.depesche.ingest.frontier;

import io.depesche.contracts.record.HostState;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.fetch.RobotsRules;
import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** A host as its owner works with it: what is remembered of it, and what is on the way to it. */
final class Host {

    /** Orders that a host is given ahead, so that it is never the beat that it waits for. */
    private static final int AHEAD = 4;

    /** Slots of the queue that are kept at hand. */
    static final int AT_HAND = 32;

    private final String name;
    private final HostState.Builder state;
    private int underWay;
    private boolean changed;
    private Instant free;
    private final TreeSet<CrawlStore.Slot> queue = new TreeSet<>();
    private boolean queueIsWhole;
    private Optional<CrawlStore.Slot> lastQueued = Optional.empty();
    private boolean revisitIsUnknown;
    private Optional<Instant> nextRevisit = Optional.empty();
    private Optional<CrawlStore.Slot> lastScheduled = Optional.empty();

    /** A host that is met for the first time. */
    static Host met(String name) {
        return new Host(name, HostState.newBuilder().build(), Instant.MIN, true);
    }

    /** A host that is taken over: somebody may have asked it just now, so that it is left alone for one pause. */
    static Host takenOver(String name, HostState state, Instant now) {
        return new Host(name, state, now.plusMillis(state.getPauseMillis()), false);
    }

    private Host(String name, HostState state, Instant free, boolean met) {
        this.name = name;
        this.state = HostState.newBuilder(state);
        this.free = free;
        this.changed = met;
        this.queueIsWhole = met; // of a host that is met nothing is in the store
        this.revisitIsUnknown = !met;
    }

    String name() {
        return name;
    }

    /** What is to be remembered. */
    HostState state() {
        return state.build();
    }

    /** Troubles in a row. */
    int failures() {
        return state.getFailures();
    }

    int underWay() {
        return underWay;
    }

    /** Whether the state is to be written, which it then counts as. */
    boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** Whether it can be given one more order now; a host in trouble is tried with one. */
    boolean takesOrders() {
        return underWay < (state.getFailures() > 0 ? 1 : AHEAD);
    }

    /** When the host may be asked again, if it is to be left alone. */
    Optional<Instant> restsUntil(Instant now, Optional<Integer> quota) {
        Instant until = Optional.ofNullable(state.getRestsUntil())
                .filter(free::isBefore)
                .orElse(free);
        if (quota.isPresent() && state.getDay() == dayOf(now) && state.getRequests() >= quota.get()) {
            Instant tomorrow = LocalDate.ofEpochDay(state.getDay() + 1L)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            until = tomorrow.isAfter(until) ? tomorrow : until;
        }
        return Optional.of(until).filter(time -> time.isAfter(now));
    }

    /** An order is on the way. */
    void ordered(Outlet outlet, URI address, Instant now) {
        if (state.getRobotsOrigin() == null) {
            state.setRobotsOrigin(WebAddress.origin(address));
        }
        underWay++;
        if (state.getDay() != dayOf(now)) {
            state.setDay(dayOf(now));
            state.setRequests(0);
        }
        state.setRequests(state.getRequests() + 1);
        if (state.getPauseMillis() < outlet.rhythm().minDelay().toMillis()) {
            state.setPauseMillis(outlet.rhythm().minDelay().toMillis());
        }
        changed = true;
    }

    /** An order asked for more than one page. */
    void asked(int furtherPages, Instant now) {
        if (furtherPages > 0 && state.getDay() == dayOf(now)) {
            state.setRequests(state.getRequests() + furtherPages);
            changed = true;
        }
    }

    /** An address of the host whose robots.txt is remembered. */
    Optional<URI> origin() {
        return Optional.ofNullable(state.getRobotsOrigin()).map(URI::create);
    }

    /** What is known of its robots.txt. */
    void learn(Fetcher.KnownRobots robots) {
        Instant fetched = robots.fetched().truncatedTo(ChronoUnit.MILLIS);
        if (fetched.equals(state.getRobotsFetched())) {
            return;
        }
        state.setRobots(robots.text()).setRobotsFetched(fetched);
        RobotsRules.parse(
                        origin().orElseThrow().resolve("/robots.txt"),
                        robots.text().getBytes(StandardCharsets.UTF_8))
                .crawlDelay()
                .map(Duration::toMillis)
                .filter(millis -> millis > state.getPauseMillis())
                .ifPresent(state::setPauseMillis);
        changed = true;
    }

    /** The host answered, whatever it said. */
    void answered() {
        underWay--;
        if (state.getFailures() > 0) {
            state.setFailures(0);
            state.setRestsUntil(null);
            changed = true;
        }
    }

    /** The host has trouble; tells how long it is left alone. */
    Duration failed(Instant now, Optional<Duration> asked) {
        underWay--;
        state.setFailures(state.getFailures() + 1);
        Duration rest = Rest.after(state.getFailures(), Duration.ofMillis(state.getPauseMillis()), asked, name);
        state.setRestsUntil(now.plus(rest));
        changed = true;
        return rest;
    }

    // What is next. The start of the queue is kept at hand, and the time of the next revisit, so that the store is
    // seldom searched.

    /** Whether the store has to be searched for what is next in the queue. */
    boolean isQueueUnknown() {
        return queue.isEmpty() && !queueIsWhole;
    }

    /** Behind which slot of the queue to search. */
    Optional<CrawlStore.Slot> lastQueued() {
        return lastQueued;
    }

    /** Takes in what a search for {@value #AT_HAND} slots found. */
    void fillQueue(List<CrawlStore.Slot> slots) {
        queue.addAll(slots);
        queueIsWhole = slots.size() < AT_HAND;
    }

    /** Takes in a slot that came into the queue. */
    void queued(CrawlStore.Slot slot) {
        if (queueIsWhole || (!queue.isEmpty() && slot.compareTo(queue.last()) < 0)) {
            queue.add(slot);
        }
        if (queue.size() > AT_HAND) {
            queue.pollLast();
            queueIsWhole = false;
        }
    }

    Optional<CrawlStore.Slot> firstQueued() {
        return queue.isEmpty() ? Optional.empty() : Optional.of(queue.first());
    }

    /** Takes the first slot, which must be there, off the queue. */
    CrawlStore.Slot takeQueued() {
        CrawlStore.Slot slot = Objects.requireNonNull(queue.pollFirst(), "nothing is queued");
        lastQueued = Optional.of(slot);
        return slot;
    }

    /** A time for what comes into the queue now: behind all that was taken off it, whatever the clock does. */
    Instant dueFrom(Instant now) {
        return lastQueued
                .map(slot -> slot.due().plusMillis(1))
                .filter(now::isBefore)
                .orElse(now);
    }

    /** Whether the store has to be searched for the next revisit. */
    boolean isRevisitUnknown() {
        return revisitIsUnknown;
    }

    Optional<CrawlStore.Slot> lastScheduled() {
        return lastScheduled;
    }

    void handedOutOfSchedule(CrawlStore.Slot slot) {
        lastScheduled = Optional.of(slot);
        revisitIsUnknown = true;
    }

    /** What a search for the next revisit found. */
    void revisitFound(Optional<Instant> time) {
        nextRevisit = time;
        revisitIsUnknown = false;
    }

    /** Another article of the host is looked at again then. */
    void revisitAt(Instant time) {
        nextRevisit = nextRevisit.filter(time::isAfter).or(() -> Optional.of(time));
    }

    Optional<Instant> nextRevisit() {
        return nextRevisit;
    }

    private static int dayOf(Instant time) {
        return Math.toIntExact(time.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay());
    }
}
