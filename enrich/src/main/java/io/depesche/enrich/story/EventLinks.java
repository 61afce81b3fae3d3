package io.depesche.enrich.story;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which stories were said to tell of one event in several languages, by how many reports of the window, on both sides. */
final class EventLinks {

    private final Map<String, Map<String, Integer>> links = new TreeMap<>();

    void enters(Trace trace) {
        trace.sameEventAs().forEach(other -> count(trace.story(), other, 1));
    }

    void leaves(Trace trace) {
        trace.sameEventAs().forEach(other -> count(trace.story(), other, -1));
    }

    private void count(String story, String other, int times) {
        countOneWay(story, other, times);
        countOneWay(other, story, times);
    }

    private void countOneWay(String story, String other, int times) {
        Map<String, Integer> counts = links.computeIfAbsent(story, key -> new TreeMap<>());
        counts.merge(other, times, (before, more) -> before + more == 0 ? null : before + more);
        if (counts.isEmpty()) {
            links.remove(story);
        }
    }

    /** The stories that are linked to one, in the order of their ids. */
    Set<String> of(String story) {
        return links.getOrDefault(story, Map.of()).keySet();
    }
}
