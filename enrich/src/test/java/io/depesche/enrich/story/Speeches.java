package io.depesche.enrich.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** A stream of reports as long as one wants, made of speeches in the Bundestag cut to the length of reports. */
final class Speeches {

    private static final int WORDS = 350;
    private static final long EVERY = 6_000;
    private static final long START = 1_767_225_600_000L;

    private Speeches() {}

    static Path file(Path shared) {
        return shared.resolve("corpora/text/bundestag-19.txt.gz");
    }

    /** Reports six seconds apart; when the speeches end, their lines are put together anew in another order. */
    static List<Report> reports(Path shared, int size) throws IOException {
        List<String> lines = linesOf(file(shared));
        List<Report> reports = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int words = 0;
        for (int at = 0; reports.size() < size; at++) {
            if (at > 0 && at % lines.size() == 0) {
                Collections.shuffle(lines, new Random(at));
            }
            String line = lines.get(at % lines.size());
            text.append(line).append('\n');
            words += line.split(" ", -1).length;
            if (words >= WORDS) {
                reports.add(report(reports.size(), text.toString()));
                text.setLength(0);
                words = 0;
            }
        }
        return reports;
    }

    private static Report report(int number, String text) {
        int end = text.indexOf(' ', Math.min(60, text.length() / 2));
        return new Report(
                "r" + number, "", "de", START + number * EVERY, text.substring(0, end), text.substring(end), List.of());
    }

    private static List<String> linesOf(Path file) throws IOException {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return new ArrayList<>(in.lines().filter(line -> !line.isBlank()).toList());
        }
    }
}
