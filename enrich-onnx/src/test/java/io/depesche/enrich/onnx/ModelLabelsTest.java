package io.depesche.enrich.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.step.entity.NameFinder.FoundName;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelLabelsTest {

    private static List<FoundName> names(String... labels) {
        List<String> known = Arrays.stream(labels).distinct().toList();
        return new ModelLabels(known)
                .names(Arrays.stream(labels).mapToInt(known::indexOf).toArray());
    }

    private static FoundName person(int first, int last) {
        return new FoundName(first, last, EntityType.PERSON, MentionKind.NAME);
    }

    @Test
    void beginParts() {
        assertThat(names("B-PER", "I-PER", "B-PER", "O", "I-PER", "I-PER"))
                .containsExactly(person(0, 1), person(2, 2), person(4, 5));
    }

    @Test
    void neighboursOfOneTypeAreOneNameWithoutBegin() {
        assertThat(names("PER", "PER", "O", "PER")).containsExactly(person(0, 1), person(3, 3));
    }

    @Test
    void anotherTypeIsAnotherName() {
        assertThat(names("B-PER", "I-LOC"))
                .containsExactly(person(0, 0), new FoundName(1, 1, EntityType.LOCATION, MentionKind.NAME));
    }

    @Test
    void singleAndLastWordsMayHaveTheirOwnLabels() {
        assertThat(names("S-PER", "B-PER", "E-PER", "U-PER", "L-PER"))
                .containsExactly(person(0, 0), person(1, 2), person(3, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "B-PER, PERSON",
        "B-person, PERSON",
        "B-ORGANISATION, ORGANIZATION",
        "B-corporation, ORGANIZATION",
        "B-GPE, LOCATION",
        "B-location, LOCATION",
        "B-MISC, OTHER",
        "B-OTH, OTHER",
        "B-creative-work, OTHER"
    })
    void typesHaveManyNames(String label, EntityType type) {
        assertThat(names("O", label)).containsExactly(new FoundName(1, 1, type, MentionKind.NAME));
    }

    @ParameterizedTest
    @CsvSource({"B-DATE", "I-TIME", "MONEY", "B-CARDINAL"})
    void datesAndAmountsAreNoNames(String label) {
        assertThat(names("O", label)).isEmpty();
    }

    @Test
    void compoundsAndDerivedWordsAreWordsOfTheirOwn() {
        assertThat(names("B-ORGpart", "I-ORGpart", "B-LOCderiv"))
                .containsExactly(
                        new FoundName(0, 0, EntityType.ORGANIZATION, MentionKind.PART),
                        new FoundName(1, 1, EntityType.ORGANIZATION, MentionKind.PART),
                        new FoundName(2, 2, EntityType.LOCATION, MentionKind.DERIVED));
    }

    @Property
    void namesNeverOverlapAndStayInTheSentence(@ForAll List<@IntRange(max = 7) Integer> labels) {
        int end = 0;
        for (FoundName name : new ModelLabels(TinyModel.LABELS)
                .names(labels.stream().mapToInt(label -> label).toArray())) {
            assertThat(name.first()).isGreaterThanOrEqualTo(end);
            assertThat(name.last()).isGreaterThanOrEqualTo(name.first()).isLessThan(labels.size());
            end = name.last() + 1;
        }
    }
}
