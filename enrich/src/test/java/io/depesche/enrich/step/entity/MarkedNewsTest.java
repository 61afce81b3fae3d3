package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedNewsTest {

    private static final String TEXT = "Ruhe in Bonn\n\nDie SPD-Chefin schwieg.";

    @TempDir
    private Path folder;

    private Path truth;

    @BeforeEach
    void writeTruth() throws IOException {
        truth = Files.writeString(
                folder.resolve("truth.jsonl"),
                """
                {"id":"a","title":"Ruhe in Bonn","body":"Die SPD-Chefin schwieg. Und mehr."}
                """);
    }

    @Test
    void joinsPlacesWithTheTextThatWasMarked() throws IOException {
        Path set = folder.resolve("set.jsonl.gz");

        marked(MarkedNews.sha256(TEXT)).write("de", truth, set);

        List<NerCorpus.Document> documents = NerCorpus.read(set);
        assertThat(documents).hasSize(1);
        assertThat(documents.get(0).text()).isEqualTo(TEXT);
        assertThat(documents.get(0).entities().toString())
                .isEqualTo("[{\"start\":8,\"end\":12,\"type\":\"LOCATION\"},"
                        + "{\"start\":18,\"end\":21,\"type\":\"ORGANIZATION-PART\"}]");
    }

    @Test
    void writesOneLanguageOnly() throws IOException {
        Path set = folder.resolve("set.jsonl.gz");

        marked(MarkedNews.sha256(TEXT)).write("en", truth, set);

        assertThat(NerCorpus.read(set)).isEmpty();
    }

    @Test
    void refusesATextThatHasChanged() throws IOException {
        MarkedNews news = marked(MarkedNews.sha256("another text"));

        assertThatThrownBy(() -> news.write("de", truth, folder.resolve("set.jsonl.gz")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("text of a is not the one that was marked");
    }

    private static MarkedNews marked(String digest) throws IOException {
        String line =
                """
                {"id":"a","lang":"de","split":"tune","length":%d,"sha256":"%s","spans":[{"start":8,"end":12,"type":"LOCATION"},\
                {"start":18,"end":21,"type":"ORGANIZATION","kind":"PART"}]}
                """
                        .formatted(TEXT.length(), digest);
        return MarkedNews.read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
    }
}
