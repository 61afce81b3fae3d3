package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Measures what it gains to know a site: each page of the sites with four pages or more is read once for itself and once with the
 * template that the site's other pages teach, by a model that saw no page of the site. Prints what the template takes out, and both scores. Arguments:
 * the shared folder, the folder to write to.
 */
public final class TemplateEval {

    private static final PrintStream OUT = System.out;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGES = 4;

    private TemplateEval() {}

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path shared = Path.of(arguments[0]);
        Path corpus = shared.resolve("corpora/extract");
        if (!Files.isDirectory(corpus)) {
            OUT.println("SKIPPED: TemplateEval found no corpus in " + corpus);
            return;
        }
        Map<String, Page> pages = ExtractionEval.read(corpus.resolve("html")).stream()
                .collect(Collectors.toMap(ExtractionEval.Sample::id, ExtractionEval.Sample::page));
        Map<String, List<JsonNode>> sites = new TreeMap<>();
        for (String line : Files.readAllLines(corpus.resolve("truth.jsonl"))) {
            JsonNode truth = JSON.readTree(line);
            sites.computeIfAbsent(truth.path("site").asText(), unseen -> new ArrayList<>())
                    .add(truth);
        }
        sites.values().removeIf(truths -> truths.size() < PAGES);
        Function<String, ArticleExtractor> extractors = TrainBody.extractors(shared);
        List<String> truth = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        List<String> taught = new ArrayList<>();
        for (Map.Entry<String, List<JsonNode>> site : sites.entrySet()) {
            ArticleExtractor extractor = extractors.apply(site.getKey());
            List<String> ids = site.getValue().stream()
                    .map(page -> page.path("id").asText())
                    .toList();
            Map<String, ExtractedPage> read = ids.stream()
                    .collect(Collectors.toMap(id -> id, id -> extractor.extract(pages.get(id), SiteTemplate.NONE)));
            for (JsonNode page : site.getValue()) {
                String id = page.path("id").asText();
                SiteTemplate template = template(ids, id, read);
                truth.add(page.toString());
                alone.add(ExtractionEval.line(id, read.get(id).extraction()));
                taught.add(ExtractionEval.line(
                        id, extractor.extract(pages.get(id), template).extraction()));
                extractor.explain(pages.get(id), template).stream()
                        .filter(block -> block.reasons().get(0).startsWith("repeats"))
                        .forEach(block ->
                                OUT.printf("%s %s: %.2f %s%n", site.getKey(), id, block.likely(), block.text()));
            }
        }
        Path folder = Path.of(arguments[1]);
        Path truths = Files.write(folder.resolve("template-truth.jsonl"), truth);
        OUT.println("each page for itself:");
        ExtractionEval.score(shared, truths, Files.write(folder.resolve("template-alone.jsonl"), alone));
        OUT.println("with the template of the site's other pages:");
        ExtractionEval.score(shared, truths, Files.write(folder.resolve("template-taught.jsonl"), taught));
    }

    /** What the site's pages teach, one left out. */
    private static SiteTemplate template(List<String> ids, String left, Map<String, ExtractedPage> read) {
        TemplateLearner learner = new TemplateLearner(SiteTemplate.NONE);
        ids.stream()
                .filter(id -> !id.equals(left))
                .forEach(id -> learner.learn(id, read.get(id).blocks()));
        return learner.template();
    }
}
