package io.depesche.enrich.step.language;

import io.depesche.contracts.record.Language;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Detects the language of headline and body by Apache OpenNLP's character n-gram model, among the languages of European news.
 * Text too short to tell by is taken to be in the language that the outlet declares.
 */
public final class LanguageStep implements Step {

    /** ISO 639-3, as the model names languages, to BCP 47. Dialects written in German news count as German. */
    private static final Map<String, String> LANGUAGES = Map.ofEntries(
            Map.entry("deu", "de"),
            Map.entry("bar", "de"),
            Map.entry("gsw", "de"),
            Map.entry("nds", "de"),
            Map.entry("eng", "en"),
            Map.entry("fra", "fr"),
            Map.entry("spa", "es"),
            Map.entry("ita", "it"),
            Map.entry("por", "pt"),
            Map.entry("nld", "nl"),
            Map.entry("dan", "da"),
            Map.entry("swe", "sv"),
            Map.entry("nob", "nb"),
            Map.entry("nno", "nn"),
            Map.entry("fin", "fi"),
            Map.entry("isl", "is"),
            Map.entry("pol", "pl"),
            Map.entry("ces", "cs"),
            Map.entry("slk", "sk"),
            Map.entry("slv", "sl"),
            Map.entry("hrv", "hr"),
            Map.entry("srp", "sr"),
            Map.entry("bul", "bg"),
            Map.entry("mkd", "mk"),
            Map.entry("hun", "hu"),
            Map.entry("ron", "ro"),
            Map.entry("ell", "el"),
            Map.entry("tur", "tr"),
            Map.entry("rus", "ru"),
            Map.entry("ukr", "uk"),
            Map.entry("bel", "be"),
            Map.entry("est", "et"),
            Map.entry("lav", "lv"),
            Map.entry("lit", "lt"),
            Map.entry("sqi", "sq"),
            Map.entry("cat", "ca"),
            Map.entry("eus", "eu"),
            Map.entry("glg", "gl"),
            Map.entry("ara", "ar"),
            Map.entry("heb", "he"),
            Map.entry("pes", "fa"),
            Map.entry("hin", "hi"),
            Map.entry("cmn", "zh"),
            Map.entry("jpn", "ja"),
            Map.entry("kor", "ko"),
            Map.entry("vie", "vi"));

    /** More text than this makes no detection surer, only slower. */
    private static final int ENOUGH_CHARACTERS = 2_000;

    /** Below this many letters n-grams guess. */
    private static final int LEAST_LETTERS = 12;

    private static final Language UNKNOWN = new Language("und", 0.0);

    /** Loaded when the first text wants it, which takes about a second, and then shared. */
    private static final class Loaded {

        static final LanguageDetectorModel MODEL = load();

        private static LanguageDetectorModel load() {
            try (InputStream file = LanguageDetectorModel.class.getResourceAsStream("/langdetect-183.bin")) {
                if (file == null) {
                    throw new IllegalStateException(
                            "langdetect-183.bin of opennlp-models-langdetect is not on the class path");
                }
                return new LanguageDetectorModel(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public String name() {
        return "language";
    }

    @Override
    public String version() {
        return "opennlp-langdetect-183";
    }

    @Override
    public Tags apply(ArticleText text, Tags soFar) {
        String sample = sampleOf(text);
        boolean tooShort = sample.codePoints()
                        .filter(Character::isLetter)
                        .limit(LEAST_LETTERS)
                        .count()
                < LEAST_LETTERS;
        return soFar.withLanguage(tooShort ? declared(text) : detect(sample));
    }

    private static String sampleOf(ArticleText text) {
        String all = text.headline() + "\n" + text.lead() + "\n" + text.body();
        if (all.length() <= ENOUGH_CHARACTERS) {
            return all;
        }
        int end = all.offsetByCodePoints(0, Math.min(ENOUGH_CHARACTERS, all.codePointCount(0, all.length())));
        return all.substring(0, end);
    }

    private static Language declared(ArticleText text) {
        return text.languageDeclared().map(tag -> new Language(tag, 0.0)).orElse(UNKNOWN);
    }

    private Language detect(String sample) {
        double known = 0;
        double best = 0;
        String tag = UNKNOWN.getTag();
        // The detector keeps state between calls, so each call has its own.
        for (var guess : new LanguageDetectorME(Loaded.MODEL).predictLanguages(sample)) {
            String candidate = LANGUAGES.get(guess.getLang());
            if (candidate != null) {
                known += guess.getConfidence();
                if (guess.getConfidence() > best) {
                    best = guess.getConfidence();
                    tag = candidate;
                }
            }
        }
        return known == 0 ? UNKNOWN : new Language(tag, Math.round(best / known * 1000) / 1000.0);
    }
}
