package io.depesche.enrich.story;

import java.time.Duration;
import java.util.Optional;

/**
 * The time of the stream: the latest publication seen, except that one report alone cannot move it far ahead. Two reports within
 * {@link #WITNESSES} that lie ahead do, so that an archive with gaps is read like a stream.
 */
final class StreamClock {

    /** How far a report may lie ahead, milliseconds. */
    static final long FAR = Duration.ofDays(1).toMillis();

    private static final int WITNESSES = 16;

    private State state = new State(0, Optional.empty(), 0);
    private boolean started;

    /**
     * What a clock knows.
     *
     * @param now the time of the stream, milliseconds since 1970
     * @param claimed a time ahead that one report alone has claimed
     * @param claimedAgo how many reports ago
     */
    record State(long now, Optional<Long> claimed, int claimedAgo) {}

    /** Sees a publication time; returns the time of the stream, milliseconds since 1970. */
    long see(long published) {
        int ago = state.claimedAgo + 1;
        if (!started || published <= state.now + FAR) {
            state = new State(started ? Math.max(state.now, published) : published, state.claimed, ago);
        } else if (state.claimed.isPresent() && ago <= WITNESSES) {
            long claimed = state.claimed.get();
            state = new State(Math.min(claimed, published), Optional.of(Math.max(claimed, published)), 0);
        } else {
            state = new State(state.now, Optional.of(published), 0);
        }
        started = true;
        return state.now;
    }

    /** What it knows, to be kept. */
    State state() {
        return state;
    }

    /** Goes on from what was kept. */
    void restore(State kept) {
        state = kept;
        started = true;
    }
}
