package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenizerTest {

    private final Tokenizer tokenizer = new Tokenizer(Set.of("dr", "inc"));

    private List<String> sentences(String text) {
        return tokenizer.sentencesOf(text).stream().map(Sentence::toString).toList();
    }

    @Test
    void endsNoSentenceAtAnOrdinal() {
        assertThat(sentences("Am 3. Mai kam sie. Dann ging er."))
                .containsExactly("Am 3 . Mai kam sie .", "Dann ging er .");
    }

    @Test
    void endsASentenceAfterAYear() {
        assertThat(sentences("Das war 2019. Heute ist alles anders.")).hasSize(2);
    }

    @Test
    void endsNoSentenceAtAnAbbreviationOrInitial() {
        assertThat(sentences("Dr. Klein traf J. R. Braun von Acme Inc. in den U.S. am Abend."))
                .containsExactly("Dr. Klein traf J. R. Braun von Acme Inc. in den U.S. am Abend .");
    }

    @Test
    void takesClosingQuotesIntoTheSentence() {
        assertThat(sentences("„Wir kommen.“ Dann kamen sie.")).containsExactly("„ Wir kommen . “", "Dann kamen sie .");
    }

    @Test
    void endsASentenceAtALineBreak() {
        assertThat(sentences("Neue Brücke\nHamburg freut sich")).containsExactly("Neue Brücke", "Hamburg freut sich");
    }

    @Test
    void keepsAHyphenCompoundWhole() {
        assertThat(sentences("die SPD-Chefin und Nord- und Ostsee"))
                .containsExactly("die SPD-Chefin und Nord - und Ostsee");
    }

    @Test
    void setsAnEnglishPossessiveApart() {
        assertThat(sentences("Acme's chips and O'Neill’s plan")).containsExactly("Acme 's chips and O'Neill ’s plan");
    }

    @Test
    void keepsNumbersAndAmpersandNamesWhole() {
        assertThat(sentences("S&P stieg um 3,5 auf 1.200 bis 14:30 Uhr"))
                .containsExactly("S&P stieg um 3,5 auf 1.200 bis 14:30 Uhr");
    }

    @Test
    void cutsASentenceThatHasNoEnd() {
        assertThat(tokenizer.sentencesOf("Wort ".repeat(1_000)))
                .allSatisfy(sentence -> assertThat(sentence.size()).isLessThanOrEqualTo(Tokenizer.MOST_TOKENS));
    }

    @Property
    void tokensQuoteTheTextInOrderAndLeaveNoVisibleSignOut(@ForAll String text) {
        int at = 0;
        for (Sentence sentence : tokenizer.sentencesOf(text)) {
            for (int token = 0; token < sentence.size(); token++) {
                assertThat(sentence.start(token)).isGreaterThanOrEqualTo(at);
                assertThat(sentence.end(token)).isGreaterThan(sentence.start(token));
                assertThat(text.substring(sentence.start(token), sentence.end(token)))
                        .isEqualTo(sentence.word(token));
                assertThat(text.substring(at, sentence.start(token)).chars().noneMatch(Character::isLetterOrDigit))
                        .isTrue();
                at = sentence.end(token);
            }
        }
        assertThat(text.substring(at).chars().noneMatch(Character::isLetterOrDigit))
                .isTrue();
    }
}
