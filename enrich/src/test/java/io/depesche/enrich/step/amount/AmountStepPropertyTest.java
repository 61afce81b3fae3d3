package io.depesche.enrich.step.amount;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Pace;
import io.depesche.enrich.step.Tags;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every text, however odd. */
class AmountStepPropertyTest {

    @Property
    void everyAmountQuotesTheText(@ForAll("texts") String text, @ForAll("languages") String language) {
        assertThat(Amounts.in(text, language)).allSatisfy(amount -> {
            assertThat(new TextSpan(amount.getStart(), amount.getEnd(), amount.getExact()).quotes(text))
                    .isTrue();
            assertThat(amount.getValue()).isFinite();
            assertThat(amount.getUnit()).isNotEmpty();
        });
    }

    @Property
    void amountsStandInReadingOrderAndOverlapNeitherEachOtherNorDates(
            @ForAll("texts") String text, @ForAll("languages") String language) {
        Tags tags = Amounts.tagsOf(text, language);
        int end = 0;
        for (Amount amount : tags.amounts()) {
            assertThat(amount.getStart()).isGreaterThanOrEqualTo(end);
            end = amount.getEnd();
            assertThat(tags.dates())
                    .noneMatch(date -> date.getStart() < amount.getEnd() && amount.getStart() < date.getEnd());
        }
    }

    @Property
    void theSameTextGivesTheSameAmounts(@ForAll("texts") String text, @ForAll("languages") String language) {
        assertThat(Amounts.in(text, language)).isEqualTo(Amounts.in(text, language));
    }

    @Property
    void arbitraryCharactersAreNoError(@ForAll String text, @ForAll("languages") String language) {
        assertThat(Amounts.in(text, language))
                .allSatisfy(amount -> assertThat(amount.getExact()).isNotEmpty());
    }

    @Example
    void noNumberAndNoNounIsTakenOutOfAName() {
        String text = "Die Drei Fragezeichen sahen zwei Menschen.";
        Entity name = new Entity(
                "x",
                "Drei Fragezeichen",
                EntityType.OTHER,
                0.5,
                List.of(new Mention(Field.BODY, 4, 21, "Drei Fragezeichen", MentionKind.NAME)));
        Tags known = Tags.NONE.withLanguage(new Language("de", 1.0)).withEntities(List.of(name));
        ArticleText article = new ArticleText("", "", text, Optional.empty(), Optional.empty(), false);

        assertThat(new AmountStep().apply(article, known).amounts())
                .extracting(Amount::getExact)
                .containsExactly("zwei Menschen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.",
                "1 ",
                "000 ",
                "1'000",
                "9-",
                "zwei ",
                "hundert",
                "one hundred ",
                "half a ",
                "2 bis ",
                "zwei und ",
                "5 Menschen und ",
                "5 Menschen, darunter ",
                "€",
                "3 schwer "
            })
    void timeGrowsWithTheLength(String part) {
        for (String language : List.of("de", "en")) {
            Pace.assertLinear(part, text -> Amounts.in(text, language));
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
            " ",
            ".",
            ",",
            "-",
            "–",
            "/",
            ":",
            "(",
            "'",
            "\n",
            "🕰",
            "€",
            "$",
            "%",
            "°C",
            "0",
            "1",
            "3",
            "12",
            "000",
            "250",
            "2024",
            "1.250,5",
            "1,250.5",
            "5m",
            "20bn",
            "500kg",
            "10-15",
            "9999999999999999",
            "drei",
            "zwei",
            "zweiundzwanzig",
            "eine",
            "halbe",
            "Million",
            "Mrd.",
            "Dutzend",
            "Drittel",
            "die Hälfte",
            "mehr als",
            "rund",
            "bis",
            "zwischen",
            "und",
            "Menschen",
            "Verletzte",
            "Tote",
            "Männer",
            "wurden",
            "getötet",
            "verletzt",
            "Euro",
            "Prozent",
            "Grad",
            "Jahre",
            "Mai",
            "schwer",
            "Berliner",
            "five",
            "hundred",
            "thousand",
            "a",
            "half",
            "dozen",
            "people",
            "men",
            "killed",
            "were",
            "injured",
            "police officers",
            "miles",
            "per cent",
            "third",
            "of",
            "or more",
            "to",
            "between",
            "and",
            "including",
            "death toll",
            "Zahl der",
            "darunter");
}
