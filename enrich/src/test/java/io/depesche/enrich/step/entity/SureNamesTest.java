package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SureNamesTest {

    private final SureNames names = new SureNames(
            KnownEntities.of(List.of(
                    "wd:Q1\tORGANIZATION\t\t\tNordwerk\tNordwerk\tANordwerk|ANordwerk Energie",
                    "wd:Q2\tPRODUCT\t\t\tGleiter\tGlider\tAGleiter",
                    "gn:3\tLOCATION\t\t\tSingen\tSingen\tASingen",
                    "wd:Q4\tORGANIZATION\t\tkonzern\tLinde\tLinde\tBLinde")),
            true);

    private List<String> completed(String text, NameSpan... known) {
        Sentence sentence = new Tokenizer(Set.of()).sentencesOf(text).get(0);
        return names.completed(sentence, 0, List.of(known)).stream()
                .map(name -> name.type() + " " + name.exact())
                .toList();
    }

    private static NameSpan name(String text, int first, int last, EntityType type) {
        return NameReader.whole(
                        new Tokenizer(Set.of()).sentencesOf(text).get(0), 0, first, last, type, MentionKind.NAME)
                .orElseThrow();
    }

    @Test
    void addsWhatTheTaggerMissed() {
        assertThat(completed("Heute baut Nordwerk aus")).containsExactly("ORGANIZATION Nordwerk");
        assertThat(completed("Nordwerks Chef geht")).containsExactly("ORGANIZATION Nordwerks");
    }

    @Test
    void takesTheLongestNameAndItsType() {
        String text = "Heute baut Nordwerk Energie aus";
        assertThat(completed(text, name(text, 2, 2, EntityType.PERSON)))
                .containsExactly("ORGANIZATION Nordwerk Energie");
    }

    @Test
    void leavesALongerNameOfTheTagger() {
        String text = "Die Nordwerk Stiftung Bremen gibt";
        assertThat(completed(text, name(text, 1, 3, EntityType.ORGANIZATION)))
                .containsExactly("ORGANIZATION Nordwerk Stiftung Bremen");
    }

    @Test
    void cutsAGenitiveFromWhatFollowsIt() {
        String text = "Es nutzt Nordwerks Software";
        assertThat(completed(text, name(text, 2, 3, EntityType.ORGANIZATION)))
                .containsExactly("ORGANIZATION Nordwerks");
    }

    @Test
    void findsAKnownNameInACompoundAndOneWithAWordOfItsTrade() {
        assertThat(completed("Die Nordwerk-Aktie")).containsExactly("ORGANIZATION Nordwerk");
        assertThat(completed("Die Linde ist alt")).isEmpty();
        assertThat(completed("Der Konzern Linde ist alt")).containsExactly("ORGANIZATION Linde");
    }

    @Test
    void aProductIsAmongOtherThingsAsForTheModel() {
        assertThat(completed("Der neue Gleiter fliegt")).containsExactly("OTHER Gleiter");
    }

    @Test
    void leavesCitiesAndUncertainNamesToTheTagger() {
        assertThat(completed("Das Singen unter der Linde")).isEmpty();
    }
}
