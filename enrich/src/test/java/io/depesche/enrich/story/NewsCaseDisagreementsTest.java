package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.contracts.record.Claim;
import io.depesche.contracts.record.Disagreement;
import io.depesche.contracts.record.ReportTrace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * All that is found in the news cases, by the labels of their stories, is in {@code news-case-disagreements.txt}, where each has been
 * read and marked: {@code +} right, {@code -} wrong. What is found now is written to {@code target/news-case-disagreements.txt}.
 */
class NewsCaseDisagreementsTest {

    private static final String MARKED = "news-case-disagreements.txt";

    @Test
    void findsWhatHasBeenReadAndMarked() throws IOException {
        List<String> found = new ArrayList<>();
        List<String> withSentences = new ArrayList<>();
        for (Map.Entry<String, List<ReportTrace>> story : stories().entrySet()) {
            for (Disagreement disagreement : Disagreements.among(story.getValue())) {
                found.add(story.getKey() + " " + line(disagreement));
                withSentences.add(story.getKey() + " " + line(disagreement));
                disagreement.getValues().stream()
                        .flatMap(value -> value.getClaims().stream())
                        .forEach(claim -> withSentences.add("    " + claim.getOutlet() + ": " + claim.getSentence()));
            }
        }
        Files.write(Path.of("target", MARKED), withSentences);

        assertThat(found)
                .containsExactlyElementsOf(lines(MARKED).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.substring(2))
                        .toList());
    }

    private static String line(Disagreement disagreement) {
        return "%s %s%s: %s"
                .formatted(
                        disagreement.getState(),
                        disagreement.getAbout(),
                        disagreement
                                .getContext()
                                .map(context -> " (" + context + ")")
                                .orElse(""),
                        disagreement.getValues().stream()
                                .flatMap(value -> value.getClaims().stream())
                                .map(NewsCaseDisagreementsTest::said)
                                .collect(Collectors.joining(", ")));
    }

    private static String said(Claim claim) {
        return "%s %s%s"
                .formatted(
                        claim.getOutlet(), claim.getMod().map(mod -> mod + " ").orElse(""), claim.getValue());
    }

    private static Map<String, List<ReportTrace>> stories() throws IOException {
        Map<String, List<ReportTrace>> stories = new TreeMap<>();
        for (String line : lines("news-cases.jsonl")) {
            JsonNode report = new ObjectMapper().readTree(line);
            String story = report.get("story").asText();
            if (!story.contains("-single-")) {
                stories.computeIfAbsent(story, label -> new ArrayList<>())
                        .add(ReportOf.trace(
                                ReportOf.article(
                                        report.get("id").asText(),
                                        1,
                                        report.get("outlet").asText(),
                                        report.get("lang").asText(),
                                        report.get("published").asText(),
                                        report.get("title").asText(),
                                        report.get("text").asText()),
                                Optional.ofNullable(report.get("duplicateOf")).map(JsonNode::asText)));
            }
        }
        return stories;
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream stream = NewsCaseDisagreementsTest.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
