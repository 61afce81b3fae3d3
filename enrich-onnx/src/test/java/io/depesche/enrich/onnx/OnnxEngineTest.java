package io.depesche.enrich.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.NameEngine;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.entity.EntityStep;
import io.depesche.enrich.step.entity.NameFinder.FoundName;
import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole model, though a tiny one, from its folder to the names and to the tags of an article. */
class OnnxEngineTest {

    private static final Map<String, String> WORDS = Map.of(
            "Mira", "B-PER",
            "Quast", "I-PER",
            "Kel", "B-ORG",
            "##vin", "I-PER",
            "Kelheim", "B-LOC",
            "Bank", "I-ORG",
            "SPD", "B-ORGpart",
            "in", "O",
            "fährt", "O",
            ".", "O");

    @TempDir
    Path folder;

    private OnnxNameFinder finder() {
        return finder(32);
    }

    private OnnxNameFinder finder(int sentencesAtOnce) {
        return new OnnxEngine().load(TinyModel.of(WORDS).write(folder), sentencesAtOnce);
    }

    private static List<String> words(String sentence) {
        return List.of(sentence.split(" "));
    }

    private static FoundName name(int first, int last, EntityType type) {
        return new FoundName(first, last, type, MentionKind.NAME);
    }

    @Test
    void namesAreReadFromTheLabelOfEachWordsFirstPiece() {
        assertThat(finder().namesIn(List.of(words("Mira Quast fährt in Kelheim ."), words("Kelvin Bank fährt ."))))
                .containsExactly(
                        List.of(name(0, 1, EntityType.PERSON), name(4, 4, EntityType.LOCATION)),
                        List.of(name(0, 1, EntityType.ORGANIZATION)));
    }

    @Test
    void aSentenceLongerThanTheModelIsReadWhole() {
        List<String> sentence = new ArrayList<>(Collections.nCopies(1_000, "fährt"));
        List<FoundName> expected = new ArrayList<>();
        for (int word = 3; word + 1 < sentence.size(); word += 7) {
            sentence.set(word, "Mira");
            sentence.set(word + 1, "Quast");
            expected.add(name(word, word + 1, EntityType.PERSON));
        }

        assertThat(finder().namesIn(List.of(sentence))).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_024})
    void theSizeOfBatchesChangesNothing(int sentencesAtOnce) {
        List<List<String>> sentences = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            List<String> sentence = new ArrayList<>(Collections.nCopies(number % 40, "in"));
            // The last word is no name for this model, but it were if filler counted as words.
            sentence.addAll(List.of("Kelheim", "in", "Kelheim"));
            sentences.add(sentence);
        }

        List<List<FoundName>> found = finder(sentencesAtOnce).namesIn(sentences);

        for (int number = 0; number < 200; number++) {
            assertThat(found.get(number)).containsExactly(name(number % 40, number % 40, EntityType.LOCATION));
        }
    }

    @Test
    void threadsThatTagAtTheSameTimeGetTheirOwnNames() throws Exception {
        OnnxNameFinder finder = finder();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<List<FoundName>>>> calls = new ArrayList<>();
            for (int call = 0; call < 200; call++) {
                List<String> sentence = new ArrayList<>(Collections.nCopies(call % 20, "in"));
                sentence.addAll(List.of("Kelheim", "."));
                calls.add(() -> finder.namesIn(List.of(sentence)));
            }
            List<Future<List<List<FoundName>>>> found = threads.invokeAll(calls);
            for (int call = 0; call < 200; call++) {
                assertThat(found.get(call).get())
                        .containsExactly(List.of(name(call % 20, call % 20, EntityType.LOCATION)));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void nothingAndUnknownWordsHaveNoNames() {
        assertThat(finder().namesIn(List.of())).isEmpty();
        assertThat(finder().namesIn(List.of(
                        words("\u0001 \ud83d\ude00 \u05d0\u05d1 \ufffd ####"), List.of("x".repeat(100_000)))))
                .containsExactly(List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({"true, mira, 1", "true, MIRA, 1", "false, mira, 0", "false, mirá, 0", "true, Mirá, 1"})
    void tokenizerJsonTellsWhetherCapitalsAndAccentsCount(boolean lowercase, String word, int names) {
        TinyModel model = TinyModel.of(Map.of(lowercase ? "mira" : "Mira", "B-PER"));
        model.write(folder);
        TinyModel.write(folder, "tokenizer.json", model.tokenizerJson(lowercase));

        assertThat(new OnnxEngine()
                        .load(folder, 8)
                        .namesIn(List.of(List.of(word, ".")))
                        .get(0))
                .hasSize(names);
    }

    @Test
    void articlesAreTaggedByTheModelThatTheEnvironmentNames() {
        TinyModel.of(WORDS).write(folder);
        EntityStep step =
                new EntityStep(NameEngine.finderFrom(Env.of(Map.of("NER_MODEL", folder.toString(), "NER_BATCH", "4")))
                        .orElseThrow());
        String body = "\ud83d\ude00 Mira Quast fährt in Kelheim. Quasts SPD-Rede. Ida Holm.";

        List<Entity> entities = step.apply(
                        new ArticleText("Kelheim", "", body, Optional.empty(), Optional.empty(), false),
                        Tags.NONE.withLanguage(new Language("de", 1.0)))
                .entities();

        assertThat(entities.stream().flatMap(entity -> entity.getMentions().stream()
                        .map(mention -> entity.getType() + " " + mention.getKind() + " " + mention.getExact())))
                .contains(
                        "PERSON NAME Mira Quast",
                        "PERSON NAME Quasts",
                        "LOCATION NAME Kelheim",
                        "ORGANIZATION PART SPD")
                .noneMatch(mention -> mention.contains("Holm"));
        assertThat(entities.stream().flatMap(entity -> entity.getMentions().stream()))
                .allSatisfy(mention -> assertThat(quoted(mention, body)).isEqualTo(mention.getExact()));
        assertThat(step.version()).matches("onnx-[0-9a-f]{8} known-\\d+ salience-\\d+");
    }

    private static String quoted(Mention mention, String body) {
        String text = mention.getField() == Field.HEADLINE ? "Kelheim" : body;
        return text.substring(
                text.offsetByCodePoints(0, mention.getStart()), text.offsetByCodePoints(0, mention.getEnd()));
    }

    @Test
    void anotherModelIsAnotherVersion() {
        String before = finder().version();
        TinyModel.of(Map.of("Mira", "B-LOC")).write(folder);

        assertThat(new OnnxEngine().load(folder, 8).version()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "model.onnx, there is no %s/model.onnx that can be read",
        "config.json, there is no %s/config.json that can be read",
        "vocab.txt, there is no %s/vocab.txt that can be read"
    })
    void aMissingFileIsNamed(String file, String message) throws Exception {
        Files.delete(TinyModel.of(WORDS).write(folder).resolve(file));

        assertRefused(message.formatted(folder));
    }

    static Stream<List<String>> brokenFiles() {
        return Stream.of(
                List.of("model.onnx", "", "model.onnx is no ONNX model that can be loaded"),
                List.of("model.onnx", "<html>", "model.onnx is no ONNX model that can be loaded"),
                List.of("config.json", "{", "config.json is no JSON"),
                List.of("config.json", "{}", "id2label holds nothing; expected a label for each number"),
                List.of("config.json", "{\"id2label\": {\"0\": \"A\", \"1\": \"B\"}}", "one of them O"),
                List.of("config.json", "{\"id2label\": {\"1\": \"O\"}}", "expected a label for each number"),
                List.of("config.json", "{\"id2label\": {\"0\": \"O\"}}", "expected floats of shape [1, 3, 1]"),
                List.of(
                        "config.json",
                        "{\"id2label\": {\"0\": \"O\"}, \"max_position_embeddings\": 2}",
                        "expected 3 or more"),
                List.of(
                        "config.json",
                        "{\"id2label\": {\"0\": \"O\"}, \"vocab_size\": 5}",
                        "config.json says that there are 5"),
                List.of("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n", "vocab.txt has no [SEP]"),
                List.of(
                        "tokenizer.json",
                        "{\"model\": {\"type\": \"Unigram\"}}",
                        "is of type Unigram; only WordPiece"));
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void aBrokenFileIsToldInOneLine(List<String> broken) {
        TinyModel.of(WORDS).write(folder);
        TinyModel.write(folder, broken.get(0), broken.get(1));

        assertRefused(broken.get(2));
    }

    @Test
    void aModelOfOtherInputsIsRefused() {
        TinyModel.of(WORDS).idsInput("pixels").write(folder);

        assertRefused("takes the inputs [attention_mask, pixels]; expected input_ids");
    }

    @Test
    void whatTheModelCannotTakeFailsAlone() throws Exception {
        TinyModel.of(WORDS).longest(12).write(folder);
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("embeddings\": 12", "embeddings\": 20"));
        OnnxNameFinder finder = new OnnxEngine().load(folder, 8);

        assertThatThrownBy(() -> finder.namesIn(List.of(words("in in in in in in in in in in in in in Kelheim"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the model of NER_MODEL failed");
        assertThat(finder.namesIn(List.of(words("Kelheim ."))))
                .containsExactly(List.of(name(0, 0, EntityType.LOCATION)));
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> new OnnxEngine().load(folder, 8))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(message);
    }
}
