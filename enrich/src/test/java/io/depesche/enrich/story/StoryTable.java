package io.depesche.enrich.story;

import java.util.Locale;
import java.util.Optional;

/** Figures of stories as a Markdown table. */
final class StoryTable {

    private final StringBuilder rows = new StringBuilder(
            """
            | set | what | reports | P | R | F1 | baseline: P / R, F1 |
            | --- | --- | --- | --- | --- | --- | --- |
            """);

    void add(String set, String what, StoryFigures figures, Optional<StoryFigures> baseline) {
        double[] interval = figures.interval();
        rows.append("| %s | %s | %d | %s | %s | **%s** [%s–%s] | %s |\n"
                .formatted(
                        set,
                        what,
                        figures.reports(),
                        share(figures.precision()),
                        share(figures.recall()),
                        share(figures.f1()),
                        share(interval[0]),
                        share(interval[1]),
                        baseline.map(other -> "%s / %s, %s"
                                        .formatted(share(other.precision()), share(other.recall()), share(other.f1())))
                                .orElse("–")));
    }

    private static String share(double value) {
        String digits = String.format(Locale.ROOT, "%.3f", value);
        return digits.startsWith("0") ? digits.substring(1) : digits;
    }

    @Override
    public String toString() {
        return rows.toString();
    }
}
