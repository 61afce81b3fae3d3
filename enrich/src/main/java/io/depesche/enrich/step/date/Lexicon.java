package io.depesche.enrich.step.date;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The words of one language that date expressions are made of, read from {@code lang/<code>/dates/*.words}. A line is
 * {@code ROLE value: form form…}: {@code (|s|es)} lists endings, {@code _} joins words of one form, {@code {ROLE}} stands for every
 * form of that role. A form that starts with a capital matches only words that do. Looking a word up allocates nothing.
 */
final class Lexicon {

    private static final List<String> FILES =
            List.of("calendar", "numbers", "modifiers", "references", "feasts", "tense", "traps");
    private final String language;
    private final Entry[] table;
    private final int mask;

    private Lexicon(String language, Map<String, Building> words) {
        this.language = language;
        int size = Integer.highestOneBit(Math.max(16, words.size() * 3)) << 1;
        table = new Entry[size];
        mask = size - 1;
        words.forEach((key, building) -> {
            int slot = hash(key, 0, key.length()) & mask;
            while (table[slot] != null) {
                slot = (slot + 1) & mask;
            }
            table[slot] = new Entry(key, sorted(building.anyCase), sorted(building.all));
        });
    }

    /** Reads the word lists of a language, "de" or "en". */
    static Lexicon of(String language) {
        Map<String, Building> words = new HashMap<>();
        Map<Role, List<Form>> forms = new EnumMap<>(Role.class);
        for (String file : FILES) {
            String resource = "/io/depesche/enrich/lang/" + language + "/dates/" + file + ".words";
            try (InputStream stream = Lexicon.class.getResourceAsStream(resource)) {
                if (stream == null) {
                    throw new IllegalStateException("no word list " + resource);
                }
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isBlank() && !line.startsWith("#")) {
                        readLine(line, forms, words);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read word list " + resource, e);
            }
        }
        return new Lexicon(language, words);
    }

    /** No words at all, for languages that have no word lists. */
    static Lexicon empty() {
        return new Lexicon("und", Map.of());
    }

    /** BCP 47 language that the words belong to. */
    String language() {
        return language;
    }

    /** What the word between two indexes of a text can mean; nothing for most words. */
    Meanings meanings(String text, int from, int to) {
        int slot = hash(text, from, to) & mask;
        while (table[slot] != null) {
            Entry entry = table[slot];
            if (sameLetters(entry.key, text, from, to)) {
                return Character.isUpperCase(text.charAt(from)) ? entry.all : entry.anyCase;
            }
            slot = (slot + 1) & mask;
        }
        return Meanings.NONE;
    }

    private static void readLine(String line, Map<Role, List<Form>> forms, Map<String, Building> words) {
        // a zone such as +01:00 holds a colon of its own, so the separator is a colon and a space
        int colon = line.indexOf(": ");
        String[] head = line.substring(0, colon).trim().split(" ");
        Role role = Role.valueOf(head[0]);
        String value = head.length > 1 ? head[1] : "";
        for (String pattern : line.substring(colon + 1).trim().split(" ")) {
            for (Form form : expand(pattern, value, role, forms)) {
                forms.computeIfAbsent(role, key -> new ArrayList<>()).add(form);
                add(role, form, words);
            }
        }
    }

    private static void add(Role role, Form form, Map<String, Building> words) {
        List<String> parts = split(form.text.replace('_', ' '));
        String first = parts.get(0).toLowerCase(Locale.ROOT);
        List<String> rest = parts.subList(1, parts.size()).stream()
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toList();
        Sense sense = new Sense(role, form.value, number(form.value), rest);
        Building building = words.computeIfAbsent(first, key -> new Building());
        building.all.add(sense);
        if (!Character.isUpperCase(parts.get(0).charAt(0))) {
            building.anyCase.add(sense);
        }
    }

    /** Every written form of a pattern with its value. */
    private static List<Form> expand(String pattern, String value, Role role, Map<Role, List<Form>> forms) {
        List<Form> expanded = List.of(new Form("", value));
        int index = 0;
        while (index < pattern.length()) {
            char c = pattern.charAt(index);
            List<Form> pieces;
            if (c == '(') {
                int close = pattern.indexOf(')', index);
                pieces = new ArrayList<>();
                for (String ending : pattern.substring(index + 1, close).split("\\|", -1)) {
                    pieces.add(new Form(ending, ""));
                }
                index = close + 1;
            } else if (c == '{') {
                int close = pattern.indexOf('}', index);
                pieces = forms.getOrDefault(Role.valueOf(pattern.substring(index + 1, close)), List.of());
                index = close + 1;
            } else {
                pieces = List.of(new Form(String.valueOf(c), ""));
                index++;
            }
            List<Form> longer = new ArrayList<>(expanded.size() * pieces.size());
            for (Form start : expanded) {
                for (Form piece : pieces) {
                    longer.add(new Form(start.text + piece.text, joined(start.value, piece.value, role)));
                }
            }
            expanded = longer;
        }
        return expanded;
    }

    private static String joined(String left, String right, Role role) {
        if (left.isEmpty() || right.isEmpty()) {
            return left + right;
        }
        boolean sum = role == Role.NUMBER || role == Role.ORDINAL;
        return sum ? String.valueOf(number(left) + number(right)) : left + " " + right;
    }

    private static int number(String value) {
        OptionalInt whole = OptionalInt.empty();
        try {
            whole = OptionalInt.of(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            // most values are words
        }
        return whole.orElse(0);
    }

    private static List<String> split(String form) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < form.length()) {
            int end = Words.endOfWord(form, at);
            if (form.charAt(at) != ' ') {
                parts.add(form.substring(at, end));
            }
            at = end;
        }
        return parts;
    }

    private static Meanings sorted(List<Sense> senses) {
        return senses.isEmpty()
                ? Meanings.NONE
                : new Meanings(senses.stream()
                        .sorted(Comparator.comparingInt(Sense::words).reversed())
                        .toList());
    }

    private static int hash(String text, int from, int to) {
        int hash = 17;
        for (int index = from; index < to; index++) {
            hash = hash * 31 + Character.toLowerCase(text.charAt(index));
        }
        return hash ^ (hash >>> 15);
    }

    private static boolean sameLetters(String key, String text, int from, int to) {
        if (key.length() != to - from) {
            return false;
        }
        for (int index = 0; index < key.length(); index++) {
            if (key.charAt(index) != Character.toLowerCase(text.charAt(from + index))) {
                return false;
            }
        }
        return true;
    }

    private record Form(String text, String value) {}

    private record Entry(String key, Meanings anyCase, Meanings all) {}

    private static final class Building {
        private final List<Sense> anyCase = new ArrayList<>();
        private final List<Sense> all = new ArrayList<>();
    }
}
