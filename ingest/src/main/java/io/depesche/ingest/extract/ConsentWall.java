package io.depesche.ingest.extract;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
        List<String> paragraphs = body.paragraphs().stream()
                .map(paragraph -> paragraph.toLowerCase(Locale.ROOT))
                .toList();
        int about = 0;
        Set<String> words = new HashSet<>();
        for (int index = 0; index < paragraphs.size(); index++) {
            List<String> spoken =
                    WORDS.stream().filter(paragraphs.get(index)::contains).toList();
            words.addAll(spoken);
            about += spoken.isEmpty() ? 0 : body.paragraphs().get(index).length();
        }
        return words.size() >= 3 && about * 5 >= body.length() * 4;
    }
}
