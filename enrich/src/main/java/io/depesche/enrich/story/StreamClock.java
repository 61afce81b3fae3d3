package io.depesche.enrich.story;

/**
 * The time of the stream: the latest publication seen, except that one report alone cannot move it far ahead. Two reports in a row of
 * {@link #WITNESSES} that lie ahead do, so that an archive with gaps is read like a stream.
 */
final class StreamClock {

    /** How far a report may lie ahead, milliseconds. */
    static final long FAR = 24 * 60 * 60 * 1000L;

    private static final int WITNESSES = 16;

    private long now = Long.MIN_VALUE;
    private long claimed = Long.MIN_VALUE;
    private int claimedAgo;

    /** Sees a publication time; returns the time of the stream, milliseconds since 1970. */
    long see(long published) {
        claimedAgo++;
        if (now == Long.MIN_VALUE || published <= now + FAR) {
            now = Math.max(now, published);
        } else if (claimed != Long.MIN_VALUE && claimedAgo <= WITNESSES) {
            now = Math.min(claimed, published);
            claimed = Math.max(claimed, published);
            claimedAgo = 0;
        } else {
            claimed = published;
            claimedAgo = 0;
        }
        return now;
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
     * @param claimed a time ahead that one report alone has claimed
     * @param claimedAgo how many reports ago
     */
    record State(long now, long claimed, int claimedAgo) {}
}
