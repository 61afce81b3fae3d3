package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.service.Env;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code depesche watch} does without a cluster. */
class WatchCommandTest {

    @TempDir
    private Path folder;

    private Path watchlists;

    @BeforeEach
    void write() throws Exception {
        watchlists = Files.writeString(
                folder.resolve("watch.yaml"),
                """
                watchlists:
                  - id: bahnstreik
                    anyOf: { words: ["*streik*"] }
                  - id: next-week
                    anyOf: { words: [Stadtrat] }
                    announcedWithin: P7D
                """);
    }

    @Test
    void everySubcommandHasAnExampleInItsHelp() {
        CommandLine watch = Depesche.commandLine(
                        new Depesche.Console(System.in, System.out, System.err, Env.of(Map.of())))
                .getSubcommands()
                .get("watch");

        assertThat(watch.getSubcommands())
                .containsOnlyKeys("list", "add", "remove", "test")
                .allSatisfy((name, command) ->
                        assertThat(command.getUsageMessage()).as(name).contains("Example: "));
    }

    @Test
    void testShowsWhichWordsFireWhere() throws Exception {
        CommandLineRun run = depesche(
                """
                {"id":"1","title":"🌉 Bahnstreik droht","text":"Der Stadtrat will am kommenden Montag beraten.","dct":"2025-03-14","lang":"de"}
                {"id":"2","text":"Der Stadtrat hat beraten.","dct":"2025-03-14","lang":"de"}
                """,
                "watch",
                "test",
                watchlists.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        ObjectMapper json = new ObjectMapper();
        JsonNode first = json.readTree(run.outLines().get(0)).path("alerts");
        assertThat(first.findValuesAsText("watchlist")).containsExactly("bahnstreik", "next-week");
        JsonNode match = first.path(0).path("matches").path(0);
        assertThat(match.path("field").asText()).isEqualTo("HEADLINE");
        assertThat(match.path("start").asInt()).isEqualTo(2);
        assertThat(match.path("end").asInt()).isEqualTo(12);
        assertThat(match.path("text").asText()).isEqualTo("Bahnstreik");
        assertThat(match.path("fired").asText()).isEqualTo("*streik*");
        assertThat(first.path(1).path("matches").findValuesAsText("fired")).containsExactly("Stadtrat", "2025-03-17");
        assertThat(json.readTree(run.outLines().get(1)).path("alerts")).isEmpty();
    }

    @Test
    void aBadLineIsToldAndTheOthersTried() throws Exception {
        Path texts = Files.writeString(
                folder.resolve("texts.jsonl"), "{\"id\":\"1\"}\n{\"id\":\"2\",\"text\":\"Streik\"}\n");

        CommandLineRun run = depesche("", "watch", "test", watchlists.toString(), texts.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).containsExactly("depesche watch test: line 1: \"text\" is missing");
        assertThat(run.outLines()).hasSize(1);
    }

    @Test
    void aDefinitionThatCannotBeReadIsRefusedWithItsPlace() throws Exception {
        Path bad = Files.writeString(
                folder.resolve("bad.yaml"), "watchlists:\n  - id: a\n    anyOf:\n      words:\n        - '*'\n");

        for (String command : new String[] {"add", "test"}) {
            CommandLineRun run = depesche("", "watch", command, bad.toString());
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.errLines()).singleElement().asString().contains("bad.yaml:5: '*' is no word; expected");
        }
    }

    @Test
    void optionsAreReadAsAFileIs() {
        CommandLineRun run = depesche("", "watch", "add", "--id", "a", "--word", "Bahn*streik");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("options:1: 'Bahn*streik' has a '*' inside a word");
        assertThat(depesche("", "watch", "add").errLines())
                .singleElement()
                .asString()
                .contains("nothing to add");
    }
}
