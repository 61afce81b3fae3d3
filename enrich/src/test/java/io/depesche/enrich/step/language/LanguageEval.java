package io.depesche.enrich.step.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures the detection of languages on the pages of {@code corpora/extract}: headlines alone, bodies alone, and single sentences of bodies in other
 * languages. Sites whose name has a SHA-256 with an even first byte are those that the detector's numbers were chosen on. Argument: the folder {@code shared}.
 */
final class LanguageEval {

    private static final String NAMES_ONLY = "xx";

    private static final int SENTENCES_OF_A_PAGE = 25;

    private record Sample(String kind, String language, String text, Optional<String> declared) {

        Sample(String kind, String language, String text) {
            this(kind, language, text, Optional.empty());
        }
    }

    /** What was counted of one sort of text. */
    private static final class Count {

        private int all;
        private int right;
        private int asGermanOrEnglish;
    }

    private final LanguageStep step = new LanguageStep();
    private final Map<String, String> corrections = corrections();

    private LanguageEval() throws IOException {}

    public static void main(String[] arguments) throws IOException {
        new LanguageEval().run(Path.of(arguments[0]).resolve("corpora/extract/truth.jsonl"), System.out);
    }

    private void run(Path truth, PrintStream out) throws IOException {
        if (!Files.exists(truth)) {
            out.printf("SKIPPED: languages are not measured, as there is no %s%n", truth);
            return;
        }
        Map<String, Count> counts = new TreeMap<>();
        List<Sample> all = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = Files.newBufferedReader(truth)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode page = json.readTree(line);
                String part = isForTuning(page.get("site").asText()) ? "tune" : "held";
                for (Sample sample : samplesOf(page)) {
                    all.add(sample);
                    count(sample, part, counts);
                }
            }
        }
        counts.forEach((name, count) -> out.printf(
                "%-30s %4d right %5.1f %%   taken for German or English %5.1f %%%n",
                name, count.all, 100.0 * count.right / count.all, 100.0 * count.asGermanOrEnglish / count.all));
        long start = System.nanoTime();
        all.forEach(sample -> detect(sample));
        out.printf(
                "%.1f million characters a second%n",
                all.stream().mapToInt(sample -> sample.text().length()).sum() * 1e3 / (System.nanoTime() - start));
    }

    private static boolean isForTuning(String site) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(site.getBytes(StandardCharsets.UTF_8))[0] % 2 == 0;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private List<Sample> samplesOf(JsonNode page) {
        List<Sample> samples = new ArrayList<>();
        String id = page.get("id").asText();
        String language = corrections.getOrDefault(id, page.get("lang").asText());
        String ofPage = language.equals(NAMES_ONLY) ? page.get("lang").asText() : language;
        if (page.hasNonNull("title") && !Set.of(NAMES_ONLY, "und").contains(language)) {
            samples.add(new Sample("headline", language, page.get("title").asText()));
            samples.add(new Sample(
                    "declared headline",
                    language,
                    page.get("title").asText(),
                    Optional.of(page.get("lang").asText())));
        }
        String body = page.path("body").asText();
        if (body.isBlank() || ofPage.equals("und")) {
            return samples;
        }
        samples.add(new Sample("body", ofPage, body));
        if (!Set.of("de", "en").contains(ofPage)) {
            body.lines()
                    .flatMap(line -> List.of(line.split("(?<=[.!?»\"])\\s+")).stream())
                    .filter(sentence -> sentence.length() >= 35 && sentence.length() <= 90)
                    .limit(SENTENCES_OF_A_PAGE)
                    .forEach(sentence -> samples.add(new Sample("sentence", ofPage, sentence)));
        }
        return samples;
    }

    private void count(Sample sample, String part, Map<String, Count> counts) {
        boolean ours = Set.of("de", "en").contains(sample.language());
        Count count = counts.computeIfAbsent(
                "%s %s %s".formatted(sample.kind(), ours ? sample.language() : "other", part), unseen -> new Count());
        String detected = detect(sample);
        count.all++;
        count.right += detected.equals(expected(sample.language())) ? 1 : 0;
        count.asGermanOrEnglish += Set.of("de", "en").contains(detected) ? 1 : 0;
    }

    /** What is right of languages that the table does not hold, or holds under another name. */
    private static String expected(String language) {
        return switch (language) {
            case "no" -> "nb";
            case "id" -> "ms";
            case "zu", "xh" -> "und";
            default -> language;
        };
    }

    private String detect(Sample sample) {
        return step.apply(new ArticleText(sample.text(), "", "", sample.declared(), Optional.empty(), false), Tags.NONE)
                .language()
                .getTag();
    }

    private static Map<String, String> corrections() throws IOException {
        Map<String, String> corrections = new HashMap<>();
        try (InputStream file = LanguageEval.class.getResourceAsStream("headline-languages.tsv")) {
            if (file == null) {
                throw new IllegalStateException("headline-languages.tsv is not on the class path");
            }
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(parts -> corrections.put(parts[0], parts[1]));
        }
        return corrections;
    }
}
