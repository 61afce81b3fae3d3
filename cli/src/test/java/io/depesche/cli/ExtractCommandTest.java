package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PAGE =
            """
            <!doctype html><html lang="de"><head><title>Brücke wieder offen | Beispielblatt</title>
            <meta property="og:title" content="Brücke wieder offen">
            <meta property="article:published_time" content="2025-03-14T08:00:00+01:00"></head>
            <body><article><h1>Brücke wieder offen</h1>
            <p>Die Brücke über die Elbe ist seit Freitag wieder für den Verkehr freigegeben, wie die Stadt am Morgen mitteilte.</p>
            <p>Zwei Jahre lang hatten Arbeiter die Pfeiler erneuert und den Belag ausgetauscht; die Kosten blieben im Rahmen.</p>
            </article></body></html>""";

    @TempDir
    Path folder;

    @Test
    void printsTheArticleOfAPageOnStdin() throws Exception {
        CommandLineRun run = depesche(PAGE, "extract", "--url", "https://beispielblatt.example/a/1", "-");

        JsonNode line = JSON.readTree(run.out());
        assertThat(run.status()).isZero();
        assertThat(line.path("id").asText()).isEqualTo("-");
        assertThat(line.path("url").asText()).isEqualTo("https://beispielblatt.example/a/1");
        assertThat(line.path("title").asText()).isEqualTo("Brücke wieder offen");
        assertThat(line.path("body").asText())
                .startsWith("Die Brücke über die Elbe")
                .contains("\n\nZwei Jahre lang");
        assertThat(line.path("published").asText()).isEqualTo("2025-03-14T08:00:00+01:00");
        assertThat(line.path("lang").asText()).isEqualTo("de");
    }

    @Test
    void printsWhatStandsAroundTheText() throws Exception {
        String page = PAGE.replace("<h1>", "<p class=kicker>Elbe</p><h1>")
                .replace(
                        "</head>",
                        "<meta property='og:image' content='https://beispielblatt.example/elbbruecke.jpg'></head>")
                .replace(
                        "</h1>",
                        "</h1><figure><img src='/elbbruecke.jpg'><figcaption>Am Ufer. Foto: A. Muster</figcaption></figure>")
                .replace("</article>", "<p>Korrektur: Die BrÃ¼cke ist schon seit Donnerstag frei.</p></article>");

        JsonNode line = JSON.readTree(depesche(page, "extract", "-").out());

        assertThat(line.path("kicker").asText()).isEqualTo("Elbe");
        assertThat(line.path("notices").get(0).asText())
                .isEqualTo("Korrektur: Die Brücke ist schon seit Donnerstag frei.");
        assertThat(line.path("caption").asText()).isEqualTo("Am Ufer.");
        assertThat(line.path("credit").asText()).isEqualTo("A. Muster");
        assertThat(line.path("repaired").asInt()).isEqualTo(1);
        assertThat(depesche(page, "inspect", "page", "-", "--explain").out())
                .contains("kicker    Elbe", "Am Ufer. (A. Muster)", "notice    Korrektur", "repaired  1 garbled");
    }

    @Test
    void readsAFolderInTheOrderOfItsNamesWithItsAddresses() throws Exception {
        write("b.html.gz", PAGE);
        write("a.html", PAGE);
        Files.writeString(folder.resolve("notes.txt"), "not a page");
        Files.writeString(folder.resolve("urls.tsv"), "b\thttps://beispielblatt.example/b\n");

        CommandLineRun run = depesche("", "extract", folder.toString());

        assertThat(run.outLines()).hasSize(2);
        assertThat(JSON.readTree(run.outLines().get(0)).path("id").asText()).isEqualTo("a");
        assertThat(JSON.readTree(run.outLines().get(0)).has("url")).isFalse();
        assertThat(JSON.readTree(run.outLines().get(1)).path("url").asText())
                .isEqualTo("https://beispielblatt.example/b");
        assertThat(JSON.readTree(run.outLines().get(1)).path("title").asText()).isEqualTo("Brücke wieder offen");
    }

    @Test
    void anEmptyOrBinaryPageIsALineWithItsIdAndAnError() throws Exception {
        write("empty.html", "");
        Files.write(
                folder.resolve("picture.html"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});
        Files.writeString(folder.resolve("torn.html.gz"), "this is no gzip");

        CommandLineRun run = depesche("", "extract", folder.toString());

        assertThat(run.outLines()).hasSize(3);
        for (String line : run.outLines()) {
            assertThat(JSON.readTree(line).path("id").asText()).isIn("empty", "picture", "torn");
            assertThat(JSON.readTree(line).path("error").asText()).isNotEmpty();
            assertThat(JSON.readTree(line).path("body").asText()).isEmpty();
        }
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aPathThatIsNotThereIsOneLine() {
        CommandLineRun run = depesche("", "extract", folder.resolve("nothing").toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("nothing does not exist");
    }

    private void write(String name, String text) throws IOException {
        try (OutputStream raw = Files.newOutputStream(folder.resolve(name));
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
