package io.depesche.enrich.step.language;

import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;

/**
 * Detects the language of headline, lead and the body's start. The language that the outlet declares is believed only where the text
 * leaves it open, and taken as it is where there is too little text to tell by.
 */
public final class LanguageStep implements Step {

    private final LanguageDetector detector = new LanguageDetector();

    @Override
    public String name() {
        return "language";
    }

    @Override
    public String version() {
        return "ngrams-1";
    }

    @Override
    public Tags apply(ArticleText text, Tags soFar) {
        return soFar.withLanguage(
                detector.detect(text.headline() + "\n" + text.lead() + "\n" + text.body(), text.languageDeclared()));
    }
}
