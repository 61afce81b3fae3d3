package io.depesche.enrich.story;

import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a report while it is in the window; what a {@link StoryBook} knows follows from the traces in the order of
 * their numbers, and from the merges.
 *
 * @param number counts the reports in the order of their arrival
 * @param id the article's id
 * @param language base language of its text, for example "de"
 * @param published milliseconds since 1970, UTC
 * @param story id of the story that it was put in when it came
 * @param founded number of the report that founded that story
 * @param duplicateOf the id of the earliest report that it repeats
 * @param sameEventAs stories in other languages that it was said to share its event with
 * @param vectors its terms
 * @param sketch of its text
 */
public record Trace(
        int number,
        String id,
        String language,
        long published,
        String story,
        int founded,
        Optional<String> duplicateOf,
        List<String> sameEventAs,
        Vectors vectors,
        Sketch sketch) {

    public Trace {
        sameEventAs = List.copyOf(sameEventAs);
    }

    /** A report that has just been read: as long as nothing else is decided, it founds a story. */
    static Trace of(int number, Report report, String language, long published, Vectors vectors, Sketch sketch) {
        return new Trace(
                number,
                report.id(),
                language,
                published,
                report.id(),
                number,
                Optional.empty(),
                List.of(),
                vectors,
                sketch);
    }

    /** Whether it repeats no other report. Copies tell nothing new of their story, and are only counted as its members. */
    boolean isOriginal() {
        return duplicateOf.isEmpty();
    }

    /** The same report in a story. */
    Trace in(String other, int foundedBy) {
        return placed(other, foundedBy, duplicateOf, sameEventAs);
    }

    /** The same report as a copy of another one, in its story. */
    Trace copyOf(Trace original) {
        return placed(original.story, original.founded, Optional.of(original.id), sameEventAs);
    }

    /** The same report as a later revision of the article. */
    Trace revisionOf(Trace before) {
        return placed(before.story, before.founded, before.duplicateOf, sameEventAs);
    }

    /** The same report with the stories in other languages that share its event. */
    Trace sameEventAs(List<String> others) {
        return placed(story, founded, duplicateOf, others);
    }

    private Trace placed(String in, int foundedBy, Optional<String> copied, List<String> others) {
        return new Trace(
                number,
                id,
                language,
                published,
                in,
                foundedBy,
                copied,
                others,
                copied.isPresent() ? Vectors.NONE : vectors,
                copied.isPresent() ? Sketch.NONE : sketch);
    }
}
