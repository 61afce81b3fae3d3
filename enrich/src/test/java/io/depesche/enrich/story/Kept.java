package io.depesche.enrich.story;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a service keeps of a {@link StoryBook}'s decisions, and no more. */
final class Kept {

    private final boolean dropsFirst;
    private final Map<String, Trace> traces = new HashMap<>();
    private final Map<String, Merge> merges = new HashMap<>();
    private Optional<StoryBook.Progress> progress = Optional.empty();

    /** @param dropsFirst whether what is to be dropped is dropped before what is new is kept */
    Kept(boolean dropsFirst) {
        this.dropsFirst = dropsFirst;
    }

    /** Has the book decide of a report and keeps what comes of it. */
    Decision add(StoryBook book, Report report) {
        Decision decision = book.add(report);
        if (dropsFirst) {
            drop(decision);
        }
        decision.trace().ifPresent(trace -> traces.put(trace.id(), trace));
        decision.merges().forEach(merge -> merges.put(merge.story(), merge));
        if (!dropsFirst) {
            drop(decision);
        }
        progress = Optional.of(book.progress());
        return decision;
    }

    private void drop(Decision decision) {
        decision.forgotten().forEach(traces::remove);
        decision.ended().forEach(merges::remove);
    }

    /** Has the book forget an article that was taken back. */
    void forget(StoryBook book, String id) {
        if (book.forget(id)) {
            traces.remove(id);
        }
    }

    /** A new book that knows what was kept. */
    StoryBook restored() {
        List<Trace> inOrder = traces.values().stream()
                .sorted(Comparator.comparingInt(Trace::number))
                .toList();
        return progress.map(known -> StoryBook.restore(inOrder, List.copyOf(merges.values()), known))
                .orElseGet(StoryBook::new);
    }

    Optional<Trace> trace(String id) {
        return Optional.ofNullable(traces.get(id));
    }

    Set<String> storiesPlacedIn() {
        return traces.values().stream().map(Trace::story).collect(Collectors.toSet());
    }

    Map<String, Merge> merges() {
        return merges;
    }
}
