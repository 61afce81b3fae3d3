package io.depesche.enrich.story;

import java.util.Comparator;

/** A report in the window and the story that it is in now. */
final class Member {

    /** The oldest first, of equally old ones the one that came first. */
    static final Comparator<Member> BY_AGE =
            Comparator.comparingLong(Member::published).thenComparingInt(Member::number);

    private final Trace trace;
    private OpenStory story;

    private long search;
    private long shared;

    Member(Trace trace, OpenStory story) {
        this.trace = trace;
        this.story = story;
    }

    Trace trace() {
        return trace;
    }

    int number() {
        return trace.number();
    }

    /** Milliseconds since 1970. */
    long published() {
        return trace.published();
    }

    OpenStory story() {
        return story;
    }

    void moveTo(OpenStory other) {
        story = other;
    }

    /** Adds to what it shares, in a search, with the report that is searched for, and returns the sum. */
    long shares(long number, long more) {
        shared = search == number ? shared + more : more;
        search = number;
        return shared;
    }
}
