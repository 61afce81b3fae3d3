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
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Compiles lists of names into the bits of {@link NameList}. The lists of the train profile's libraries and of GeoNames' cities are those
 * that the class path and the folder hold.
 */
final class NameLists {

    private static final int CITY_POPULATION = 15_000;

    private static final Set<String> COUNTRIES_OF_TOWNS = Set.of("DE", "AT", "CH", "US", "GB");

    /** A word starts, continues or ends so many organizations before it counts as one that does. */
    private static final int SEVERAL = 3;

    private static final int SHORTEST_SINGLE_WORD = 4;

    private final Map<String, Integer> bits = new HashMap<>();

    private NameLists() {}

    /**
     * The lists of {@code corpora/ner/gazetteers} and {@code linking}, the given people and cities, and the names that the Java platform
     * (Unicode CLDR) has for countries.
     *
     * @param folder {@code corpora/ner}
     */
    static WordTable compile(Path folder, PeopleNames people, List<GeoNamesCities.City> cities) throws IOException {
        NameLists lists = new NameLists();
        lists.addGazetteers(folder.resolve("gazetteers"));
        people.forenames().forEach(name -> lists.addWords(name, NameList.ANY_FORENAME));
        people.surnames().forEach(name -> lists.addWords(name, NameList.ANY_SURNAME));
        cities.forEach(lists::addCity);
        lists.addOrganizations(folder.resolve("linking/organizations.tsv.gz"));
        for (String line : lines(folder.resolve("linking/brands.tsv.gz"))) {
            String[] columns = line.split("\t", -1);
            if (columns[1].indexOf(' ') < 0 && columns[2].startsWith("brands")) {
                lists.add(columns[1], NameList.BRAND);
            }
        }
        return WordTable.of(lists.bits);
    }

    private void addGazetteers(Path folder) throws IOException {
        for (String line : lines(folder.resolve("surnames.txt.gz"))) {
            add(line, NameList.SURNAME);
        }
        for (String line : lines(folder.resolve("popular-names.tsv.gz"))) {
            String[] columns = line.split("\t");
            NameList list = columns[0].equals("forename") ? NameList.FORENAME : NameList.COMMON_SURNAME;
            addWords(columns[2], list);
        }
        for (String line : lines(folder.resolve("countries-de.txt.gz"))) {
            addPlace(line, NameList.COUNTRY);
        }
        for (String line : lines(folder.resolve("geonames-de.tsv.gz"))) {
            for (String name : line.split("\t")[1].split("/")) {
                addPlace(name, NameList.PLACE);
            }
        }
        for (String country : Locale.getISOCountries()) {
            addPlace(new Locale("", country).getDisplayCountry(Locale.ENGLISH), NameList.COUNTRY);
            addPlace(new Locale("", country).getDisplayCountry(Locale.GERMAN), NameList.COUNTRY);
        }
    }

    private void addCity(GeoNamesCities.City city) {
        if (city.population() >= CITY_POPULATION) {
            addPlace(city.name(), NameList.CITY);
        } else if (COUNTRIES_OF_TOWNS.contains(city.country())) {
            addPlace(city.name(), NameList.TOWN);
        }
    }

    private void addOrganizations(Path file) throws IOException {
        Map<String, Integer> starts = new HashMap<>();
        Map<String, Integer> rests = new HashMap<>();
        Map<String, Integer> ends = new HashMap<>();
        for (String line : lines(file)) {
            String[] columns = line.split("\t", -1);
            String[] words = columns[4].replaceAll(" ?\\([^)]*\\)", "").split("[ ,]+");
            if (words.length == 1) {
                if (words[0].length() >= SHORTEST_SINGLE_WORD || columns[3].contains("company")) {
                    add(words[0], NameList.ORGANIZATION);
                }
                continue;
            }
            starts.merge(words[0], 1, Integer::sum);
            for (int index = 1; index < words.length; index++) {
                rests.merge(words[index], 1, Integer::sum);
            }
            ends.merge(words[words.length - 1], 1, Integer::sum);
        }
        addFrequent(starts, NameList.ORGANIZATION_START);
        addFrequent(rests, NameList.ORGANIZATION_REST);
        addFrequent(ends, NameList.ORGANIZATION_END);
    }

    private void addFrequent(Map<String, Integer> counts, NameList list) {
        counts.forEach((word, count) -> {
            if (count >= SEVERAL) {
                add(word, list);
            }
        });
    }

    private void addWords(String name, NameList list) {
        for (String word : name.split(" ")) {
            add(word, list);
        }
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

    static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
