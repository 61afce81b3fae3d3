package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.contracts.CodePoints;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
        String current = "";
        List<EntityTagger> taggers = new ArrayList<>();
        for (Measure measure : MEASURES) {
            if (!measure.language().equals(current)) {
                current = measure.language();
                taggers.clear();
                taggers.add(new EntityTagger(NewsLanguage.load(current)));
            }
            measure(measure, taggers.get(0), shared, results, kinds, System.out);
        }
    }

    private static void measure(
            Measure measure, EntityTagger tagger, Path shared, Path results, Set<MentionKind> kinds, PrintStream out)
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
                writer.write(predicted(document, tagger, kinds));
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
                "PRODUCT=MISC,EVENT=MISC"));
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

    private static String predicted(NerCorpus.Document document, EntityTagger tagger, Set<MentionKind> kinds)
            throws IOException {
        ObjectNode json = JSON.createObjectNode().put("id", document.id());
        ArrayNode entities = json.putArray("entities");
        CodePoints points = new CodePoints(document.text());
        for (NameSpan name : tagger.tag(List.of(document.text())).get(0).names()) {
            if (kinds.contains(name.kind())) {
                entities.addObject()
                        .put("start", points.at(name.start()))
                        .put("end", points.at(name.end()))
                        .put(
                                "type",
                                name.type() == EntityType.OTHER
                                        ? "MISC"
                                        : name.type().name());
            }
        }
        return JSON.writeValueAsString(json);
    }
}
