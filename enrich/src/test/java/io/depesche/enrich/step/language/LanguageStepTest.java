package io.depesche.enrich.step.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Language;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageStepTest {

    private static final LanguageStep STEP = new LanguageStep();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            de | Der Stadtrat hat am Mittwoch über den Neubau der Brücke beraten und die Entscheidung vertagt.
            en | The council discussed the new bridge on Wednesday and put off its decision until the autumn.
            fr | Le conseil municipal a discuté mercredi du nouveau pont et a reporté sa décision à l'automne.
            nl | De gemeenteraad heeft woensdag over de nieuwe brug gesproken en het besluit uitgesteld.
            de | Bürgermeisterin eröffnet neues Hallenbad
            en | Mayor opens new swimming pool in the north of the city
            """)
    void tellsLanguagesApart(String expected, String body) {
        assertThat(detect("", body, Optional.empty()).getTag()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            de | Filmfest Göttingen eröffnet
            de | Batteriespeicher: Tesla plant Fabrik in Brandenburg
            de | Mannheim siegt in Iserlohn
            de | Menschenrechte achten
            en | Five budgeting tips for students
            en | Thoughts on open source licensing
            en | Best online courses in economics
            fr | La fin des trottinettes à Lyon
            nl | Ajax wint in Rotterdam met drie goals
            it | Scossa di terremoto nel Lazio, scuole chiuse
            da | Regeringen vil hæve afgiften på sukker
            pl | Rząd zapowiada nowe podatki od stycznia
            ru | Правительство повысит налоги с января
            ja | 首相、来週にも衆院を解散へ調整と報道
            """)
    void isRightOnHeadlines(String expected, String headline) {
        assertThat(detect(headline, "", Optional.empty()).getTag()).isEqualTo(expected);
    }

    @Test
    void takesTheOutletsWordWhereTheTextLeavesItOpen() {
        String headline = "Restaurant Galaxy Design";

        assertThat(detect(headline, "", Optional.of("de")).getTag()).isEqualTo("de");
        assertThat(detect(headline, "", Optional.of("en-GB")).getTag()).isEqualTo("en");
    }

    @Test
    void saysWhereItKnowsNoSuchLanguage() {
        String zulu = "Abantu bonke bazalwa bekhululekile belingana ngesithunzi nangamalungelo.";

        assertThat(detect("", zulu, Optional.empty())).isEqualTo(new Language("und", 0.0));
        assertThat(detect("", zulu, Optional.of("zu"))).isEqualTo(new Language("zu", 0.0));
    }

    @Property
    void neverFails(@ForAll String text, @ForAll Optional<String> declared) {
        assertThat(detect(text, text, declared).getConfidence()).isBetween(0.0, 1.0);
    }

    @Test
    void believesTheTextRatherThanTheOutlet() {
        Language language = detect(
                "Brücke gesperrt",
                "Wegen eines Unfalls ist die Brücke seit dem Morgen für den Verkehr gesperrt.",
                Optional.of("en"));

        assertThat(language.getTag()).isEqualTo("de");
        assertThat(language.getConfidence()).isPositive();
    }

    @Test
    void takesTheOutletsWordForAFewLetters() {
        assertThat(detect("", "3:2", Optional.of("de")).getTag()).isEqualTo("de");
        assertThat(detect("", "3:2", Optional.empty()).getTag()).isEqualTo("und");
    }

    @Test
    void readsOnlyTheStartOfALongText() {
        String body = "Der Rat berät über die Brücke. ".repeat(100_000) + "\uD83D";

        assertThat(detect("", body, Optional.empty()).getTag()).isEqualTo("de");
    }

    private static Language detect(String headline, String body, Optional<String> declared) {
        return STEP.apply(new ArticleText(headline, "", body, declared, Optional.empty(), false), Tags.NONE)
                .language();
    }
}
