package io.depesche.enrich.step.entity;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains the models of both languages and writes them among the resources: {@code mvn -Ptrain -pl contracts,service,enrich
 * test-compile}. Only sets that may train a shipped model are read; {@code docs/entities.md} names them with their licences.
 */
final class TrainEntities {

    private static final List<Recipe> RECIPES = List.of(
            new Recipe(
                    "de",
                    List.of("germeval14", "smartdata", "mobie"),
                    Optional.of("corpora/text/bundestag-19.txt.gz"),
                    new CrfTrainer.Options(8, 4, 0.05, 0.3, 60, 0.25, 2, 0.11, 1)),
            new Recipe(
                    "en",
                    List.of("wikigold-en", "wnut17-en", "btc-en"),
                    Optional.empty(),
                    new CrfTrainer.Options(10, 4, 0.03, 0.3, 0, 0, 2, 0.05, 1)));

    /** How often a word must occur to have a class. */
    private static final int LEAST_FOR_CLASS = 8;

    private record Recipe(String language, List<String> sets, Optional<String> plainText, CrfTrainer.Options options) {}

    private TrainEntities() {}

    /** Arguments: the folder {@code shared}, the folder of the languages' resources, and the languages, all where none is named. */
    public static void main(String[] arguments) throws IOException {
        Path shared = Path.of(arguments[0]);
        Path resources = Path.of(arguments[1]);
        List<String> languages = List.of(arguments).subList(2, arguments.length);
        for (Recipe recipe : RECIPES) {
            if (!languages.isEmpty() && !languages.contains(recipe.language())) {
                continue;
            }
            EntityModel model = train(recipe, shared, System.out);
            Path file = resources.resolve(recipe.language()).resolve("entities.model");
            try (OutputStream out = Files.newOutputStream(file)) {
                model.write(out);
            }
            System.out.printf(
                    "%s: %s, %,d bytes, fingerprint %08x%n", file, model, Files.size(file), model.fingerprint());
        }
    }

    private static EntityModel train(Recipe recipe, Path shared, PrintStream log) throws IOException {
        Tokenizer tokenizer = new Tokenizer(NewsLanguage.wordsOf(recipe.language(), "abbreviations.txt"));
        NerCorpus corpus = new NerCorpus(tokenizer);
        List<TrainingSentence> sentences = new ArrayList<>();
        for (String set : recipe.sets()) {
            sentences.addAll(corpus.sentences(set, shared.resolve("corpora/ner/%s/train.jsonl.gz".formatted(set))));
        }
        WordTable lists = NameLists.compile(shared.resolve("corpora/ner/gazetteers"));
        WordTable classes = recipe.plainText().isPresent()
                ? WordClasses.of(shared.resolve(recipe.plainText().get()), tokenizer, LEAST_FOR_CLASS, log)
                : WordTable.of(Map.of());
        return new CrfTrainer(recipe.options(), new Features(lists, classes), log).train(sentences, lists, classes);
    }
}
