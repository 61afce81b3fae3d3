package io.depesche.ingest.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RestTest {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static Duration rest(int failures) {
        return Rest.after(failures, PAUSE, Optional.empty(), "beispielblatt.example");
    }

    @Test
    void growsWithEachTroubleAndMuchMoreWhenTheHostIsDown() {
        assertThat(rest(1)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
        assertThat(rest(4)).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(40));
        assertThat(rest(Rest.DOWN)).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(19));
        assertThat(rest(1_000_000)).isBetween(Duration.ofMinutes(270), Duration.ofMinutes(450));
    }

    @Test
    void keepsToRetryAfterWhereThatIsLongerAndNoLongerThanADay() {
        assertThat(Rest.after(1, PAUSE, Optional.of(Duration.ofMinutes(7)), "a"))
                .isEqualTo(Duration.ofMinutes(7));
        assertThat(Rest.after(1, PAUSE, Optional.of(Duration.ofSeconds(1)), "a"))
                .isGreaterThan(Duration.ofSeconds(2));
        assertThat(Rest.after(1, PAUSE, Optional.of(Duration.ofDays(900)), "a")).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void spreadsHostsThatFailedAtTheSameTime() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(n -> Rest.after(3, PAUSE, Optional.empty(), "host-" + n))
                        .distinct())
                .hasSizeGreaterThan(80);
    }

    @Property
    void isTheSameForTheSameSeedAndWithinAQuarter(
            @ForAll String seed, @ForAll @IntRange(min = 1, max = 4) int failures) {
        Duration rest = Rest.after(failures, PAUSE, Optional.empty(), seed);
        assertThat(rest).isEqualTo(Rest.after(failures, PAUSE, Optional.empty(), seed));
        long base = PAUSE.toMillis() << failures;
        assertThat(rest.toMillis()).isBetween(base * 3 / 4 - 1, base * 5 / 4 + 1);
    }
}
