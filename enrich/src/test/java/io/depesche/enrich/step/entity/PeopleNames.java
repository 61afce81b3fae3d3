package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * First names and surnames of some seventy languages and countries, from the name lists of Datafaker (Apache License 2.0), those in
 * Latin letters.
 *
 * @param forenames sorted
 * @param surnames sorted
 */
record PeopleNames(List<String> forenames, List<String> surnames) {

    private static final String ENGLISH = "en/name.yml";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    PeopleNames {
        forenames = List.copyOf(forenames);
        surnames = List.copyOf(surnames);
    }

    /** Reads the lists from Datafaker's jar, which the profile {@code train} puts on the class path. */
    static PeopleNames load() throws IOException {
        URL english = PeopleNames.class.getClassLoader().getResource(ENGLISH);
        if (english == null) {
            throw new IOException("Datafaker is not on the class path: run this with the Maven profile train");
        }
        Set<String> forenames = new TreeSet<>();
        Set<String> surnames = new TreeSet<>();
        try (JarFile jar = ((JarURLConnection) english.openConnection()).getJarFile()) {
            for (JarEntry entry : jar.stream().filter(PeopleNames::holdsNames).toList()) {
                try (InputStream file = jar.getInputStream(entry)) {
                    for (JsonNode language : YAML.readTree(file)) {
                        addNames(language.path("faker").path("name"), forenames, surnames);
                    }
                }
            }
        }
        return new PeopleNames(List.copyOf(forenames), List.copyOf(surnames));
    }

    private static boolean holdsNames(JarEntry entry) {
        String name = entry.getName();
        return name.endsWith(".yml") && (name.indexOf('/') < 0 || name.equals(ENGLISH));
    }

    private static void addNames(JsonNode lists, Set<String> forenames, Set<String> surnames) {
        for (Map.Entry<String, JsonNode> list : lists.properties()) {
            if (list.getKey().contains("first_name") || list.getKey().endsWith("firstname")) {
                addLatin(list.getValue(), forenames);
            } else if (list.getKey().contains("last_name")) {
                addLatin(list.getValue(), surnames);
            }
        }
    }

    private static void addLatin(JsonNode names, Collection<String> into) {
        for (JsonNode node : names) {
            String name = node.asText();
            boolean latin = name.codePoints()
                    .filter(Character::isLetter)
                    .allMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN);
            if (latin && !name.isEmpty() && name.indexOf('#') < 0) {
                into.add(name);
            }
        }
    }
}
