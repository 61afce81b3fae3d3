package io.depesche.enrich.step.date;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts made to be slow. Measured in processor time of the thread, so that a busy machine changes nothing. */
class DateStepIT {

    private static final int SHORT = 125_000;
    private static final int LONG = 1_000_000;
    /** Eight times the text may take eight times as long, and as much again for noise. */
    private static final double LINEAR = 2.0 * LONG / SHORT;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.",
                ".",
                "3. ",
                "3. und ",
                "am 3., ",
                "Mai ",
                "Mai/",
                "Juni und ",
                "Montag, ",
                "2000 ",
                "(2000-",
                "1990er ",
                "der ",
                "letzte ",
                "Ende der ",
                "ein ",
                "drei und ",
                "vor ",
                "9 bis ",
                "um halb ",
                "Nacht vom ",
                "Morgen des ",
                "heute vor ",
                "um zehn nach ",
                "Montag bis ",
                "Freitag, ",
                "'90 ",
                "und Wochen ",
                "1-",
                "a",
                "a_",
                "x-"
            })
    void takesTimeInProportionToTheText(String piece) {
        nanosFor(piece, SHORT);
        nanosFor(piece, SHORT);
        long oneEighth = nanosFor(piece, SHORT);
        long whole = nanosFor(piece, LONG);
        assertThat((double) whole)
                .as("processor nanoseconds for 1 MB of %s", piece)
                .isLessThan(LINEAR * oneEighth + 2e9);
    }

    private static long nanosFor(String piece, int length) {
        String text = piece.repeat(length / piece.length());
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Dates.in(text, "de");
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }
}
