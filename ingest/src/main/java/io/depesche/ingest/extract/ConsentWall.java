package io.depesche.ingest.extract;

import java.util.List;
import java.util.Locale;

/** Tells the text of a consent wall, which some outlets serve instead of the article, from an article. */
final class ConsentWall {

    private static final List<String> WORDS = List.of(
            "cookie",
            "einwillig",
            "zustimm",
            "consent",
            "datenschutz",
            "privacy",
            "tracking",
            "personenbezogen",
            "personal data",
            "partner",
            "werbefrei");
    /** An article about consent is longer than the wall that asks for it. */
    private static final int LONGEST = 4_000;

    private ConsentWall() {}

    /** Whether four in five characters stand in paragraphs that speak of consent, in at least three different words. */
    static boolean is(Body body) {
        if (body.length() == 0 || body.length() > LONGEST) {
            return false;
        }
        int about = 0;
        long words = WORDS.stream()
                .filter(word -> body.paragraphs().stream()
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word)))
                .count();
        for (String paragraph : body.paragraphs()) {
            String lower = paragraph.toLowerCase(Locale.ROOT);
            about += WORDS.stream().anyMatch(lower::contains) ? paragraph.length() : 0;
        }
        return words >= 3 && about * 5 >= body.length() * 4;
    }
}
