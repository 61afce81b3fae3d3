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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Measures what {@code depesche tag} prints for the development parts of the marked sets, given their language, and writes the table of
 * {@code docs/evaluation.md}: {@code mvn -Peval -pl contracts,service,enrich -DskipTests verify}. A set that is not there is named as
 * skipped, and the table then left as it is.
 */
final class EntityEval {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntityEval() {}

    /** Arguments: the folder {@code shared}, a folder for the predictions, and the document that holds the table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path shared = Path.of(arguments[0]);
        Path results = Files.createDirectories(Path.of(arguments[1]));
        List<Step> steps = EnrichMain.steps(false, Env.system()).stream()
                .filter(step -> !(step instanceof LanguageStep))
                .toList();
        EntityTable table = new EntityTable();
        boolean whole = true;
        for (EntityMeasure measure : EntityMeasure.ALL) {
            Path truth = truthOf(measure, shared, results);
            if (Files.exists(truth)) {
                Path predictions = results.resolve(measure.set() + ".jsonl");
                predict(NerCorpus.read(truth), measure.language(), steps, predictions);
                table.add(measure.set(), measure.score(shared, truth, predictions));
            } else {
                System.out.printf("%s: SKIPPED, %s is not there%n", measure.set(), truth);
                whole = false;
            }
        }
        System.out.print(table);
        if (whole) {
            EntityTable.write(table.toString(), "entity table", Path.of(arguments[2]));
        }
    }

    private static Path truthOf(EntityMeasure measure, Path shared, Path results) throws IOException {
        Path pages = shared.resolve("corpora/extract/truth.jsonl");
        if (!measure.set().startsWith("news-") || !Files.exists(pages)) {
            return shared.resolve("corpora/ner/%s/dev.jsonl.gz".formatted(measure.set()));
        }
        Path joined = results.resolve(measure.set() + "-truth.jsonl.gz");
        MarkedNews.load().write(measure.language(), pages, joined);
        return joined;
    }

    private static void predict(List<NerCorpus.Document> documents, String language, List<Step> steps, Path file)
            throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (NerCorpus.Document document : documents) {
                ObjectNode json = JSON.createObjectNode().put("id", document.id());
                addNames(tagged(document.text(), language, steps), json.putArray("entities"));
                writer.write(JSON.writeValueAsString(json));
                writer.newLine();
            }
        }
    }

    private static void addNames(Tags tags, ArrayNode into) {
        for (Entity entity : tags.entities()) {
            for (Mention mention : entity.getMentions()) {
                if (mention.getKind() == MentionKind.NAME) {
                    into.addObject()
                            .put("start", mention.getStart())
                            .put("end", mention.getEnd())
                            .put("type", entity.getType().name());
                }
            }
        }
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
