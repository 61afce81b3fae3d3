package io.depesche.enrich.step.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ParagraphLanguagesTest {

    private static final ParagraphLanguages PARAGRAPHS = new ParagraphLanguages();

    private static final Set<String> WANTED = Set.of("de", "en");

    private static final String GERMAN =
            "Der Stadtrat hat am Mittwoch über den Neubau der Brücke beraten und alles vertagt.";

    private static final String ENGLISH =
            "The council discussed the new bridge on Wednesday and put off its decision to May.";

    @Test
    void keepsATextOfOneLanguageWhole() {
        assertThat(PARAGRAPHS.part(GERMAN + "\n\n" + GERMAN, "de", WANTED))
                .isEqualTo(Map.of("de", GERMAN + "\n\n" + GERMAN));
    }

    @Test
    void blanksParagraphsInOtherLanguagesAndKeepsPlaces() {
        Map<String, String> parts = PARAGRAPHS.part(GERMAN + "\n\n" + ENGLISH + "\n\n" + GERMAN, "de", WANTED);

        assertThat(parts.keySet()).containsExactly("de", "en");
        assertThat(parts.get("de")).isEqualTo(GERMAN + "\n\n" + " ".repeat(ENGLISH.length()) + "\n\n" + GERMAN);
        assertThat(parts.get("en"))
                .isEqualTo(" ".repeat(GERMAN.length()) + "\n\n" + ENGLISH + "\n\n" + " ".repeat(GERMAN.length()));
    }

    @Test
    void leavesOutLanguagesThatNobodyWants() {
        String french = "Le conseil municipal a discuté mercredi du nouveau pont et a reporté sa décision à l'automne.";

        assertThat(PARAGRAPHS.part(GERMAN + "\n" + french, "de", WANTED))
                .isEqualTo(Map.of("de", GERMAN + "\n" + " ".repeat(french.length())));
    }

    @Test
    void believesTheArticleForAFewWords() {
        String text = GERMAN + "\n\nMake love, not war, said Jane.";

        assertThat(PARAGRAPHS.part(text, "de", WANTED)).isEqualTo(Map.of("de", text));
    }

    @Property
    void partsFitTogether(@ForAll String text) {
        assertThat(PARAGRAPHS.part(text, "de", WANTED).values()).allSatisfy(part -> {
            assertThat(part).hasSameSizeAs(text);
            for (int at = 0; at < text.length(); at++) {
                assertThat(part.charAt(at)).isIn(text.charAt(at), ' ');
            }
        });
    }
}
