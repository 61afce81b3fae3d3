package io.depesche.enrich.step.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.Quote;
import io.depesche.enrich.step.Pace;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every text, however odd. */
class QuoteStepPropertyTest {

    @Property
    void everyQuotationQuotesTheText(@ForAll("texts") String text, @ForAll("languages") String language) {
        assertThat(Quotes.in(text, language)).allSatisfy(quote -> assertThat(
                        new TextSpan(quote.getStart(), quote.getEnd(), quote.getExact()).quotes(text))
                .isTrue());
    }

    @Property
    void quotationsStandInReadingOrderAndDoNotOverlap(
            @ForAll("texts") String text, @ForAll("languages") String language) {
        int end = 0;
        for (Quote quote : Quotes.in(text, language)) {
            assertThat(quote.getStart()).isGreaterThan(end);
            assertThat(quote.getExact()).doesNotContain("\n");
            end = quote.getEnd();
        }
    }

    @Property
    void theSameTextGivesTheSameQuotations(@ForAll("texts") String text, @ForAll("languages") String language) {
        assertThat(Quotes.in(text, language)).isEqualTo(Quotes.in(text, language));
    }

    @Property
    void arbitraryCharactersAreNoError(@ForAll String text, @ForAll("languages") String language) {
        assertThat(Quotes.in(text, language))
                .allSatisfy(quote -> assertThat(quote.getExact()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "„",
                "“",
                "'",
                "„a“",
                "\"a b c d\" ",
                "“I will go,” Anna Schwarz said. ",
                "„ich bin da“, ",
                "„ich bin da\n",
                "er sagte ",
                "Anna Schwarz "
            })
    void timeGrowsWithTheLength(String part) {
        for (String language : List.of("de", "en")) {
            Pace.assertLinear(part, text -> Quotes.in(text, language));
        }
    }

    @Provide
    Arbitrary<String> languages() {
        return Arbitraries.of("de", "en", "fr");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(30).map(pieces -> String.join("", pieces));
    }

    private static final List<String> PIECES = List.of(
            " ",
            " ",
            " ",
            " ",
            " ",
            "\n",
            "\n\n",
            "\u00a0",
            ".",
            ",",
            ":",
            "?",
            "(",
            ")",
            "„",
            "“",
            "”",
            "»",
            "«",
            "\"",
            "‚",
            "‘",
            "’",
            "'",
            "›",
            "‹",
            "🕰",
            "Anna Schwarz",
            "Max Braun",
            "Hafenwerk",
            "sagte",
            "so",
            "laut",
            "Das",
            "er",
            "sie",
            "said",
            "told",
            "according to",
            "he",
            "she",
            "der",
            "von",
            "wir bauen die Brücke",
            "it was a mistake",
            "Film",
            "ich bin da");
}
