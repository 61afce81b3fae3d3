package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.EntityType;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameSwapTest {

    private static final int PERSON = 1 << Label.of(EntityType.PERSON, Label.BEGIN);
    private static final int PERSON_ON = 1 << Label.of(EntityType.PERSON, Label.INSIDE);

    @TempDir
    private Path folder;

    private final TrainingSentence original = new TrainingSentence(
            new Tokenizer(Set.of()).sentencesOf("Frau Nelly Grün sah ihn").get(0),
            new TrainingSentence.Allowed(new int[] {1, PERSON, PERSON_ON, 1, 1}));

    @BeforeEach
    void writeLists() throws IOException {
        write("organizations.tsv.gz", "1\tQ1\tDE\tcompany\tWerk Nord\tde\tlabel\tmain\n");
        write("brands.tsv.gz", "Q2\tNordkauf\tbrands/shop\tde\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("linking")).resolve(name);
        try (Writer writer =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            writer.write(text);
        }
    }

    private List<String> swaps(long seed) throws IOException {
        PeopleNames people = new PeopleNames(List.of("Ida", "Ole", "Uwe"), List.of("Berg", "Holm", "Lund"));
        return new NameSwap("de", folder, people, List.of(), seed)
                .swapped(Collections.nCopies(20, original), 1).stream()
                        .map(sentence -> sentence.sentence().toString())
                        .toList();
    }

    @Test
    void putsAnotherNameInPlaceAndKeepsTheRest() throws IOException {
        assertThat(swaps(1))
                .isNotEmpty()
                .allMatch(text -> text.matches("Frau (Ida|Ole|Uwe)( [A-Z]\\.)? (Berg|Holm|Lund) sah ihn"));
    }

    @Test
    void theSameSeedGivesTheSameSentences() throws IOException {
        assertThat(swaps(3)).isEqualTo(swaps(3)).isNotEqualTo(swaps(4));
    }
}
