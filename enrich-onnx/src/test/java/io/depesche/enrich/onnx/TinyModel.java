package io.depesche.enrich.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A model of names that knows a dozen words, written as the protocol buffer that ONNX is: {@code logits = MatMul(Gather(embeddings, input_ids),
 * weights) + Gather(places, CumSum(attention_mask, from the end))}. What stands last in a window is never a name, so that filler that is taken for
 * words shows, and so does a long sentence whose windows do not overlap. A window beyond the longest fails, as in a real model.
 */
final class TinyModel {

    static final List<String> LABELS = List.of("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-ORGpart");

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    /** Place of the last word, counted from the end and with the piece that ends the window. */
    private static final int LAST = 2;

    private final Map<String, String> pieces = new TreeMap<>();
    private List<String> labels = LABELS;
    private int longest = 12;
    private String idsInput = "input_ids";

    /** A model that knows these pieces by the label of each; the special pieces come by themselves. */
    static TinyModel of(Map<String, String> labelOfPiece) {
        TinyModel model = new TinyModel();
        model.pieces.putAll(labelOfPiece);
        return model;
    }

    /** The model with other names for its labels. */
    TinyModel labels(List<String> names) {
        labels = names;
        return this;
    }

    /** The model with another length. */
    TinyModel longest(int pieces) {
        longest = pieces;
        return this;
    }

    TinyModel idsInput(String name) {
        idsInput = name;
        return this;
    }

    /** Writes the folder with {@code vocab.txt}. */
    Path write(Path folder) {
        List<String> vocabulary = vocabulary();
        write(folder, "model.onnx", model(vocabulary));
        write(folder, "vocab.txt", String.join("\n", vocabulary) + "\n");
        write(folder, "tokenizer_config.json", "{\"do_lower_case\": false}");
        StringBuilder names = new StringBuilder();
        for (int label = 0; label < labels.size(); label++) {
            names.append(label == 0 ? "" : ", ").append("\"%d\": \"%s\"".formatted(label, labels.get(label)));
        }
        write(
                folder,
                "config.json",
                "{\"vocab_size\": %d, \"max_position_embeddings\": %d, \"id2label\": {%s}}"
                        .formatted(vocabulary.size(), longest, names));
        return folder;
    }

    /** What {@code tokenizer.json} would hold in place of {@code vocab.txt}. */
    String tokenizerJson(boolean lowercase) {
        List<String> vocabulary = vocabulary();
        return "{\"normalizer\": {\"type\": \"BertNormalizer\", \"lowercase\": %b}, \"model\": {\"type\": \"WordPiece\", \"vocab\": {%s}}}"
                .formatted(
                        lowercase,
                        vocabulary.stream()
                                .map(piece -> "\"%s\": %d".formatted(piece, vocabulary.indexOf(piece)))
                                .collect(Collectors.joining(", ")));
    }

    private List<String> vocabulary() {
        List<String> vocabulary =
                new ArrayList<>(List.of(WordPieces.FILLER, WordPieces.UNKNOWN, WordPieces.START, WordPieces.END));
        vocabulary.addAll(pieces.keySet());
        return vocabulary;
    }

    static void write(Path folder, String file, String text) {
        write(folder, file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path folder, String file, byte[] bytes) {
        try {
            Files.write(folder.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] model(List<String> vocabulary) {
        int count = labels.size();
        float[] embeddings = new float[vocabulary.size() * count];
        float[] weights = new float[count * count];
        for (int piece = 0; piece < vocabulary.size(); piece++) {
            String label = pieces.getOrDefault(vocabulary.get(piece), labels.get(0));
            embeddings[piece * count + labels.indexOf(label)] = 1;
        }
        for (int label = 0; label < count; label++) {
            weights[label * count + label] = 2;
        }
        float[] places = new float[(longest + 1) * count];
        places[LAST * count] = 3;
        Message fromTheEnd = new Message().add(1, "reverse").add(3, 1).add(20, 2);
        Message graph = new Message()
                .add(1, node("Gather", List.of("embeddings", idsInput), "embedded"))
                .add(1, node("MatMul", List.of("embedded", "weights"), "scores"))
                .add(
                        1,
                        node("CumSum", List.of("attention_mask", "one"), "place")
                                .add(5, fromTheEnd))
                .add(1, node("Gather", List.of("places", "place"), "placed"))
                .add(1, node("Add", List.of("scores", "placed"), "logits"))
                .add(2, "tiny")
                .add(5, floats("embeddings", embeddings, vocabulary.size(), count))
                .add(5, floats("weights", weights, count, count))
                .add(5, floats("places", places, longest + 1, count))
                .add(5, new Message().add(2, INT64).add(8, "one").add(9, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}))
                .add(11, value(idsInput, INT64, "batch", "length"))
                .add(11, value("attention_mask", INT64, "batch", "length"))
                .add(12, value("logits", FLOAT, "batch", "length", "labels"));
        return new Message()
                .add(1, 8)
                .add(7, graph)
                .add(8, new Message().add(1, "").add(2, 13))
                .bytes();
    }

    private static Message node(String operator, List<String> inputs, String output) {
        Message node = new Message();
        inputs.forEach(input -> node.add(1, input));
        return node.add(2, output).add(4, operator);
    }

    private static Message floats(String name, float[] values, int rows, int columns) {
        byte[] bytes = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return new Message()
                .add(1, rows)
                .add(1, columns)
                .add(2, FLOAT)
                .add(8, name)
                .add(9, bytes);
    }

    private static Message value(String name, int type, String... dimensions) {
        Message shape = new Message();
        for (String dimension : dimensions) {
            shape.add(1, new Message().add(2, dimension));
        }
        return new Message()
                .add(1, name)
                .add(2, new Message().add(1, new Message().add(1, type).add(2, shape)));
    }

    /** A message of protocol buffers as its bytes. */
    private static final class Message {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message add(int field, int value) {
            variable(field << 3);
            variable(value);
            return this;
        }

        Message add(int field, String value) {
            return add(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message add(int field, Message value) {
            return add(field, value.bytes());
        }

        Message add(int field, byte[] value) {
            variable((field << 3) | 2);
            variable(value.length);
            bytes.writeBytes(value);
            return this;
        }

        private void variable(int value) {
            int rest = value;
            while (rest > 127) {
                bytes.write((rest & 127) | 128);
                rest >>>= 7;
            }
            bytes.write(rest);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
