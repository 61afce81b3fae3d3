package io.depesche.ingest.frontier;

import io.depesche.contracts.record.PushState;
import io.depesche.contracts.record.SourceState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The sources of one partition, when each is polled next, and when its hub is asked for a subscription. */
final class SourceSchedule {

    private final CrawlStore store;
    private final Map<String, SourceState> sources = new HashMap<>();
    /** The keys of the sources that one led to, by its key. */
    private final Map<String, Set<String>> children = new HashMap<>();

    private final DueQueue due = new DueQueue();
    /** When to ask hubs. */
    private final DueQueue requests = new DueQueue();

    private final Set<String> underWay = new HashSet<>();

    SourceSchedule(CrawlStore store) {
        this.store = store;
    }

    /** Remembers a source, new or changed, and when to poll it. */
    SourceState schedule(SourceState known, Instant time) {
        SourceState source = SourceState.newBuilder(known).setNextPoll(time).build();
        store.remember(source);
        Optional<Instant> requestBefore =
                Optional.ofNullable(sources.put(key(source), source)).flatMap(SourceSchedule::nextRequest);
        parentKey(source).ifPresent(parent -> children.computeIfAbsent(parent, first -> new HashSet<>())
                .add(key(source)));
        due.add(time, key(source));
        nextRequest(source)
                .filter(request -> requestBefore.filter(request::equals).isEmpty())
                .ifPresent(request -> requests.add(request, key(source)));
        return source;
    }

    /** Remembers what became of a source's subscription. */
    SourceState remember(SourceState source, PushState push) {
        return schedule(SourceState.newBuilder(source).setPush(push).build(), source.getNextPoll());
    }

    /** Forgets a source, and those that it led to. */
    void drop(SourceState source) {
        sources.remove(key(source));
        store.forget(source);
        parentKey(source).map(children::get).ifPresent(siblings -> siblings.remove(key(source)));
        childrenOf(source).forEach(this::drop);
        children.remove(key(source));
    }

    /** Forgets all of that kind, and those that they led to. */
    void dropThose(Predicate<SourceState> which) {
        sources.values().stream().filter(which).toList().forEach(this::drop);
    }

    /** The sources that this one led to. */
    List<SourceState> childrenOf(SourceState parent) {
        return children.getOrDefault(key(parent), Set.of()).stream()
                .flatMap(child -> Optional.ofNullable(sources.get(child)).stream())
                .toList();
    }

    Optional<SourceState> get(String outlet, String url) {
        return Optional.ofNullable(sources.get(outlet + " " + url));
    }

    /** The source as it is scheduled now, if it is still there. */
    Optional<SourceState> latest(SourceState before) {
        return Optional.ofNullable(sources.get(key(before)));
    }

    List<SourceState> ofOutlet(String outlet) {
        return sources.values().stream()
                .filter(source -> source.getOutlet().equals(outlet))
                .toList();
    }

    Collection<SourceState> all() {
        return sources.values();
    }

    /** A source whose turn it is and that nobody is on the way to, taken off the queue. */
    Optional<SourceState> takeDue(Instant now) {
        Optional<DueQueue.Due> entry = due.take(now);
        while (entry.isPresent()) {
            SourceState source = sources.get(entry.get().what());
            if (source != null
                    && source.getNextPoll().equals(entry.get().time())
                    && !underWay.contains(entry.get().what())) {
                return Optional.of(source);
            }
            entry = due.take(now);
        }
        return Optional.empty();
    }

    /** A source whose hub is to be asked for a subscription, taken off the queue. */
    Optional<SourceState> takeRequest(Instant now) {
        Optional<DueQueue.Due> entry = requests.take(now);
        while (entry.isPresent()) {
            Instant time = entry.get().time();
            Optional<SourceState> source = Optional.ofNullable(
                            sources.get(entry.get().what()))
                    .filter(known -> nextRequest(known).filter(time::equals).isPresent());
            if (source.isPresent()) {
                return source;
            }
            entry = requests.take(now);
        }
        return Optional.empty();
    }

    private static Optional<Instant> nextRequest(SourceState source) {
        return source.getPush().map(PushState::getNextRequest);
    }

    /** Somebody is on the way to it. */
    void started(SourceState source) {
        underWay.add(key(source));
    }

    /** Nobody is any more. */
    void ended(SourceState source) {
        underWay.remove(key(source));
    }

    /** How many are polled just now. */
    int underWay() {
        return underWay.size();
    }

    private static Optional<String> parentKey(SourceState source) {
        return source.getParent().map(parent -> source.getOutlet() + " " + parent);
    }

    private static String key(SourceState source) {
        return source.getOutlet() + " " + source.getUrl();
    }
}
