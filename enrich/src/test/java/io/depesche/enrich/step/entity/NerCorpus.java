package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.contracts.record.EntityType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPInputStream;

/**
 * Sets of text with marked names, in the form that {@code ../shared/corpora/ner/README.md} describes. A set's silence about a sort of name that it
 * does not mark is no evidence against such a name: those tokens stay open between no name and the unmarked sorts.
 */
final class NerCorpus {

    private static final Map<String, EntityType> TYPES = Map.of(
            "PERSON", EntityType.PERSON,
            "ORGANIZATION", EntityType.ORGANIZATION,
            "LOCATION", EntityType.LOCATION,
            "MISC", EntityType.OTHER,
            "PRODUCT", EntityType.OTHER);

    /** Traffic names that only traffic sets mark. */
    private static final Set<String> TRAFFIC = Set.of("location-stop", "location-street", "location-route");

    private static final int ANY = (1 << Label.COUNT) - 1;

    private static final int OTHER_NAMES = bit(EntityType.OTHER, Label.BEGIN) | bit(EntityType.OTHER, Label.INSIDE);

    private static final int DERIVED_WORDS = masks(type -> bit(type, Label.DERIVED));

    private static final int PARTS = masks(type -> bit(type, Label.PART));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tokenizer tokenizer;

    NerCorpus(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** One marked text. */
    record Document(String id, String text, JsonNode entities) {}

    /** The documents of a file. */
    static List<Document> read(Path file) throws IOException {
        List<Document> documents = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode json = JSON.readTree(line);
                documents.add(
                        new Document(json.get("id").asText(), json.get("text").asText(), json.get("entities")));
            }
        }
        return documents;
    }

    /** The sentences of those documents of a set's file whose id passes, with what the set of that name leaves unmarked. */
    List<TrainingSentence> sentences(String set, Path file, Predicate<String> ids) throws IOException {
        int unmarked =
                switch (set) {
                    case "germeval14", "wikigold-en", "wnut17-en" -> 0;
                    case "smartdata", "mobie" -> OTHER_NAMES | DERIVED_WORDS | PARTS;
                    case "btc-en" -> OTHER_NAMES;
                    default -> throw new IllegalArgumentException("the set %s may not train a model".formatted(set));
                };
        List<TrainingSentence> sentences = new ArrayList<>();
        for (Document document : read(file)) {
            if (ids.test(document.id())) {
                addSentences(document, 1 | unmarked, sentences);
            }
        }
        return sentences;
    }

    private void addSentences(Document document, int none, List<TrainingSentence> into) {
        String text = document.text();
        List<Sentence> sentences = tokenizer.sentencesOf(text);
        List<int[]> masks = new ArrayList<>();
        for (Sentence sentence : sentences) {
            int[] mask = new int[sentence.size()];
            Arrays.fill(mask, none);
            masks.add(mask);
        }
        for (JsonNode entity : document.entities()) {
            int start = text.offsetByCodePoints(0, entity.get("start").asInt());
            int end = text.offsetByCodePoints(0, entity.get("end").asInt());
            String[] type = entity.get("type").asText().split("-", 2);
            if (TYPES.containsKey(type[0]) && (type.length == 1 || !type[1].equals("TYPE"))) {
                boolean traffic = TRAFFIC.contains(entity.path("orig").asText());
                for (int index = 0; index < sentences.size(); index++) {
                    mark(
                            sentences.get(index),
                            masks.get(index),
                            start,
                            end,
                            TYPES.get(type[0]),
                            type.length == 2 ? type[1] : "",
                            traffic ? none : 0);
                }
            }
        }
        for (int index = 0; index < sentences.size(); index++) {
            into.add(new TrainingSentence(sentences.get(index), new TrainingSentence.Allowed(masks.get(index))));
        }
    }

    private static void mark(
            Sentence sentence, int[] masks, int start, int end, EntityType type, String form, int besides) {
        int first = 0;
        while (first < sentence.size() && sentence.end(first) <= start) {
            first++;
        }
        int last = first;
        while (last < sentence.size() && sentence.start(last) < end) {
            last++;
        }
        last--;
        if (last < first) {
            return;
        }
        boolean aligned = sentence.start(first) == start && sentence.end(last) == end;
        if (form.equals("DERIV")) {
            for (int token = first; token <= last; token++) {
                masks[token] = bit(type, Label.DERIVED);
            }
        } else if (form.equals("PART")) {
            masks[first] = bit(type, Label.PART);
        } else if (aligned && first == last && NameReader.isAdjective(sentence.word(first))) {
            masks[first] = bit(type, Label.DERIVED) | besides;
        } else if (aligned) {
            for (int token = first; token <= last; token++) {
                masks[token] = bit(type, token == first ? Label.BEGIN : Label.INSIDE) | besides;
            }
        } else if (first == last && sentence.word(first).indexOf('-') > 0) {
            masks[first] = bit(type, Label.PART);
        } else {
            for (int token = first; token <= last; token++) {
                masks[token] = ANY;
            }
        }
    }

    private static int bit(EntityType type, int form) {
        return 1 << Label.of(type, form);
    }

    private static int masks(ToIntFunction<EntityType> bits) {
        return Label.TYPES.stream().mapToInt(bits).reduce(0, (a, b) -> a | b);
    }
}
