package io.depesche.enrich.step.language;

import io.depesche.contracts.record.Language;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells the language of a text, also of a headline, by its n-grams. German and English are a little more likely than others to
 * begin with, and so is the language that the outlet declares: in a few words this decides, in a paragraph it does not matter.
 */
public final class LanguageDetector {

    /** More text than this makes no detection surer, only slower. */
    private static final int ENOUGH_CHARACTERS = 2_000;

    /** Below this many letters n-grams guess. */
    private static final int LEAST_LETTERS = 12;

    /** N-grams of a language that the table holds score more than this in the mean, those of other languages less. */
    private static final int LEAST_MEAN = 25;

    /** What is added to the scores, which are divided by the root of the number of n-grams. Chosen on development headlines. */
    private static final double GERMAN = 20;

    private static final double ENGLISH = 10;
    private static final double DECLARED = 20;

    /** How far the best language must lead for a confidence of nearly three quarters. */
    private static final double LEAD = 15;

    /** Loaded when the first text wants it, and then shared. */
    private static final class Loaded {

        static final LanguageModel MODEL = load();

        private static LanguageModel load() {
            try (InputStream file = LanguageModel.class.getResourceAsStream("languages.model")) {
                if (file == null) {
                    throw new IllegalStateException("languages.model is not on the class path");
                }
                return LanguageModel.read(new BufferedInputStream(file, 1 << 16));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The language of a text's first 2,000 characters. Where they cannot tell, it is the declared language with a confidence of 0, or
     * {@code und}. The confidence orders guesses; it is no probability.
     *
     * @param declared the BCP 47 tag that the outlet, or the article around the text, is in
     */
    public Language detect(String text, Optional<String> declared) {
        String sample = startOf(text);
        long letters = sample.codePoints()
                .filter(Character::isLetter)
                .limit(LEAST_LETTERS)
                .count();
        if (letters < LEAST_LETTERS) {
            return unknown(declared);
        }
        long[] ngrams = Ngrams.of(sample);
        int[] scores = Loaded.MODEL.scores(ngrams);
        return best(scores, ngrams.length, declared);
    }

    private static Language best(int[] scores, int ngrams, Optional<String> declared) {
        String primary = declared.map(LanguageDetector::primaryOf).orElse("");
        double root = Math.sqrt(ngrams + 1.0);
        int best = 0;
        double first = -1;
        double second = -1;
        for (int language = 0; language < scores.length; language++) {
            double score = scores[language] / root + priorOf(Loaded.MODEL.tags().get(language), primary);
            if (score > first) {
                second = first;
                first = score;
                best = language;
            } else if (score > second) {
                second = score;
            }
        }
        if (scores[best] < LEAST_MEAN * ngrams) {
            return unknown(declared);
        }
        double confidence = 1 / (1 + Math.exp((second - first) / LEAD));
        return new Language(Loaded.MODEL.tags().get(best), Math.round(confidence * 1000) / 1000.0);
    }

    private static double priorOf(String tag, String declared) {
        double prior = tag.equals("de") ? GERMAN : tag.equals("en") ? ENGLISH : 0;
        return tag.equals(declared) ? prior + DECLARED : prior;
    }

    private static String primaryOf(String tag) {
        String primary = tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return primary.equals("no") || primary.equals("nn") ? "nb" : primary;
    }

    private static Language unknown(Optional<String> declared) {
        return new Language(declared.orElse("und"), 0.0);
    }

    private static String startOf(String text) {
        if (text.length() <= ENOUGH_CHARACTERS) {
            return text;
        }
        int end = ENOUGH_CHARACTERS - (Character.isHighSurrogate(text.charAt(ENOUGH_CHARACTERS - 1)) ? 1 : 0);
        return text.substring(0, end);
    }
}
