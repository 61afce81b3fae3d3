package io.depesche.enrich.story;

import java.util.List;
import java.util.Optional;

/**
 * What was decided of a report when it came, and what is to be kept so that {@link StoryBook#restore} knows it: first what is new is
 * kept, then what left is dropped.
 *
 * @param story id of its story; a copy has that of its original
 * @param duplicateOf the earliest report that it repeats
 * @param sameEventAs stories in other languages that tell of the same event
 * @param merges stories that became part of another one with this report
 * @param trace to be kept for the report; absent where it is too old to be remembered
 * @param forgotten ids of the reports whose traces are to be dropped
 * @param closed ids of the stories that have no report in the window any more
 * @param ended ids of the stories whose merges are to be dropped
 */
public record Decision(
        String story,
        Optional<Copy> duplicateOf,
        List<String> sameEventAs,
        List<Merge> merges,
        Optional<Trace> trace,
        List<String> forgotten,
        List<String> closed,
        List<String> ended) {

    /** An earlier report and the share of the shorter text that both have, 0 to 1. */
    public record Copy(String id, double similarity) {}

    public Decision {
        sameEventAs = List.copyOf(sameEventAs);
        merges = List.copyOf(merges);
        forgotten = List.copyOf(forgotten);
        closed = List.copyOf(closed);
        ended = List.copyOf(ended);
    }
}
