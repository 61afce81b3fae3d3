package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.contracts.CodePoints;
import io.depesche.contracts.record.MentionKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/**
 * What each part of the tagger is worth: models are trained without it and measured on documents of the training sets that they did not
 * see, and on sets that train nothing. {@code mvn -Ptrain,ablation …}: see {@code docs/entities.md}.
 */
final class EntityAblation {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One document in so many of a training set is kept back. */
    private static final Map<String, Integer> KEPT_BACK = Map.of("germeval14", 10, "smartdata", 7, "wikigold-en", 4);

    /** Sets that train nothing, whole. */
    private static final Map<String, String> FOREIGN = Map.of("europarl-de", "train", "ewt-en", "dev");

    private final Path shared;
    private final Path results;
    private final TrainEntities training;

    private EntityAblation(Path shared, Path cities, Path results) throws IOException {
        this.shared = shared;
        this.results = results;
        this.training = new TrainEntities(
                shared, GeoNamesCities.read(cities), new PrintStream(OutputStream.nullOutputStream()));
    }

    /** Arguments: the folder {@code shared}, the file of cities, a folder for what is made, and the document that holds the table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path results = Files.createDirectories(Path.of(arguments[2]));
        EntityAblation ablation = new EntityAblation(Path.of(arguments[0]), Path.of(arguments[1]), results);
        StringBuilder table = new StringBuilder();
        for (TrainEntities.Recipe recipe : TrainEntities.RECIPES) {
            table.append(ablation.tableOf(recipe)).append('\n');
        }
        EntityTable.write(table.toString().strip() + "\n", "ablation of entities", Path.of(arguments[3]));
    }

    private String tableOf(TrainEntities.Recipe recipe) throws IOException, InterruptedException {
        List<EntityMeasure> measures = EntityMeasure.ALL.stream()
                .filter(measure -> measure.language().equals(recipe.language()))
                .filter(measure -> KEPT_BACK.containsKey(measure.set()) || FOREIGN.containsKey(measure.set()))
                .toList();
        StringBuilder table = new StringBuilder("| %s |".formatted(recipe.language()));
        measures.forEach(measure -> table.append(" %s |".formatted(measure.set())));
        table.append("\n| --- |").append(" --- |".repeat(measures.size())).append('\n');
        for (Map.Entry<String, EntityTagger> variant : variantsOf(recipe).entrySet()) {
            table.append("| %s |".formatted(variant.getKey()));
            for (EntityMeasure measure : measures) {
                table.append(" %s |".formatted(f1(measure, variant.getValue())));
            }
            table.append('\n');
            System.out.println(table);
        }
        return table.toString();
    }

    private Map<String, EntityTagger> variantsOf(TrainEntities.Recipe recipe) throws IOException {
        KnownEntities known = KnownEntities.load();
        NewsLanguage shipped = NewsLanguage.load(recipe.language());
        Map<String, EntityTagger> variants = new LinkedHashMap<>();
        TrainEntities.Trained all = train(recipe, Set.of());
        variants.put("all", tagger(all, shipped, known));
        variants.put("without known names", tagger(all, shipped, KnownEntities.of(List.of())));
        for (TrainEntities.Part part : TrainEntities.Part.values()) {
            if (part == TrainEntities.Part.WORD_CLASSES && recipe.plainText().isEmpty()) {
                continue;
            }
            String name = part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            variants.put("without " + name, tagger(train(recipe, EnumSet.of(part)), shipped, known));
        }
        return variants;
    }

    private TrainEntities.Trained train(TrainEntities.Recipe recipe, Set<TrainEntities.Part> without)
            throws IOException {
        return training.train(recipe, without, (set, id) -> !isKeptBack(set, id));
    }

    private static EntityTagger tagger(TrainEntities.Trained trained, NewsLanguage shipped, KnownEntities known) {
        return new EntityTagger(
                new NewsLanguage(
                        trained.model(),
                        trained.dictionary(),
                        shipped.abbreviations(),
                        shipped.neverNames(),
                        shipped.titles(),
                        shipped.heads(),
                        shipped.genitiveS()),
                known);
    }

    private static boolean isKeptBack(String set, String id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return KEPT_BACK.containsKey(set) && ((hash ^ (hash >>> 15)) & Integer.MAX_VALUE) % KEPT_BACK.get(set) == 0;
    }

    private String f1(EntityMeasure measure, EntityTagger tagger) throws IOException, InterruptedException {
        String set = measure.set();
        boolean foreign = FOREIGN.containsKey(set);
        Path file = shared.resolve("corpora/ner/%s/%s.jsonl.gz".formatted(set, FOREIGN.getOrDefault(set, "train")));
        List<NerCorpus.Document> documents = new ArrayList<>(NerCorpus.read(file));
        Predicate<NerCorpus.Document> wanted = document -> foreign || isKeptBack(set, document.id());
        documents.removeIf(wanted.negate());
        Path truth = results.resolve(set + "-truth.jsonl.gz");
        Path predictions = results.resolve(set + ".jsonl.gz");
        try (Writer truths = gzip(truth);
                Writer found = gzip(predictions)) {
            for (NerCorpus.Document document : documents) {
                ObjectNode right =
                        JSON.createObjectNode().put("id", document.id()).put("text", document.text());
                right.set("entities", document.entities());
                truths.write(JSON.writeValueAsString(right) + "\n");
                found.write(JSON.writeValueAsString(predicted(document, tagger)) + "\n");
            }
        }
        return EntityTable.number(measure.score(shared, truth, predictions).path("exact"), "f1");
    }

    private static ObjectNode predicted(NerCorpus.Document document, EntityTagger tagger) {
        ObjectNode json = JSON.createObjectNode().put("id", document.id());
        ArrayNode entities = json.putArray("entities");
        CodePoints points = new CodePoints(document.text());
        for (NameSpan name : tagger.tag(List.of(document.text())).get(0).names()) {
            if (name.kind() == MentionKind.NAME) {
                entities.addObject()
                        .put("start", points.at(name.start()))
                        .put("end", points.at(name.end()))
                        .put("type", name.type().name());
            }
        }
        return json;
    }

    private static Writer gzip(Path file) throws IOException {
        return new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8);
    }
}
