package io.depesche.enrich.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.depesche.enrich.NameEngine;
import io.depesche.service.ConfigError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Loads a token-classification model from a folder as Hugging Face's tools write it: {@code model.onnx}, {@code config.json} with {@code
 * id2label}, and the vocabulary of a BERT tokenizer in {@code tokenizer.json}, or in {@code vocab.txt} with {@code tokenizer_config.json}.
 */
public final class OnnxEngine implements NameEngine {

    private static final JsonMapper JSON = new JsonMapper();

    private static final long MOST_BYTES = 64L << 20;

    private static final int LONGEST_WINDOW = 512;

    private static final int SHORTEST_WINDOW = 3;

    /** Bytes of the digest that names the model in a record. */
    private static final int NAMED_BY = 4;

    @Override
    public OnnxNameFinder load(Path folder, int sentencesAtOnce) {
        Path model = present(folder.resolve("model.onnx"));
        Path settings = present(folder.resolve("config.json"));
        Path vocabulary = Files.exists(folder.resolve("tokenizer.json"))
                ? folder.resolve("tokenizer.json")
                : present(folder.resolve("vocab.txt"));
        JsonNode config = json(settings);
        List<String> labels = labelsOf(config, settings);
        Map<String, Integer> ids = vocabulary.endsWith("vocab.txt") ? ofLines(vocabulary) : ofTokenizer(vocabulary);
        checkVocabulary(ids, config.path("vocab_size").asInt(Integer.MAX_VALUE), vocabulary);
        WordPieces pieces = wordPieces(folder, vocabulary, ids);
        int longest =
                Math.min(LONGEST_WINDOW, config.path("max_position_embeddings").asInt(LONGEST_WINDOW));
        ConfigError.check(
                longest >= SHORTEST_WINDOW,
                "%s: max_position_embeddings is %d; expected %d or more",
                settings,
                longest,
                SHORTEST_WINDOW);
        TokenClassifier classifier = new TokenClassifier(model, labels.size(), pieces.id(WordPieces.FILLER));
        OnnxNameFinder finder = new OnnxNameFinder(
                versionOf(List.of(model, settings, vocabulary)),
                pieces,
                new ModelLabels(labels),
                classifier,
                longest,
                sentencesAtOnce);
        try {
            finder.namesIn(List.of(List.of("A"), List.of("A", "B")));
        } catch (IllegalStateException e) {
            classifier.close();
            throw new ConfigError("%s does not fit %s: %s".formatted(model, settings, e.getMessage()));
        }
        return finder;
    }

    private static Path present(Path file) {
        ConfigError.check(Files.isReadable(file), "NER_MODEL: there is no %s that can be read", file);
        return file;
    }

    private static List<String> labelsOf(JsonNode config, Path file) {
        JsonNode labels = config.path("id2label");
        List<String> inOrder = IntStream.range(0, labels.size())
                .mapToObj(id -> labels.path(Integer.toString(id)).asText(""))
                .toList();
        ConfigError.check(
                inOrder.stream().noneMatch(String::isEmpty) && inOrder.stream().anyMatch(ModelLabels::isOutside),
                "%s: id2label holds %s; expected a label for each number from \"0\" on, one of them O",
                file,
                labels.isMissingNode() ? "nothing" : inOrder);
        return inOrder;
    }

    private static Map<String, Integer> ofLines(Path file) {
        Map<String, Integer> ids = new HashMap<>();
        text(file).lines().forEach(line -> ids.put(line, ids.size()));
        return ids;
    }

    private static Map<String, Integer> ofTokenizer(Path file) {
        JsonNode model = json(file).path("model");
        ConfigError.check(
                model.path("type").asText().equals("WordPiece"),
                "%s is of type %s; only WordPiece, as of BERT, DistilBERT and ELECTRA, is read",
                file,
                model.path("type").asText("unknown"));
        Map<String, Integer> ids = new HashMap<>();
        model.path("vocab")
                .properties()
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt(-1)));
        return ids;
    }

    private static void checkVocabulary(Map<String, Integer> ids, int size, Path file) {
        for (String needed : List.of(WordPieces.START, WordPieces.END, WordPieces.FILLER, WordPieces.UNKNOWN)) {
            ConfigError.check(ids.containsKey(needed), "%s has no %s", file, needed);
        }
        ids.forEach((piece, id) -> ConfigError.check(
                id >= 0 && id < size,
                "%s: piece %s has the number %d; config.json says that there are %d",
                file,
                piece,
                id,
                size));
    }

    /** BERT's tokenizers make small letters unless they are told not to, and drop accents if they do. */
    private static WordPieces wordPieces(Path folder, Path vocabulary, Map<String, Integer> ids) {
        Path beside = folder.resolve("tokenizer_config.json");
        JsonNode told;
        boolean lowercase;
        if (!vocabulary.endsWith("vocab.txt")) {
            told = json(vocabulary).path("normalizer");
            lowercase = told.path("lowercase").asBoolean(false);
        } else {
            told = Files.exists(beside) ? json(beside) : JSON.createObjectNode();
            lowercase = told.path("do_lower_case").asBoolean(true);
        }
        return new WordPieces(ids, lowercase, told.path("strip_accents").asBoolean(lowercase));
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException e) {
            throw new ConfigError("%s is no JSON: %s".formatted(file, e.getMessage()));
        }
    }

    private static String text(Path file) {
        try {
            ConfigError.check(Files.size(file) <= MOST_BYTES, "%s is larger than %d MiB", file, MOST_BYTES >> 20);
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigError("%s cannot be read: %s".formatted(file, e));
        }
    }

    private static String versionOf(List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                for (Path file : files) {
                    try (InputStream bytes = Files.newInputStream(file)) {
                        bytes.transferTo(sink);
                    }
                }
            }
            return "onnx-" + HexFormat.of().formatHex(digest.digest(), 0, NAMED_BY);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new ConfigError("the model cannot be read: %s".formatted(e));
        }
    }
}
