package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The scorer's figures as a Markdown table, by set and language: those of models that saw no page of the site, with intervals of 95 %, beside those
 * of the models that ship. Intervals of F1 are the bootstrap's, those of shares Wilson's.
 */
final class ExtractionTable {

    private static final String BEGIN = "<!-- extraction table: written by ExtractionEval -->";
    private static final String END = "<!-- end of extraction table -->";
    private static final double Z = 1.96;
    private static final List<String> GROUPS = List.of(
            "fundus/de",
            "fundus/en",
            "fundus-eval/en",
            "zyte/en",
            "wcxb/en",
            "trafilatura/de",
            "trafilatura/en",
            "all");

    private final JsonNode figures;

    private ExtractionTable(JsonNode figures) {
        this.figures = figures;
    }

    /** Of the file that the scorer writes with {@code --json}. */
    static ExtractionTable of(Path figures) throws IOException {
        return new ExtractionTable(new ObjectMapper().readTree(figures.toFile()));
    }

    /** Replaces the table in a document; it must have the two comments that the table stands between. */
    void writeInto(Path document) throws IOException {
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("%s has no place for the table: \"%s\" … \"%s\"".formatted(document, BEGIN, END));
        }
        Files.writeString(
                document, text.substring(0, begin) + BEGIN + "\n\n" + markdown() + "\n" + text.substring(end));
    }

    String markdown() {
        StringBuilder table = new StringBuilder(
                """
                | set | pages | body F1 by sites | P / R | pages exact | title = by sites | title ~ | authors F1 | day | minute | body F1, title = as shipped |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (String group : GROUPS) {
            JsonNode row = figures.path("by-sites").path(group);
            JsonNode shipped = figures.path("as-shipped").path(group);
            List<String> cells = List.of(
                    group.replace("/", ", "),
                    row.path("pages").asText(),
                    body(row),
                    row.has("body_p") ? number(row, "body_p") + " / " + number(row, "body_r") : segments(row),
                    number(row, "body_acc"),
                    share(row, "title_exact"),
                    number(row, "title_norm"),
                    number(row, "auth_f1"),
                    share(row, "day"),
                    share(row, "minute"),
                    main(shipped) + ", " + number(shipped, "title_exact"));
            table.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return table.toString();
    }

    private static String body(JsonNode row) {
        List<String> parts = new ArrayList<>();
        if (row.has("body_f1")) {
            double width = Z * row.path("body_f1_sd").asDouble();
            double value = row.path("body_f1").asDouble();
            parts.add(interval(value, value - width, Math.min(1, value + width)));
        }
        if (row.has("seg_f1")) {
            parts.add("segments " + number(row, "seg_f1"));
        }
        return String.join("; ", parts);
    }

    private static String segments(JsonNode row) {
        return number(row, "seg_p") + " / " + number(row, "seg_r");
    }

    private static String main(JsonNode row) {
        return number(row, row.has("body_f1") ? "body_f1" : "seg_f1");
    }

    private static String number(JsonNode row, String name) {
        return Optional.of(row.path(name))
                .filter(JsonNode::isNumber)
                .map(value -> rounded(value.asDouble()))
                .orElse("–");
    }

    /** Wilson, "Probable inference, the law of succession, and statistical inference", 1927. */
    private static String share(JsonNode row, String name) {
        if (!row.path(name).isNumber()) {
            return "–";
        }
        double share = row.path(name).asDouble();
        double count = row.path(name + "_pages").asDouble();
        double centre = (share + Z * Z / (2 * count)) / (1 + Z * Z / count);
        double width = Z / (1 + Z * Z / count) * Math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count));
        return interval(share, centre - width, centre + width);
    }

    private static String interval(double value, double from, double to) {
        return "%s [%s–%s]".formatted(rounded(value), rounded(from), rounded(to));
    }

    private static String rounded(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.startsWith("0") ? text.substring(1) : text.substring(0, 3);
    }
}
