package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WordTraitsTest {

    private final WordTraits german = new GermanDictionary();
    private final WordTraits english = new EnglishDictionary(WordTable.of(Map.of(
            "minister", EnglishDictionary.PERSON, "city", EnglishDictionary.PLACE, "hope", EnglishDictionary.VERB)));

    @Test
    void germanNounsAndNamesAreToldApart() {
        assertThat(german.of("Minister").bits()).isEqualTo(GermanDictionary.NOUN | GermanDictionary.MASCULINE);
        assertThat(german.of("Berlin").bits()).isEqualTo(GermanDictionary.TOWN);
        assertThat(german.of("Frankreich").bits() & GermanDictionary.COUNTRY).isNotZero();
        assertThat(german.of("Anna").bits() & GermanDictionary.FORENAME).isNotZero();
        assertThat(german.of("Zyxwald").bits()).isEqualTo(GermanDictionary.UNKNOWN);
    }

    @Test
    void aVerbAtASentencesStartIsKnownByItsSmallLetters() {
        assertThat(german.of("Gehen").lowerBits() & GermanDictionary.VERB).isNotZero();
    }

    @Test
    void anUnknownCompoundIsKnownByItsHead() {
        WordTraits.Found found = german.of("Nordpolminister");
        assertThat(found.bits()).isEqualTo(GermanDictionary.UNKNOWN);
        assertThat(found.head()).isEqualTo("Minister");
        assertThat(found.headBits() & GermanDictionary.NOUN).isNotZero();
    }

    @Test
    void anUnknownGenitiveIsKnownByItsName() {
        int bits = german.of("Frankreichs").bits();
        assertThat(bits & GermanDictionary.COUNTRY).isNotZero();
    }

    @Test
    void englishFormsAreKnownByTheirBaseForms() {
        assertThat(english.of("Ministers").bits()).isEqualTo(EnglishDictionary.PERSON);
        assertThat(english.of("cities").bits()).isEqualTo(EnglishDictionary.PLACE);
        assertThat(english.of("hoping").bits()).isEqualTo(EnglishDictionary.VERB);
        assertThat(english.of("Zyxwald").bits()).isEqualTo(EnglishDictionary.UNKNOWN);
    }

    @Test
    void signsAndNumbersAreNoWords() {
        for (WordTraits dictionary : new WordTraits[] {german, english}) {
            assertThat(dictionary.of("")).isEqualTo(WordTraits.Found.NOTHING);
            assertThat(dictionary.of("2026")).isEqualTo(WordTraits.Found.NOTHING);
            assertThat(dictionary.of("„")).isEqualTo(WordTraits.Found.NOTHING);
        }
    }
}
