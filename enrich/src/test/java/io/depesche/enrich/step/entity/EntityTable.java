package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The scorer's figures as Markdown tables. */
public final class EntityTable {

    private static final List<String> TYPES = List.of("PERSON", "ORGANIZATION", "LOCATION", "MISC");

    private final StringBuilder rows = new StringBuilder(
            """
            | set | names | P | R | F1 | spans only | PERSON | ORGANIZATION | LOCATION | MISC |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """);

    /** Adds a set, and the parts that it is scored by. */
    void add(String set, JsonNode figures) {
        JsonNode exact = figures.path("exact");
        List<String> cells = cells(set, exact);
        cells.add(number(figures.path("span_only"), "f1"));
        for (String type : TYPES) {
            cells.add(number(figures.path("types").path(type), "f1"));
        }
        add(cells);
        figures.path("by_split").properties().forEach(part -> {
            List<String> some = cells(set + ", " + part.getKey(), part.getValue());
            some.addAll(List.of("", "", "", "", ""));
            add(some);
        });
    }

    private static List<String> cells(String name, JsonNode exact) {
        return new ArrayList<>(List.of(
                name,
                exact.path("truth").asText(),
                number(exact, "precision"),
                number(exact, "recall"),
                "**%s**".formatted(number(exact, "f1"))));
    }

    private void add(List<String> cells) {
        rows.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    static String number(JsonNode row, String name) {
        return row.path(name).isNumber()
                ? String.format(Locale.ROOT, "%.1f", row.path(name).asDouble())
                : "–";
    }

    @Override
    public String toString() {
        return rows.toString();
    }

    /** Puts a table between the two comments of a document that hold its place; an error where it has none. */
    public static void write(String table, String name, Path document) throws IOException {
        String begin = "<!-- %s: written by the build -->".formatted(name);
        String end = "<!-- end of %s -->".formatted(name);
        String text = Files.readString(document);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException("%s has no place for the table: \"%s\" … \"%s\"".formatted(document, begin, end));
        }
        Files.writeString(document, text.substring(0, from) + begin + "\n\n" + table + "\n" + text.substring(to));
    }
}
