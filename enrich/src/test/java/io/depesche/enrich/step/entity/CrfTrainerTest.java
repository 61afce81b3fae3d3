package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.EntityType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrfTrainerTest {

    private static final int PERSON = Label.of(EntityType.PERSON, Label.BEGIN);
    private static final int PERSON_ON = Label.of(EntityType.PERSON, Label.INSIDE);
    private static final int LOCATION = Label.of(EntityType.LOCATION, Label.BEGIN);

    private final Tokenizer tokenizer = new Tokenizer(Set.of());

    private Sentence sentence(String text) {
        return tokenizer.sentencesOf(text).get(0);
    }

    private TrainingSentence marked(String text, int... masks) {
        return new TrainingSentence(sentence(text), new TrainingSentence.Allowed(masks));
    }

    private EntityModel train(List<TrainingSentence> sentences, long seed) {
        return new CrfTrainer(
                        new CrfTrainer.Options(20, 5, 0.1, 0.2, 0, 0, 1, 0.01, 0, 0, seed),
                        new Features(WordTable.EMPTY, WordTable.EMPTY, WordTraits.NONE),
                        new PrintStream(OutputStream.nullOutputStream()))
                .train(sentences, CrfTrainer.Tables.EMPTY);
    }

    private List<TrainingSentence> towns() {
        List<TrainingSentence> sentences = new ArrayList<>();
        for (String town : List.of("Aburg", "Berburg", "Cellburg", "Dorburg", "Elburg")) {
            sentences.add(marked("Wir wohnen in " + town, 1, 1, 1, 1 << LOCATION));
            sentences.add(marked("Frau Nelly Grün sah " + town, 1, 1 << PERSON, 1 << PERSON_ON, 1, 1 << LOCATION));
            sentences.add(marked("Wir wohnen in Häusern", 1, 1, 1, 1));
        }
        return sentences;
    }

    @Test
    void learnsNamesItHasNeverSeenFromTheirEndingAndNeighbours() {
        SequenceTagger tagger = new SequenceTagger(train(towns(), 1), WordTraits.NONE);
        assertThat(tagger.labelsOf(sentence("Frau Nelly Grün sah Wolfsburg")))
                .containsExactly(Label.NONE, PERSON, PERSON_ON, Label.NONE, LOCATION);
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        assertThat(train(towns(), 7).fingerprint()).isEqualTo(train(towns(), 7).fingerprint());
        assertThat(train(towns(), 8).fingerprint())
                .isNotEqualTo(train(towns(), 7).fingerprint());
    }

    @Test
    void aSetThatDoesNotMarkPlacesDoesNotUnlearnThem() {
        List<TrainingSentence> sentences = towns();
        int open = 1 | 1 << LOCATION | 1 << Label.of(EntityType.LOCATION, Label.INSIDE);
        for (int copy = 0; copy < 40; copy++) {
            sentences.add(marked("Wir wohnen in Fernburg", open, open, open, open));
        }
        SequenceTagger tagger = new SequenceTagger(train(sentences, 1), WordTraits.NONE);
        assertThat(tagger.labelsOf(sentence("Wir wohnen in Fernburg")))
                .containsExactly(Label.NONE, Label.NONE, Label.NONE, LOCATION);
    }

    @Test
    void aModelReadsAsItWasWritten() throws IOException {
        EntityModel model = train(towns(), 1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        model.write(file);
        EntityModel read = EntityModel.read(new ByteArrayInputStream(file.toByteArray()));
        assertThat(read.fingerprint()).isEqualTo(model.fingerprint());
        assertThat(read.transition(PERSON, PERSON_ON)).isEqualTo(model.transition(PERSON, PERSON_ON));
        assertThat(read.transition(Label.NONE, PERSON_ON)).isEqualTo(Float.NEGATIVE_INFINITY);
    }
}
