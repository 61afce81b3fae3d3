package io.depesche.enrich.step.entity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Compiles lists of names into the bits of {@link NameList}. */
final class NameLists {

    private final Map<String, Integer> bits = new HashMap<>();

    private NameLists() {}

    /** The lists of {@code corpora/ner/gazetteers}, and the names that the Java platform (Unicode CLDR) has for countries. */
    static WordTable compile(Path folder) throws IOException {
        NameLists lists = new NameLists();
        for (String line : lines(folder.resolve("surnames.txt.gz"))) {
            lists.add(line, NameList.SURNAME);
        }
        for (String line : lines(folder.resolve("popular-names.tsv.gz"))) {
            String[] columns = line.split("\t");
            NameList list = columns[0].equals("forename") ? NameList.FORENAME : NameList.COMMON_SURNAME;
            for (String word : columns[2].split(" ")) {
                lists.add(word, list);
            }
        }
        for (String line : lines(folder.resolve("countries-de.txt.gz"))) {
            lists.addPlace(line, NameList.COUNTRY);
        }
        for (String line : lines(folder.resolve("geonames-de.tsv.gz"))) {
            for (String name : line.split("\t")[1].split("/")) {
                lists.addPlace(name, NameList.PLACE);
            }
        }
        for (String country : Locale.getISOCountries()) {
            lists.addPlace(new Locale("", country).getDisplayCountry(Locale.ENGLISH), NameList.COUNTRY);
            lists.addPlace(new Locale("", country).getDisplayCountry(Locale.GERMAN), NameList.COUNTRY);
        }
        return WordTable.of(lists.bits);
    }

    private void addPlace(String name, NameList whole) {
        String[] words = name.strip().split("[ ,()]+");
        if (words.length == 1) {
            add(words[0], whole);
            return;
        }
        for (int index = 0; index < words.length; index++) {
            add(words[index], index == 0 ? NameList.PLACE_START : NameList.PLACE_REST);
        }
    }

    private void add(String word, NameList list) {
        if (word.length() > 1 && Shape.isCapitalised(word)) {
            bits.merge(word, list.bit(), (a, b) -> a | b);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
