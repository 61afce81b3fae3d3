package io.depesche.ingest.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.depesche.ingest.outlets.Outlet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PollRhythmTest {

    private static final Instant NOON = Instant.parse("2025-03-14T12:00:00Z");
    private static final Outlet.Rhythm RHYTHM =
            new Outlet.Rhythm(Duration.ofMinutes(5), Duration.ofMinutes(40), Duration.ofSeconds(2), List.of());

    @Test
    void startsAtTheOutletsInterval() {
        assertThat(PollRhythm.interval(PollRhythm.assumed(RHYTHM), RHYTHM, NOON))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(PollRhythm.interval(List.of(), RHYTHM, NOON)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void slowsDownAtHoursInWhichNothingAppearsAndStaysQuickAtOthers() {
        List<Float> rates = PollRhythm.assumed(RHYTHM);
        Instant night = Instant.parse("2025-03-01T02:00:00Z");
        for (int day = 0; day < 10; day++) {
            for (int minute = 0; minute < 60; minute += 5) {
                Instant from = night.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute));
                rates = PollRhythm.learned(rates, from, from.plus(Duration.ofMinutes(5)), 0);
                Instant noon = from.plus(Duration.ofHours(10));
                rates = PollRhythm.learned(rates, noon, noon.plus(Duration.ofMinutes(5)), 2);
            }
        }
        assertThat(PollRhythm.interval(rates, RHYTHM, night)).isEqualTo(Duration.ofMinutes(40));
        assertThat(PollRhythm.interval(rates, RHYTHM, NOON)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void learnsTheRateThatItSees() {
        List<Float> rates = PollRhythm.assumed(RHYTHM);
        for (int day = 0; day < 60; day++) {
            Instant from = NOON.plus(Duration.ofDays(day));
            rates = PollRhythm.learned(rates, from, from.plus(Duration.ofHours(1)), 3);
        }
        assertThat(rates.get(12)).isCloseTo(3f, within(0.01f));
        assertThat(PollRhythm.interval(rates, RHYTHM, NOON))
                .isBetween(Duration.ofSeconds(595), Duration.ofSeconds(605));
    }

    @Test
    void sharesASpanOutAmongItsHours() {
        List<Float> silent = Collections.nCopies(24, 0f);
        List<Float> learned =
                PollRhythm.learned(silent, NOON.minus(Duration.ofMinutes(30)), NOON.plus(Duration.ofMinutes(30)), 4);
        assertThat(learned.get(11)).isEqualTo(learned.get(12)).isGreaterThan(0f);
        assertThat(learned.get(13)).isZero();
    }

    @Test
    void expectsWhatTheHoursUsuallyBring() {
        List<Float> rates = new ArrayList<>(Collections.nCopies(24, 0f));
        rates.set(12, 6f);
        rates.set(13, 2f);
        assertThat(PollRhythm.expected(rates, NOON, NOON.plus(Duration.ofMinutes(90))))
                .isCloseTo(7, within(0.001));
        assertThat(PollRhythm.expected(rates, NOON.plus(Duration.ofHours(2)), NOON.plus(Duration.ofHours(20))))
                .as("at night")
                .isZero();
        assertThat(PollRhythm.expected(rates, NOON, NOON.plus(Duration.ofDays(3))))
                .isCloseTo(24, within(0.001));
    }

    @Property
    void neverLeavesTheLimits(
            @ForAll @IntRange(min = 0, max = 500) int articles, @ForAll @IntRange(min = 1, max = 3_000) int minutes) {
        List<Float> rates =
                PollRhythm.learned(PollRhythm.assumed(RHYTHM), NOON, NOON.plus(Duration.ofMinutes(minutes)), articles);
        for (int hour = 0; hour < 24; hour++) {
            assertThat(PollRhythm.interval(rates, RHYTHM, NOON.plus(Duration.ofHours(hour))))
                    .isBetween(RHYTHM.interval(), RHYTHM.maxInterval());
        }
    }

    @Test
    void asksABrokenSourceMoreAndMoreSeldomAndNeverSoonerThanASoundOne() {
        assertThat(PollRhythm.afterTrouble(1, RHYTHM, Optional.empty())).isEqualTo(Duration.ofMinutes(10));
        assertThat(PollRhythm.afterTrouble(3, RHYTHM, Optional.empty())).isEqualTo(Duration.ofMinutes(40));
        assertThat(PollRhythm.afterTrouble(1_000, RHYTHM, Optional.empty())).isEqualTo(Duration.ofHours(1));
        Outlet.Rhythm slow =
                new Outlet.Rhythm(Duration.ofHours(6), Duration.ofHours(24), Duration.ofSeconds(2), List.of());
        assertThat(PollRhythm.afterTrouble(1, slow, Optional.empty())).isEqualTo(Duration.ofHours(12));
        assertThat(PollRhythm.afterTrouble(1, RHYTHM, Optional.of(Duration.ofHours(3))))
                .isEqualTo(Duration.ofHours(3));
    }
}
