package io.depesche.ingest.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final Turns turns = new Turns();

    @Test
    void letsTasksTakeTurns() {
        assertThat(turns.take("a", NOW)).isTrue();
        assertThat(turns.take("b", NOW)).isTrue();
        assertThat(turns.take("b", NOW)).isFalse();
        assertThat(turns.take("a", NOW)).isTrue();
    }

    @Test
    void restsAfterALongBeatAsLongAsItTook() {
        assertThat(turns.take("a", NOW)).isTrue();
        turns.end(NOW, NOW.plusMillis(10));
        assertThat(turns.take("a", NOW.plusMillis(18))).isFalse();
        assertThat(turns.take("a", NOW.plusMillis(19))).isTrue();
    }

    @Test
    void waitsForNoTaskThatHasLeft() {
        assertThat(turns.take("a", NOW)).isTrue();
        assertThat(turns.take("b", NOW)).isTrue();
        turns.leave("a");
        assertThat(turns.take("b", NOW)).isTrue();
    }

    @Test
    void doesNotRestForHoursWhenTheClockIsSetBack() {
        assertThat(turns.take("a", NOW)).isTrue();
        turns.end(NOW, NOW.plusMillis(10));
        assertThat(turns.take("a", NOW.minusSeconds(3600))).isTrue();
    }
}
