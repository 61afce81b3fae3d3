package io.depesche.ingest.extract;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A text that may be the headline of its page, and everywhere the page has it. */
final class HeadlineCandidate {

    /** Where a page may have its headline; whole texts, and pieces of them between separators. */
    enum Source {
        HEADING,
        HEADING_PART,
        SUBHEADING,
        NAMED,
        SOCIAL,
        OTHER_SOCIAL,
        DESCRIBED,
        OTHER_DESCRIBED,
        OTHER_METADATA,
        TITLE,
        PIECE_OF_HEADING,
        PIECE_OF_SOCIAL,
        PIECE_OF_DESCRIBED,
        PIECE_OF_TITLE
    }

    private final String text;
    private final String letters;
    private final Set<Source> sources = EnumSet.noneOf(Source.class);
    private Optional<Cut> cut = Optional.empty();
    private int place = -1;

    HeadlineCandidate(String text) {
        this.text = text;
        this.letters = PlainText.letters(text);
    }

    /**
     * What was taken off a longer text.
     *
     * @param separator the separator at the cut, without white space
     * @param head whether what stayed is the beginning
     * @param site whether what went is a name of the site
     * @param words how many words went
     */
    record Cut(String separator, boolean head, boolean site, int words) {}

    String text() {
        return text;
    }

    /** See {@link PlainText#letters}. */
    String letters() {
        return letters;
    }

    Set<Source> sources() {
        return sources;
    }

    /** The first cut that left the text; none for what was found whole. */
    Optional<Cut> cut() {
        return sources.stream().allMatch(HeadlineCandidate::isPiece) ? cut : Optional.empty();
    }

    /** How many elements of its kind come before it on the page; -1 for what only the metadata has. */
    int place() {
        return place;
    }

    private static boolean isPiece(Source source) {
        return source.compareTo(Source.PIECE_OF_HEADING) >= 0;
    }

    void foundIn(Source source) {
        sources.add(source);
    }

    void foundIn(Source source, int before) {
        sources.add(source);
        if (place < 0) {
            place = before;
        }
    }

    void foundIn(Source source, Cut taken) {
        sources.add(source);
        if (cut.isEmpty()) {
            cut = Optional.of(taken);
        }
    }
}
