package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameRulesTest {

    private final NameHeads heads =
            new NameHeads(Set.of("LOCATION stadion brücke", "EVENT krieg", "OTHER preis"), true);
    private final NameRules rules = new NameRules(heads);
    private final OtherThings otherThings = new OtherThings(heads);

    private static Sentence sentence(String text) {
        return new Tokenizer(Set.of()).sentencesOf(text).get(0);
    }

    private static NameSpan name(Sentence sentence, int first, int last, EntityType type) {
        return NameReader.whole(sentence, 0, first, last, type, MentionKind.NAME)
                .orElseThrow();
    }

    private List<String> applied(String text, NameSpan... names) {
        return rules.applied(sentence(text), 0, List.of(names)).stream()
                .map(name -> name.type() + " " + name.exact())
                .toList();
    }

    @Test
    void aParticleHoldsAPersonsNameTogether() {
        String text = "Omar bin Said kam";
        Sentence sentence = sentence(text);
        assertThat(applied(text, name(sentence, 0, 0, EntityType.PERSON), name(sentence, 2, 2, EntityType.PERSON)))
                .containsExactly("PERSON Omar bin Said");
    }

    @Test
    void anAndHoldsNothingTogether() {
        String text = "Omar und Said kamen";
        Sentence sentence = sentence(text);
        assertThat(applied(text, name(sentence, 0, 0, EntityType.PERSON), name(sentence, 2, 2, EntityType.PERSON)))
                .containsExactly("PERSON Omar", "PERSON Said");
    }

    @Test
    void aLandformBelongsToItsName() {
        String text = "im Golf von Nordland";
        assertThat(applied(text, name(sentence(text), 3, 3, EntityType.LOCATION)))
                .containsExactly("LOCATION Golf von Nordland");
    }

    @Test
    void theHeadTellsTheType() {
        String text = "das Nordstadion und die Emil Lund Brücke";
        Sentence sentence = sentence(text);
        assertThat(applied(
                        text,
                        name(sentence, 1, 1, EntityType.ORGANIZATION),
                        name(sentence, 4, 6, EntityType.ORGANIZATION)))
                .containsExactly("LOCATION Nordstadion", "LOCATION Emil Lund Brücke");
    }

    @Test
    void aPersonIsNoHead() {
        String text = "Ida Brücke kam";
        assertThat(applied(text, name(sentence(text), 0, 1, EntityType.PERSON))).containsExactly("PERSON Ida Brücke");
    }

    @Test
    void otherThingsAreToldApart() {
        String text = "Der „Kalte Wind“ im Erbfolgekrieg, das Gerät X20 und der Kalte Wind";
        Sentence sentence = sentence(text);
        TaggedText tagged = new TaggedText(
                text,
                List.of(sentence),
                List.of(
                        name(sentence, 2, 3, EntityType.OTHER),
                        name(sentence, 6, 6, EntityType.OTHER),
                        name(sentence, 10, 10, EntityType.OTHER),
                        name(sentence, 13, 14, EntityType.OTHER)));
        assertThat(otherThings.toldApart(List.of(tagged)).get(0).names())
                .extracting(name -> name.type() + " " + name.exact())
                .containsExactly("PRODUCT Kalte Wind", "EVENT Erbfolgekrieg", "PRODUCT X20", "PRODUCT Kalte Wind");
    }
}
