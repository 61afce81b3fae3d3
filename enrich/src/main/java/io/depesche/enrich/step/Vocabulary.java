package io.depesche.enrich.step;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of one language with the roles that they play for a step, read from {@code lang/<code>/<list>.words}. A line is
 * {@code ROLE value: form form…}: {@code (|s|es)} lists endings, {@code _} joins the tokens of one form. Forms hold in any case;
 * only symbols, which are words of up to three letters in a role of symbols, are told apart by it ("MW", "mW").
 */
public final class Vocabulary<R extends Enum<R>> {

    private static final int LONGEST_SYMBOL = 3;

    private final Map<String, List<Phrase<R>>> byFirst = new HashMap<>();

    /**
     * One form in one role.
     *
     * @param value what the word list says of it, empty where it says nothing
     * @param words its tokens, in small letters except for symbols
     * @param symbols whether its short words are told apart by their case
     */
    public record Phrase<R>(R role, String value, List<String> words, boolean symbols) {

        public Phrase {
            words = List.copyOf(words);
        }

        /** How many tokens the form has. */
        public int size() {
            return words.size();
        }

        /** The value as a number. */
        public double number() {
            return Double.parseDouble(value);
        }
    }

    private Vocabulary() {}

    /** Reads a list; fails where it is not on the class path or names a role that is not there. */
    public static <R extends Enum<R>> Vocabulary<R> load(
            Class<R> roles, Set<R> ofSymbols, String language, String list) {
        String resource = "/io/depesche/enrich/lang/%s/%s.words".formatted(language, list);
        Vocabulary<R> vocabulary = new Vocabulary<>();
        try (InputStream stream = Vocabulary.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("%s is not on the class path".formatted(resource));
            }
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> vocabulary.read(line, roles, ofSymbols));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read word list " + resource, e);
        }
        vocabulary
                .byFirst
                .values()
                .forEach(phrases -> phrases.sort(
                        Comparator.<Phrase<R>>comparingInt(Phrase::size).reversed()));
        return vocabulary;
    }

    private void read(String line, Class<R> roles, Set<R> ofSymbols) {
        int colon = line.indexOf(": ");
        String[] head = line.substring(0, colon).split(" ", 2);
        R role = Enum.valueOf(roles, head[0]);
        String value = head.length > 1 ? head[1] : "";
        boolean symbols = ofSymbols.contains(role);
        for (String pattern : line.substring(colon + 2).trim().split(" +")) {
            for (String form : withEndings(pattern)) {
                List<String> words = new ArrayList<>();
                for (String word : form.split("_")) {
                    words.add(symbols && isSymbol(word) ? word : lower(word));
                }
                byFirst.computeIfAbsent(lower(words.get(0)), unseen -> new ArrayList<>())
                        .add(new Phrase<>(role, value, words, symbols));
            }
        }
    }

    private static List<String> withEndings(String pattern) {
        int open = pattern.indexOf('(');
        if (open < 0) {
            return List.of(pattern);
        }
        int close = pattern.indexOf(')', open);
        List<String> forms = new ArrayList<>();
        for (String ending : pattern.substring(open + 1, close).split("\\|", -1)) {
            for (String rest : withEndings(pattern.substring(close + 1))) {
                forms.add(pattern.substring(0, open) + ending + rest);
            }
        }
        return forms;
    }

    private static boolean isSymbol(String word) {
        return word.length() <= LONGEST_SYMBOL;
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** Whether a word starts a form in one of some roles. */
    public boolean canStart(Set<R> roles, String word) {
        List<Phrase<R>> phrases = byFirst.get(lower(word));
        if (phrases != null) {
            for (Phrase<R> phrase : phrases) {
                if (roles.contains(phrase.role())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The longest form in a role that starts at a token; asking beyond either end finds nothing. */
    public Optional<Phrase<R>> at(R role, List<String> words, int at) {
        if (at >= 0 && at < words.size()) {
            for (Phrase<R> phrase : byFirst.getOrDefault(lower(words.get(at)), List.of())) {
                if (phrase.role() == role && stands(phrase, words, at)) {
                    return Optional.of(phrase);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a form in a role starts at a token. */
    public boolean has(R role, List<String> words, int at) {
        return at(role, words, at).isPresent();
    }

    /** The longest form in a role that ends right before a token. */
    public Optional<Phrase<R>> before(R role, List<String> words, int end, int longest) {
        for (int size = longest; size > 0; size--) {
            Optional<Phrase<R>> found = at(role, words, end - size);
            if (found.isPresent() && found.get().size() == size) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static <R> boolean stands(Phrase<R> phrase, List<String> words, int at) {
        if (at + phrase.size() > words.size()) {
            return false;
        }
        for (int index = 0; index < phrase.size(); index++) {
            String wanted = phrase.words().get(index);
            String there = words.get(at + index);
            boolean exactly = phrase.symbols() && isSymbol(wanted);
            if (!wanted.equals(exactly ? there : lower(there))) {
                return false;
            }
        }
        return true;
    }
}
