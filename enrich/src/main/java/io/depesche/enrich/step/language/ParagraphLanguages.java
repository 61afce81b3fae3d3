package io.depesche.enrich.step.language;

import io.depesche.contracts.record.Language;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Parts a text by the languages of its paragraphs: an article may quote at length, or stand twice, in another language. A paragraph
 * counts as the article's language unless it is surely in another one.
 */
public final class ParagraphLanguages {

    /** Letters that a paragraph needs to be surely in another language. */
    private static final int LEAST_LETTERS = 60;

    private static final double SURE = 0.95;

    private final LanguageDetector detector = new LanguageDetector();

    /**
     * The text once for the article's language, which comes first, and once for each other wanted language that a paragraph is in. Each
     * time the paragraphs in other languages are blank, so that what is found keeps its place: the length stays the same, and so do
     * the line breaks.
     *
     * @param language the article's language, as the first part of a BCP 47 tag
     */
    public Map<String, String> part(String text, String language, Collection<String> wanted) {
        Map<String, StringBuilder> parts = new LinkedHashMap<>();
        parts.put(language, new StringBuilder(text));
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String other = languageOf(text.substring(start, end), language);
            if (!other.equals(language)) {
                blank(parts.get(language), start, end);
                if (wanted.contains(other)) {
                    parts.computeIfAbsent(other, unseen -> blankCopy(text))
                            .replace(start, end, text.substring(start, end));
                }
            }
            start = end + 1;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        parts.forEach((tag, part) -> texts.put(tag, part.toString()));
        return texts;
    }

    private String languageOf(String paragraph, String language) {
        if (paragraph
                        .codePoints()
                        .filter(Character::isLetter)
                        .limit(LEAST_LETTERS)
                        .count()
                < LEAST_LETTERS) {
            return language;
        }
        Language detected = detector.detect(paragraph, Optional.of(language));
        return detected.getConfidence() >= SURE ? detected.getTag() : language;
    }

    private static StringBuilder blankCopy(String text) {
        StringBuilder copy = new StringBuilder(text);
        blank(copy, 0, text.length());
        return copy;
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int at = start; at < end; at++) {
            if (text.charAt(at) != '\n') {
                text.setCharAt(at, ' ');
            }
        }
    }
}
