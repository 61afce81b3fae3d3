package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamClockTest {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final StreamClock clock = new StreamClock();

    private void startAt(long time) {
        clock.see(time);
        clock.see(time);
    }

    @Test
    void isTheLatestTimeSeen() {
        startAt(0);

        assertThat(clock.see(5 * HOUR)).isEqualTo(5 * HOUR);
        assertThat(clock.see(2 * HOUR)).isEqualTo(5 * HOUR);
        assertThat(clock.see(29 * HOUR)).isEqualTo(29 * HOUR);
    }

    @Test
    void oneReportFarAheadDoesNotMoveIt() {
        startAt(0);

        assertThat(clock.see(400 * DAY)).isZero();
        assertThat(clock.see(HOUR)).isEqualTo(HOUR);
    }

    @Test
    void twoReportsFarAheadMoveItToTheNearerOne() {
        startAt(0);

        clock.see(30 * DAY);

        assertThat(clock.see(29 * DAY)).isEqualTo(29 * DAY);
        assertThat(clock.see(HOUR)).isEqualTo(29 * DAY);
    }

    @Test
    void twoReportsOfOneTimeFarAheadMakeItCertain() {
        startAt(0);
        clock.see(30 * DAY);
        clock.see(30 * DAY);

        assertThat(clock.see(0)).isEqualTo(30 * DAY);
    }

    @Test
    void aClaimIsForgottenAfterSixteenReports() {
        startAt(0);
        clock.see(30 * DAY);
        for (int report = 0; report < 16; report++) {
            clock.see(0);
        }

        assertThat(clock.see(30 * DAY)).isZero();
    }

    @Test
    void theFirstTimeHoldsOnlyOnceAnotherReportIsNearIt() {
        assertThat(clock.see(4_000 * DAY)).isEqualTo(4_000 * DAY);
        assertThat(clock.see(0)).isZero();
        assertThat(clock.see(-DAY)).isZero();
        assertThat(clock.see(4_000 * DAY)).isZero();
    }

    @Test
    void goesOnFromWhatWasKept() {
        startAt(0);
        clock.see(30 * DAY);
        StreamClock restored = new StreamClock();
        restored.restore(clock.state());

        assertThat(restored.see(31 * DAY)).isEqualTo(clock.see(31 * DAY)).isEqualTo(30 * DAY);
        assertThat(restored.state()).isEqualTo(clock.state());
    }

    @Test
    void timesOutsideOfTheCalendarAreTakenForItsEnds() {
        assertThat(StreamClock.sensible(Long.MAX_VALUE)).isLessThan(300_000_000_000_000L);
        assertThat(StreamClock.sensible(Long.MIN_VALUE)).isGreaterThan(-70_000_000_000_000L);
        assertThat(StreamClock.sensible(HOUR)).isEqualTo(HOUR);
    }
}
