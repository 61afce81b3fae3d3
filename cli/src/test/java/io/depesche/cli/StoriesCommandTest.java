package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoriesCommandTest {

    private static final String FIRE =
            "In der Altstadt von Göttingen hat in der Nacht ein Lagerhaus gebrannt. Verletzt wurde"
                    + " niemand, der Schaden liegt bei zwei Millionen Euro. Die Feuerwehr löschte bis zum Morgen.";

    private static final List<String> REPORTS = List.of(
            line("1", "Lagerhaus in Göttingen abgebrannt", FIRE, "2026-11-02T06:00:00Z", "de"),
            line(
                    "2",
                    "Großbrand in Göttinger Lagerhaus",
                    "Zwei Millionen Euro Schaden sind beim Brand eines Lagerhauses in der Göttinger Altstadt entstanden. Nach"
                            + " Angaben der Feuerwehr in Göttingen wurde bei dem Brand niemand verletzt.",
                    "2026-11-02 09:30:00+01:00",
                    "de"),
            line("3", "Feuer zerstört Lagerhaus", FIRE, "2026-11-02T10:00", "de"),
            line(
                    "4",
                    "Warehouse burns down in Göttingen",
                    "A warehouse burned down in the old town of Göttingen overnight. Nobody was injured in the fire, the"
                            + " damage is put at two million euros. The fire brigade fought the fire until morning.",
                    "2026-11-02T11:00:00Z",
                    "en"),
            line(
                    "5",
                    "Rat von Lübeck berät über Hafen",
                    "Der Stadtrat von Lübeck hat am Montag über den Ausbau des Hafens gesprochen. Ein Beschluss fällt erst"
                            + " im Dezember.",
                    "2026-11-03",
                    "de"));

    private static String line(String id, String title, String text, String published, String lang) {
        return "{\"id\":\"%s\",\"title\":\"%s\",\"text\":\"%s\",\"published\":\"%s\",\"lang\":\"%s\"}"
                .formatted(id, title, text, published, lang);
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    @Test
    void saysOfEachReportWhatItTellsOf() {
        CommandLineRun run = depesche(lines(REPORTS), "stories");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines())
                .containsExactly(
                        "{\"id\":\"1\",\"story\":\"1\"}",
                        "{\"id\":\"2\",\"story\":\"1\"}",
                        "{\"id\":\"3\",\"story\":\"1\",\"duplicateOf\":\"1\"}",
                        "{\"id\":\"4\",\"story\":\"4\",\"sameEventAs\":\"1\"}",
                        "{\"id\":\"5\",\"story\":\"5\"}");
    }

    @Test
    void decidesWithoutWhatComesLater() {
        List<String> all = depesche(lines(REPORTS), "stories").outLines();

        assertThat(depesche(lines(REPORTS.subList(0, 3)), "stories").outLines()).isEqualTo(all.subList(0, 3));
    }

    @Test
    void findsTheLanguageOfAReportThatNamesNone() {
        String unnamed = REPORTS.get(1).replace(",\"lang\":\"de\"", "");

        assertThat(depesche(lines(List.of(REPORTS.get(0), unnamed)), "stories").outLines())
                .last()
                .isEqualTo("{\"id\":\"2\",\"story\":\"1\"}");
    }

    @Test
    void aBrokenLineIsNamedByItsNumberAndTheNextIsDecidedOn() {
        CommandLineRun run = depesche(
                lines(List.of(
                        REPORTS.get(0),
                        "{\"id\":\"b\",\"text\":\"Der Rat tagt.\"}",
                        "{\"id\":\"c\",\"text\":\"Der Rat tagt.\",\"published\":\"gestern\"}",
                        "{\"id\":\"d\",\"published\":\"2026-11-02\"}",
                        "{\"text\":\"Der Rat tagt.\",\"published\":\"2026-11-02\"}",
                        "{\"id\":\"f\",\"text\":\"\",\"published\":\"+99999-01-01T00:00:00Z\"}",
                        "{\"id\":7,\"text\":\"\",\"published\":\"2026-11-02\"}")),
                "stories");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.outLines()).containsExactly("{\"id\":\"1\",\"story\":\"1\"}", "{\"id\":7,\"story\":\"7\"}");
        assertThat(run.errLines())
                .containsExactly(
                        "depesche stories: line 2: \"published\" is missing",
                        "depesche stories: line 3: \"published\" gestern is no ISO 8601 date or time",
                        "depesche stories: line 4: \"text\" is missing",
                        "depesche stories: line 5: \"id\" is missing",
                        "depesche stories: line 6: \"published\" +99999-01-01T00:00:00Z is no ISO 8601 date or time");
    }

    @Test
    void mergesGoToTheirFile(@TempDir Path folder) throws Exception {
        Path merges = folder.resolve("merges.jsonl");

        CommandLineRun run = depesche(lines(REPORTS), "stories", "--merges", merges.toString());

        assertThat(run.status()).isZero();
        assertThat(merges).exists();
        assertThat(Files.readString(merges)).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeAnythingIsRead(@TempDir Path folder) {
        Path merges = folder.resolve("missing").resolve("merges.jsonl");

        CommandLineRun run = depesche(lines(REPORTS), "stories", "--merges", merges.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).singleElement().asString().contains("--merges " + merges, "NoSuchFileException");
    }
}
