package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameReaderTest {

    private static final int PERSON = Label.of(EntityType.PERSON, Label.BEGIN);
    private static final int PERSON_ON = Label.of(EntityType.PERSON, Label.INSIDE);
    private static final int ORGANIZATION_PART = Label.of(EntityType.ORGANIZATION, Label.PART);
    private static final int PERSON_PART = Label.of(EntityType.PERSON, Label.PART);
    private static final int LOCATION_PART = Label.of(EntityType.LOCATION, Label.PART);
    private static final int LOCATION_DERIVED = Label.of(EntityType.LOCATION, Label.DERIVED);

    private static List<NameSpan> read(String text, int... labels) {
        return NameReader.read(new Tokenizer(Set.of()).sentencesOf(text).get(0), 0, labels);
    }

    @Test
    void aNameRunsFromItsFirstWordToItsLast() {
        assertThat(read("Anna Schwarz kam", PERSON, PERSON_ON, Label.NONE))
                .singleElement()
                .returns("Anna Schwarz", NameSpan::exact)
                .returns(MentionKind.NAME, NameSpan::kind);
    }

    @Test
    void twoNamesOfOneTypeSideBySideStayTwo() {
        assertThat(read("Anna Bernd", PERSON, PERSON))
                .extracting(NameSpan::exact)
                .containsExactly("Anna", "Bernd");
    }

    @Test
    void aCompoundGivesTheNameBeforeItsLastHyphen() {
        assertThat(read("SPD-Chef", ORGANIZATION_PART))
                .singleElement()
                .returns("SPD", NameSpan::exact)
                .returns(MentionKind.PART, NameSpan::kind);
        assertThat(read("Baden-Württemberg-Wahl", LOCATION_PART))
                .extracting(NameSpan::exact)
                .containsExactly("Baden-Württemberg");
    }

    @Test
    void aPrefixDoesNotBelongToTheNameInACompound() {
        assertThat(read("Anti-Trump-Protest", PERSON_PART)).singleElement().satisfies(name -> {
            assertThat(name.exact()).isEqualTo("Trump");
            assertThat(name.start()).isEqualTo(5);
        });
    }

    @Test
    void anOfficialBodyIsOneOrganization() {
        assertThat(read("US-Umweltbehörde", ORGANIZATION_PART))
                .singleElement()
                .returns("US-Umweltbehörde", NameSpan::exact)
                .returns(MentionKind.NAME, NameSpan::kind);
        assertThat(read("US-Präsident", ORGANIZATION_PART))
                .singleElement()
                .returns("US", NameSpan::exact)
                .returns(MentionKind.PART, NameSpan::kind);
    }

    @Test
    void aClosedCompoundGivesNoName() {
        assertThat(read("Bundesligaspiel", ORGANIZATION_PART)).isEmpty();
    }

    @Test
    void aDerivedWordIsAMentionByItself() {
        assertThat(read("die deutsche Wirtschaft", Label.NONE, LOCATION_DERIVED, Label.NONE))
                .singleElement()
                .returns("deutsche", NameSpan::exact)
                .returns(MentionKind.DERIVED, NameSpan::kind);
    }

    @Test
    void anAdjectiveIsDerivedEvenIfTheTaggerTakesItForAName() {
        assertThat(read("chinesischen", Label.of(EntityType.LOCATION, Label.BEGIN)))
                .singleElement()
                .returns(MentionKind.DERIVED, NameSpan::kind);
    }

    @Test
    void aSignIsNoName() {
        assertThat(read("$ 5", Label.of(EntityType.OTHER, Label.BEGIN), Label.NONE))
                .isEmpty();
    }
}
