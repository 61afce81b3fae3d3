package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GermanWordsTest {

    private final GermanWords words = new GermanWords();
    private final GermanInEnglish english = new GermanInEnglish(words);

    @Test
    void inflectedFormsHaveOneBase() {
        assertThat(words.analyse("Häuser").base()).isEqualTo("haus");
        assertThat(words.analyse("ging").base())
                .isEqualTo(words.analyse("gehen").base());
        assertThat(words.analyse("HÄUSER").base()).isEqualTo("haus");
    }

    @Test
    void compoundsHaveTheirParts() {
        assertThat(words.analyse("Werksschließungen").parts()).containsExactly("werk", "schließung");
        assertThat(words.analyse("Waldbrände").parts()).containsExactly("wald", "brand");
        assertThat(words.analyse("Haus").parts()).isEmpty();
        assertThat(words.analyse("X".repeat(50)).parts()).isEmpty();
    }

    @Test
    void unknownNamesLoseTheirGenitive() {
        assertThat(words.analyse("Xaverhofens").base()).isEqualTo("xaverhofen");
    }

    @Test
    void aPartCountsLessThanTheWord() {
        assertThat(words.of("Werksschließung"))
                .containsExactly(
                        TermReader.Form.whole("werksschließung"),
                        TermReader.Form.part("werk"),
                        TermReader.Form.part("schließung"));
    }

    @Test
    void translatedWordsAreTheTermsOfTheirEnglishOnes() {
        assertThat(english.of("Feuerwehr")).extracting(TermReader.Form::term).contains(termOf("fire"));
        assertThat(english.of("Erdbeben")).extracting(TermReader.Form::term).contains(termOf("earthquake"));
    }

    @Test
    void aCompoundThatIsNotListedIsReadByItsParts() {
        assertThat(english.of("Erdbebenhilfe"))
                .extracting(TermReader.Form::term)
                .contains(termOf("earthquake"));
    }

    @Test
    void namesStandForThemselves() {
        assertThat(english.of("Göttingen")).isEqualTo(List.of(TermReader.Form.whole(EnglishWords.baseOf("göttingen"))));
    }

    private static int termOf(String english) {
        return TermReader.hash(EnglishWords.baseOf(english));
    }
}
