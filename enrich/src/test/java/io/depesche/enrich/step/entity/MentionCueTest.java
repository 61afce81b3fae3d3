package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.MentionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MentionCueTest {

    @Test
    void countsParagraphsAndTellsTheFirstLinesFromTheRest() {
        List<MentionCue> cues = cues(
                Field.BODY, "Heute kam Bonn.\n\n" + "Und so weiter. ".repeat(30) + "\n\nAm Ende war es Bonn.", "Bonn");

        assertThat(cues).extracting(MentionCue::paragraph).containsExactly(0, 2);
        assertThat(cues).extracting(MentionCue::part).containsExactly(MentionCue.Part.LEAD, MentionCue.Part.REST);
        assertThat(cues.get(1).place()).isCloseTo(1.0, offset(0.05));
    }

    @Test
    void headlineAndLeadStandBeforeTheBody() {
        assertThat(cues(Field.HEADLINE, "Bonn wartet", "Bonn"))
                .containsExactly(new MentionCue(MentionCue.Part.HEADLINE, 0, -1, 1, true));
        assertThat(cues(Field.LEAD, "Lange schon wartet Bonn", "Bonn"))
                .containsExactly(new MentionCue(MentionCue.Part.LEAD, 0, -1, 1, false));
    }

    @Test
    void aListWeighsLess() {
        assertThat(cues(Field.BODY, "Ab, Cd, Ef, Gh und Ij kamen.", "Ab", "Cd", "Ef", "Gh", "Ij"))
                .extracting(MentionCue::weight)
                .containsOnly(0.5);
    }

    @Test
    void aNameInBracketsWeighsLess() {
        assertThat(cues(Field.BODY, "Anna Schwarz (SPD) kam.", "Schwarz", "SPD"))
                .extracting(MentionCue::weight)
                .containsExactly(1.0, 0.2);
    }

    @Test
    void whereAReportWasWrittenWeighsLess() {
        assertThat(cues(Field.BODY, "Bonn (dpa) - Es regnet in Bonn.", "Bonn"))
                .extracting(MentionCue::weight)
                .containsExactly(0.2, 1.0);
        assertThat(cues(Field.BODY, "Bonn, die Stadt am Rhein, wartet.", "Bonn"))
                .extracting(MentionCue::weight)
                .containsExactly(1.0);
    }

    /** The cues of all places where the words stand. */
    private static List<MentionCue> cues(Field field, String text, String... words) {
        List<Sentence> sentences = new Tokenizer(Set.of()).sentencesOf(text);
        List<NameSpan> names = new ArrayList<>();
        for (int number = 0; number < sentences.size(); number++) {
            Sentence sentence = sentences.get(number);
            for (int token = 0; token < sentence.size(); token++) {
                if (Set.of(words).contains(sentence.word(token))) {
                    names.add(new NameSpan(
                            number,
                            token,
                            token,
                            sentence.start(token),
                            sentence.end(token),
                            sentence.word(token),
                            EntityType.LOCATION,
                            MentionKind.NAME));
                }
            }
        }
        MentionCue.Reader reader = new MentionCue.Reader(field, new TaggedText(text, sentences, names));
        return names.stream().map(reader::of).toList();
    }
}
