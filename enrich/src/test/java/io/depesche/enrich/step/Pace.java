package io.depesche.enrich.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;

/** Holds that a step takes time in proportion to its text, on texts made of one part over and over. */
public final class Pace {

    private static final int SMALL = 200_000;

    private static final double TWICE_AND_A_LITTLE = 3.0;

    /** Times below are noise. */
    private static final double NOISE_SECONDS = 0.3;

    /** The best of these counts, since other work disturbs. */
    private static final int RUNS = 2;

    private Pace() {}

    /** Twice the text may take twice the time, and a little. */
    public static void assertLinear(String part, Consumer<String> step) {
        double small = seconds(part.repeat(SMALL / part.length()), step);
        double large = seconds(part.repeat(2 * SMALL / part.length()), step);
        assertThat(large)
                .as("seconds for 400,000 characters of \"%s\", where half of it takes %.2f", part, small)
                .isLessThan(TWICE_AND_A_LITTLE * small + NOISE_SECONDS);
    }

    private static double seconds(String text, Consumer<String> step) {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            step.accept(text);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }
}
