package io.depesche.enrich.story;

import java.time.Instant;

/**
 * The time of the stream: the latest publication seen, except that one report alone cannot move it far ahead. Two reports in a row of
 * {@link #WITNESSES} that lie ahead do, so that an archive with gaps is read like a stream.
 */
final class StreamClock {

    /** How far a report may lie ahead, milliseconds. */
    static final long FAR = 24 * 60 * 60 * 1000L;

    private static final int WITNESSES = 16;

    /** Times outside of the years 1 to 9999 are mistakes; within them nothing overflows. */
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    /** Stands for no time. */
    static final long NEVER = Long.MIN_VALUE;

    private long now = NEVER;
    private long claimed = NEVER;
    private int claimedAgo;

    /** The time nearest to a stated one that can be reckoned with. */
    static long sensible(long published) {
        return Math.max(FIRST, Math.min(LAST, published));
    }

    /** Sees a publication time; returns the time of the stream, milliseconds since 1970. */
    long see(long published) {
        claimedAgo = Math.min(claimedAgo + 1, WITNESSES + 1);
        if (now == claimed) {
            begin(published);
        } else if (published <= now + FAR) {
            now = Math.max(now, published);
            claimed = claimed <= now ? NEVER : claimed;
        } else if (claimed != NEVER && claimedAgo <= WITNESSES) {
            long farther = Math.max(claimed, published);
            now = Math.min(claimed, published);
            claim(farther > now ? farther : NEVER);
        } else {
            claim(published);
        }
        return now;
    }

    /** The stream's first time is a claim as well, which the next report near it makes certain. */
    private void begin(long published) {
        if (now != NEVER && published <= now + FAR && published >= now - StoryBook.WINDOW.toMillis()) {
            now = Math.max(now, published);
            claimed = NEVER;
        } else {
            now = published;
            claim(published);
        }
    }

    private void claim(long time) {
        claimed = time;
        claimedAgo = 0;
    }

    /** What it knows, to be kept. */
    State state() {
        return new State(now, claimed, claimedAgo);
    }

    /** Goes on from what was kept. */
    void restore(State state) {
        now = state.now();
        claimed = state.claimed();
        claimedAgo = state.claimedAgo();
    }

    /**
     * What a clock knows.
     *
     * @param now the time of the stream, milliseconds since 1970
     * @param claimed a time ahead that one report alone has claimed; equal to {@code now} while only one report has told it
     * @param claimedAgo how many reports ago
     */
    record State(long now, long claimed, int claimedAgo) {}
}
