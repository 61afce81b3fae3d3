package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures salience by headlines as weak truth: ranked by the body alone, do the things that the headline names come first? Arguments: the
 * folder {@code shared}, and optionally a file of extracted bodies ({@code {"id","body"}}, as the evaluation of the extraction writes it), which
 * gives many more German articles. Sites whose name has a SHA-256 with an even first byte are those that the weights were chosen on.
 */
final class SalienceEval {

    private static final int LEAST_CHARACTERS = 600;
    private static final int MOST_CHARACTERS = 20_000;
    private static final int LEAST_ENTITIES = 3;
    private static final double ABOUT = 0.5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EntityStep step = new EntityStep();
    private final Map<String, Sum> sums = new TreeMap<>();

    /** Figures summed over articles. */
    private static final class Sum {

        private int articles;
        private double precision;
        private int firstRight;
        private int about;
        private int aboutRight;

        void add(List<Entity> entities, List<Boolean> named) {
            int right = 0;
            double sum = 0;
            for (int rank = 0; rank < named.size(); rank++) {
                boolean isAbout = entities.get(rank).getSalience() >= ABOUT;
                about += isAbout ? 1 : 0;
                if (named.get(rank)) {
                    right++;
                    sum += (double) right / (rank + 1);
                    aboutRight += isAbout ? 1 : 0;
                }
            }
            articles++;
            precision += sum / right;
            firstRight += named.get(0) ? 1 : 0;
        }
    }

    private SalienceEval() {}

    public static void main(String[] arguments) throws IOException {
        SalienceEval eval = new SalienceEval();
        Path truth = Path.of(arguments[0]).resolve("corpora/extract/truth.jsonl");
        if (!Files.exists(truth)) {
            System.out.printf("SKIPPED: salience is not measured, as there is no %s%n", truth);
            return;
        }
        Map<String, String> bodies = new HashMap<>();
        if (arguments.length > 1) {
            forEach(
                    Path.of(arguments[1]),
                    page -> bodies.put(
                            page.get("id").asText(), page.path("body").asText()));
        }
        forEach(
                truth,
                page -> eval.measure(
                        page,
                        bodies.getOrDefault(
                                page.get("id").asText(), page.path("body").asText())));
        eval.print(System.out);
    }

    private interface PageReader {

        void read(JsonNode page);
    }

    private static void forEach(Path file, PageReader reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.read(JSON.readTree(line));
            }
        }
    }

    private void measure(JsonNode page, String body) {
        String language = page.get("lang").asText();
        if (!Set.of("de", "en").contains(language) || !page.hasNonNull("title") || body.length() < LEAST_CHARACTERS) {
            return;
        }
        String start = body.substring(0, Math.min(body.length(), MOST_CHARACTERS));
        List<Entity> entities = step.apply(
                        new ArticleText("", "", start, Optional.empty(), Optional.empty(), false),
                        Tags.NONE.withLanguage(new Language(language, 1.0)))
                .entities();
        String headline = " " + String.join(" ", wordsOf(page.get("title").asText())) + " ";
        List<Boolean> named =
                entities.stream().map(entity -> isNamed(entity, headline)).toList();
        if (entities.size() >= LEAST_ENTITIES && named.contains(true) && named.contains(false)) {
            String part = isForTuning(page.get("site").asText()) ? "tune" : "held";
            sums.computeIfAbsent(part + " " + language, unseen -> new Sum()).add(entities, named);
            sums.computeIfAbsent(part, unseen -> new Sum()).add(entities, named);
        }
    }

    private static boolean isNamed(Entity entity, String headline) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(entity.getName());
        entity.getMentions().stream().map(Mention::getExact).forEach(forms::add);
        for (String form : forms) {
            List<String> words = wordsOf(form);
            String whole = String.join(" ", words);
            boolean bySurname = entity.getType() == EntityType.PERSON && stands(words.get(words.size() - 1), headline);
            if (bySurname || stands(whole, headline)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(String name, String headline) {
        return (name.length() > 2 || Set.of("eu", "un", "us").contains(name))
                && (headline.contains(" " + name + " ") || headline.contains(" " + name + "s "));
    }

    private static List<String> wordsOf(String text) {
        return List.of(text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .split(" "));
    }

    private static boolean isForTuning(String site) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(site.getBytes(StandardCharsets.UTF_8))[0] % 2 == 0;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void print(PrintStream out) {
        sums.forEach((name, sum) -> out.printf(
                "%-8s %4d articles   mean average precision %5.1f   first named %5.1f   about: %.2f an article, %5.1f named%n",
                name,
                sum.articles,
                100 * sum.precision / sum.articles,
                100.0 * sum.firstRight / sum.articles,
                (double) sum.about / sum.articles,
                100.0 * sum.aboutRight / Math.max(1, sum.about)));
    }
}
