package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.EnrichMain;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.language.LanguageStep;
import io.depesche.service.Env;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Measures the shipped models on the development parts of the marked sets with {@code ../shared/eval/ner/score.py}:
 * {@code mvn -Peval -pl contracts,service,enrich -DskipTests verify}. A set that is not there is named as skipped.
 */
final class EntityEval {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Measure(String set, String language, List<String> options) {}

    private static final List<String> THREE_TYPES = List.of("--types", "PERSON,ORGANIZATION,LOCATION");

    /** News marked by our own guidelines: kinds other than NAME are neither right nor wrong. */
    private static final List<String> OUR_NEWS =
            List.of("--types", "PERSON,ORGANIZATION,LOCATION", "--dont-care", "*-DERIV,*-PART", "--by", "split");

    private static final List<Measure> MEASURES = List.of(
            new Measure("germeval14", "de", List.of("--dont-care", "*-DERIV,*-PART")),
            new Measure(
                    "smartdata",
                    "de",
                    List.of(
                            "--types",
                            "PERSON,ORGANIZATION,LOCATION",
                            "--dont-care-orig",
                            "location-stop,location-street,location-route")),
            new Measure("europarl-de", "de", THREE_TYPES),
            new Measure("news-de", "de", OUR_NEWS),
            new Measure("wikigold-en", "en", List.of()),
            new Measure("ewt-en", "en", THREE_TYPES),
            new Measure("wnut17-en", "en", THREE_TYPES),
            new Measure("news-en", "en", OUR_NEWS));

    private EntityEval() {}

    /** Arguments: the folder {@code shared}, a folder for the predictions, and the kinds that are printed ({@code NAME,PART}). */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path shared = Path.of(arguments[0]);
        Path results = Files.createDirectories(Path.of(arguments[1]));
        Set<MentionKind> kinds = EnumSet.noneOf(MentionKind.class);
        for (String kind : arguments[2].split(",")) {
            kinds.add(MentionKind.valueOf(kind));
        }
        List<Step> steps = EnrichMain.steps(false, Env.system()).stream()
                .filter(step -> !(step instanceof LanguageStep))
                .toList();
        for (Measure measure : MEASURES) {
            measure(measure, steps, shared, results, kinds, System.out);
        }
    }

    private static void measure(
            Measure measure, List<Step> steps, Path shared, Path results, Set<MentionKind> kinds, PrintStream out)
            throws IOException, InterruptedException {
        Path truth = truthOf(measure, shared, results);
        if (!Files.exists(truth)) {
            out.printf("%s: SKIPPED, %s is not there%n", measure.set(), truth);
            return;
        }
        List<NerCorpus.Document> documents = NerCorpus.read(truth);
        Path predictions = results.resolve(measure.set() + ".jsonl");
        long start = System.nanoTime();
        long characters = 0;
        try (BufferedWriter writer = Files.newBufferedWriter(predictions)) {
            for (NerCorpus.Document document : documents) {
                characters += document.text().length();
                writer.write(predicted(document, measure.language(), steps, kinds));
                writer.newLine();
            }
        }
        out.printf("== %s (%.2f MB/s)%n", measure.set(), characters / 1e6 / ((System.nanoTime() - start) / 1e9));
        List<String> command = new ArrayList<>(List.of(
                "python3",
                shared.resolve("eval/ner/score.py").toString(),
                truth.toString(),
                predictions.toString(),
                "--map",
                "PRODUCT=MISC,EVENT=MISC,OTHER=MISC"));
        command.addAll(measure.options());
        out.flush();
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static Path truthOf(Measure measure, Path shared, Path results) throws IOException {
        Path pages = shared.resolve("corpora/extract/truth.jsonl");
        if (!measure.set().startsWith("news-") || !Files.exists(pages)) {
            return shared.resolve("corpora/ner/%s/dev.jsonl.gz".formatted(measure.set()));
        }
        Path joined = results.resolve(measure.set() + "-truth.jsonl.gz");
        MarkedNews.load().write(measure.language(), pages, joined);
        return joined;
    }

    private static String predicted(
            NerCorpus.Document document, String language, List<Step> steps, Set<MentionKind> kinds) throws IOException {
        ObjectNode json = JSON.createObjectNode().put("id", document.id());
        ArrayNode entities = json.putArray("entities");
        for (Entity entity : tagged(document.text(), language, steps).entities()) {
            for (Mention mention : entity.getMentions()) {
                if (kinds.contains(mention.getKind())) {
                    entities.addObject()
                            .put("start", mention.getStart())
                            .put("end", mention.getEnd())
                            .put("type", entity.getType().name());
                }
            }
        }
        return JSON.writeValueAsString(json);
    }

    private static Tags tagged(String body, String language, List<Step> steps) {
        ArticleText text = new ArticleText("", "", body, Optional.of(language), Optional.empty(), false);
        Tags tags = Tags.NONE.withLanguage(new Language(language, 1.0));
        for (Step step : steps) {
            tags = step.apply(text, tags);
        }
        return tags;
    }
}
