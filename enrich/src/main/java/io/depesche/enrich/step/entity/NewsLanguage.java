package io.depesche.enrich.step.entity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the tagger knows of one language, from its resource folder {@code io/depesche/enrich/lang/CODE}.
 *
 * @param model the weights, {@code entities.model}
 * @param dictionary what the model knows of single words
 * @param abbreviations lower-case words whose full stop ends no sentence, {@code abbreviations.txt}
 * @param neverNames lower-case words and phrases that are never a name by themselves, {@code never-names.txt}
 * @param titles lower-case titles of people, {@code titles.txt}
 * @param heads what the last words of names tell of their types, {@code heads.txt}
 * @param genitiveS whether names take an s without an apostrophe ("Trumps Zölle")
 */
record NewsLanguage(
        EntityModel model,
        WordTraits dictionary,
        Set<String> abbreviations,
        Set<String> neverNames,
        Set<String> titles,
        Set<String> heads,
        boolean genitiveS) {

    NewsLanguage {
        abbreviations = Set.copyOf(abbreviations);
        neverNames = Set.copyOf(neverNames);
        titles = Set.copyOf(titles);
        heads = Set.copyOf(heads);
    }

    /** Loads the language of a two-letter code; fails when its folder is not on the class path. */
    static NewsLanguage load(String code) {
        try (InputStream file = open(code, "entities.model")) {
            EntityModel model = EntityModel.read(file);
            return new NewsLanguage(
                    model,
                    code.equals("de") ? new GermanDictionary() : new EnglishDictionary(model.traits()),
                    abbreviationsOf(code),
                    wordsOf(code, "never-names.txt"),
                    wordsOf(code, "titles.txt"),
                    wordsOf(code, "heads.txt"),
                    code.equals("de"));
        } catch (IOException e) {
            throw new UncheckedIOException("the resources of language %s are damaged".formatted(code), e);
        }
    }

    /** Lower-case words whose full stop ends no sentence. */
    static Set<String> abbreviationsOf(String code) {
        return wordsOf(code, "abbreviations.txt");
    }

    /** The lines of a word list, without comments. */
    static Set<String> wordsOf(String code, String file) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(open(code, file), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String code, String file) {
        String path = "/io/depesche/enrich/lang/%s/%s".formatted(code, file);
        InputStream stream = NewsLanguage.class.getResourceAsStream(path);
        if (stream == null) {
            throw new IllegalStateException("%s is not on the class path".formatted(path));
        }
        return stream;
    }
}
