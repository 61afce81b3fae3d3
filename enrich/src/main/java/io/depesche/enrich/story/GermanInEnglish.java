package io.depesche.enrich.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads German words as the terms of their English translations, so that reports in both languages can be compared. A compound
 * that the lexicon does not have is read by its parts; a word without translation stands for itself, as names do.
 */
final class GermanInEnglish implements TermReader.WordForms {

    private static final String LEXICON = "/io/depesche/enrich/lang/de-en/news-words.tsv";

    private final GermanWords german;
    private final Map<String, List<TermReader.Form>> translations = new HashMap<>();

    /** Reads the lexicon; {@code german} finds the base forms by which it is used. */
    GermanInEnglish(GermanWords german) {
        this.german = german;
        try (InputStream file = GermanInEnglish.class.getResourceAsStream(LEXICON)) {
            if (file == null) {
                throw new IllegalStateException("%s is not on the class path".formatted(LEXICON));
            }
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(line -> translations.putIfAbsent(line[0].toLowerCase(Locale.ROOT), formsOf(line[1])));
        } catch (IOException e) {
            throw new UncheckedIOException("%s is damaged".formatted(LEXICON), e);
        }
    }

    private static List<TermReader.Form> formsOf(String english) {
        String[] senses = english.split("\\|");
        List<TermReader.Form> forms = new ArrayList<>();
        for (String sense : senses) {
            String[] words = sense.split("[ -]");
            for (String word : words) {
                int count = Math.max(1, TermReader.WHOLE / senses.length / words.length);
                forms.add(new TermReader.Form(TermReader.hash(EnglishWords.baseOf(word)), count));
            }
        }
        return forms;
    }

    @Override
    public List<TermReader.Form> of(String word) {
        GermanWords.Analysis analysis = german.analyse(word);
        List<TermReader.Form> whole = translations.get(analysis.base());
        if (whole != null) {
            return whole;
        }
        List<TermReader.Form> parts = new ArrayList<>();
        for (String part : analysis.parts()) {
            parts.addAll(translations.getOrDefault(part, List.of()));
        }
        return parts.isEmpty() ? List.of(TermReader.Form.whole(EnglishWords.baseOf(analysis.base()))) : parts;
    }
}
