package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentPassTest {

    private final DocumentPass pass =
            new DocumentPass(new NeverNames(Set.of("mai", "montag"), Set.of("kanzlerin", "prime minister")), true);

    /** A text in which the tagger found names: each with its type, as the first place where it stands after the one before. */
    private static TaggedText text(String text, Object... namesAndTypes) {
        List<Sentence> sentences = new Tokenizer(Set.of()).sentencesOf(text);
        List<NameSpan> names = new ArrayList<>();
        int from = 0;
        for (int index = 0; index < namesAndTypes.length; index += 2) {
            int start = text.indexOf((String) namesAndTypes[index], from);
            from = start + ((String) namesAndTypes[index]).length();
            names.add(spanAt(sentences, start, from, (EntityType) namesAndTypes[index + 1]));
        }
        return new TaggedText(text, sentences, names);
    }

    private static NameSpan spanAt(List<Sentence> sentences, int start, int end, EntityType type) {
        for (int number = 0; number < sentences.size(); number++) {
            Sentence sentence = sentences.get(number);
            for (int first = 0; first < sentence.size(); first++) {
                for (int last = first; last < sentence.size(); last++) {
                    if (sentence.start(first) == start && sentence.end(last) == end) {
                        return NameReader.whole(sentence, number, first, last, type, MentionKind.NAME)
                                .orElseThrow();
                    }
                }
            }
        }
        throw new IllegalArgumentException("no tokens from %d to %d".formatted(start, end));
    }

    private List<String> agreed(TaggedText... fields) {
        return pass.agree(List.of(fields)).stream()
                .flatMap(field -> field.names().stream().sorted(Comparator.comparingInt(NameSpan::start)))
                .map(name -> name.exact() + "/" + name.type())
                .toList();
    }

    @Test
    void aNameTakesTheTypeOfMostOfItsMentions() {
        assertThat(agreed(text(
                        "Solaris baut. Solaris wächst. Solaris schweigt.",
                        "Solaris",
                        EntityType.ORGANIZATION,
                        "Solaris",
                        EntityType.LOCATION,
                        "Solaris",
                        EntityType.ORGANIZATION)))
                .containsExactly("Solaris/ORGANIZATION", "Solaris/ORGANIZATION", "Solaris/ORGANIZATION");
    }

    @Test
    void aNameWithoutAClearReadingStaysAsItIs() {
        assertThat(agreed(text(
                        "Bayern siegt. In Bayern regnet es.",
                        "Bayern",
                        EntityType.ORGANIZATION,
                        "Bayern",
                        EntityType.LOCATION)))
                .containsExactly("Bayern/ORGANIZATION", "Bayern/LOCATION");
    }

    @Test
    void aSurnameIsThePersonNamedInFull() {
        assertThat(agreed(
                        text("Linde tritt ab"),
                        text("Paul Linde geht. Das sagte Linde.", "Paul Linde", EntityType.PERSON)))
                .containsExactly("Linde/PERSON", "Paul Linde/PERSON", "Linde/PERSON");
    }

    @Test
    void aPersonNamedInFullOutweighsOneOtherReadingOfTheSurname() {
        assertThat(agreed(text(
                        "Paul Linde geht. Auch Linde schweigt.",
                        "Paul Linde",
                        EntityType.PERSON,
                        "Linde",
                        EntityType.ORGANIZATION)))
                .containsExactly("Paul Linde/PERSON", "Linde/PERSON");
    }

    @Test
    void aWordThatIsNeverANameIsNoneInFrontOfAHyphenEither() {
        assertThat(agreed(text("Am Montag fehlt die Montag-Ausgabe.", "Montag", EntityType.PERSON)))
                .isEmpty();
    }

    @Test
    void aNameFoundOnceIsFoundInTheHeadlineToo() {
        assertThat(agreed(
                        text("Solaris baut aus"), text("Die Firma Solaris baut.", "Solaris", EntityType.ORGANIZATION)))
                .containsExactly("Solaris/ORGANIZATION", "Solaris/ORGANIZATION");
    }

    @Test
    void aNameIsFoundInFrontOfAHyphenAndWithAGenitive() {
        assertThat(agreed(
                        text("Die Nordbau-Aktie fällt. Nordbaus Chef schweigt."),
                        text("Nordbau wächst.", "Nordbau", EntityType.ORGANIZATION)))
                .containsExactly("Nordbau/ORGANIZATION", "Nordbaus/ORGANIZATION", "Nordbau/ORGANIZATION");
    }

    @Test
    void aWordThatIsMostlyNoNameIsNotMadeOne() {
        assertThat(agreed(
                        text("Die Bank zahlt. Die Bank prüft. Eine Bank wartet."),
                        text("So sagt es Bank.", "Bank", EntityType.ORGANIZATION)))
                .containsExactly("Bank/ORGANIZATION");
    }

    @Test
    void aTitleIsNoPartOfAPersonsName() {
        assertThat(agreed(text("Kanzlerin Anna Grau kam.", "Kanzlerin Anna Grau", EntityType.PERSON)))
                .containsExactly("Anna Grau/PERSON");
        assertThat(agreed(text("Prime Minister Anna Grau came.", "Prime Minister Anna Grau", EntityType.PERSON)))
                .containsExactly("Anna Grau/PERSON");
        assertThat(agreed(text("Die Kanzlerin kam.", "Kanzlerin", EntityType.PERSON)))
                .isEmpty();
    }

    @Test
    void aDayIsNoNameEvenIfTheTaggerSaysSo() {
        assertThat(agreed(text("Am Montag kam sie.", "Montag", EntityType.LOCATION)))
                .isEmpty();
    }

    @Test
    void aMonthIsASurnameOnlyOfAPersonNamedInFull() {
        assertThat(agreed(text("Karl Mai kam. Im Mai war das. Das sagte Mai.", "Karl Mai", EntityType.PERSON)))
                .containsExactly("Karl Mai/PERSON");
        assertThat(agreed(text("Das sagte Mai.", "Mai", EntityType.PERSON))).isEmpty();
        assertThat(agreed(text("Karl Mai kam. Mai sprach.", "Karl Mai", EntityType.PERSON, "Mai", EntityType.PERSON)))
                .containsExactly("Karl Mai/PERSON", "Mai/PERSON");
    }
}
