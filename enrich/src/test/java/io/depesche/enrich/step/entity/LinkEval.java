package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Tags the development texts, prints the share of mentions that get a certain id, and writes a random sample of distinct links to be judged by
 * hand: {@code mvn -Peval -pl contracts,service,enrich -DskipTests verify}.
 */
final class LinkEval {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int SAMPLE = 200;

    private static final int CONTEXT = 70;

    private static final List<String> GERMAN_SETS = List.of("germeval14", "smartdata", "europarl-de");

    private static final List<String> ENGLISH_SETS = List.of("wikigold-en", "ewt-en");

    private final EntityStep step = new EntityStep();
    private final Map<String, String> links = new LinkedHashMap<>();
    private final Map<EntityType, int[]> counts = new EnumMap<>(EntityType.class);

    private LinkEval() {}

    /** Arguments: the folder {@code shared}, the file for the sample, and a seed. */
    public static void main(String[] arguments) throws IOException {
        Path shared = Path.of(arguments[0]);
        Path pages = shared.resolve("corpora/extract/truth.jsonl");
        if (!Files.exists(pages)) {
            System.out.printf("links: SKIPPED, %s is not there%n", pages);
            return;
        }
        for (String language : List.of("de", "en")) {
            LinkEval eval = new LinkEval();
            eval.read(shared, pages, language);
            eval.print(language, System.out);
            Path file = Path.of(arguments[1].formatted(language));
            eval.sample(file, Long.parseLong(arguments[2]));
        }
    }

    private void read(Path shared, Path pages, String language) throws IOException {
        for (String line : Files.readAllLines(pages)) {
            JsonNode page = JSON.readTree(line);
            if (page.path("lang").asText().equals(language)) {
                tag(language, page.path("title").asText(""), page.path("body").asText(""));
            }
        }
        for (String set : language.equals("de") ? GERMAN_SETS : ENGLISH_SETS) {
            for (NerCorpus.Document document :
                    NerCorpus.read(shared.resolve("corpora/ner/%s/dev.jsonl.gz".formatted(set)))) {
                tag(language, "", document.text());
            }
        }
    }

    private void tag(String language, String headline, String body) {
        ArticleText article = new ArticleText(headline, "", body, Optional.empty(), Optional.empty(), false);
        Tags tags = step.apply(article, Tags.NONE.withLanguage(new Language(language, 1.0)));
        for (Entity entity : tags.entities()) {
            boolean certain = !entity.getId().startsWith("local:");
            for (Mention mention : entity.getMentions()) {
                int[] count = counts.computeIfAbsent(entity.getType(), unseen -> new int[2]);
                count[0]++;
                count[1] += certain ? 1 : 0;
                if (certain) {
                    links.putIfAbsent(
                            mention.getExact() + "\t" + entity.getId(),
                            row(entity, mention, article.of(mention.getField())));
                }
            }
        }
    }

    private static String row(Entity entity, Mention mention, String text) {
        int start = text.offsetByCodePoints(0, mention.getStart());
        int end = text.offsetByCodePoints(0, mention.getEnd());
        String context = text.substring(Math.max(0, start - CONTEXT), start)
                + "[" + mention.getExact() + "]"
                + text.substring(end, Math.min(text.length(), end + CONTEXT));
        return String.join(
                "\t",
                mention.getExact().replaceAll("\\s+", " "),
                entity.getId(),
                entity.getName(),
                mention.getField() == Field.HEADLINE ? "headline" : "text",
                context.replaceAll("\\s+", " "));
    }

    private void print(String language, PrintStream out) {
        counts.forEach((type, count) -> out.printf(
                "links %s %s: %,d mentions, %,d with a certain id (%.1f %%)%n",
                language, type, count[0], count[1], 100.0 * count[1] / count[0]));
        int all = counts.values().stream().mapToInt(count -> count[0]).sum();
        int certain = counts.values().stream().mapToInt(count -> count[1]).sum();
        out.printf(
                "links %s: %,d mentions, %,d with a certain id (%.1f %%), %,d distinct%n",
                language, all, certain, 100.0 * certain / all, links.size());
    }

    /** Half of the sample for each language, all links after it for whoever wants to see more. */
    private void sample(Path file, long seed) throws IOException {
        List<String> rows = new ArrayList<>(links.values());
        Collections.shuffle(rows, new Random(seed));
        rows.add(Math.min(SAMPLE / 2, rows.size()), "-- the links that were not drawn");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, rows);
    }
}
