package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.service.Env;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code depesche entities} and {@code depesche tag --entities} do without a cluster. */
class EntitiesCommandTest {

    @TempDir
    private Path folder;

    @Test
    void everySubcommandHasAnExampleInItsHelp() {
        CommandLine entities = Depesche.commandLine(
                        new Depesche.Console(System.in, System.out, System.err, Env.of(Map.of())))
                .getSubcommands()
                .get("entities");

        assertThat(entities.getSubcommands())
                .containsOnlyKeys("list", "add", "import", "remove")
                .allSatisfy((name, command) ->
                        assertThat(command.getUsageMessage()).as(name).contains("Example: "));
    }

    @Test
    void aNameThatCannotBeUsedIsRefusedBeforeTheClusterIsAsked() {
        CommandLineRun run =
                depesche("", "entities", "add", "--id", "a b", "--type", "PERSON", "--name", "Anna Schwarz");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("id 'a b' is empty or has white space");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        CommandLineRun run = depesche("", "entities", "import", "nowhere.csv");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("nowhere.csv cannot be read");
    }

    @Test
    void nothingIsReplacedByAFileWithBadRows() throws Exception {
        Path file = Files.writeString(folder.resolve("names.csv"), "a,PERSON,Anna Schwarz\nb,COMPANY,Beta\n");

        CommandLineRun run = depesche("", "entities", "import", file.toString(), "--replace");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(2);
        assertThat(run.errLines().get(0)).contains("names.csv: row 2: type 'COMPANY'");
        assertThat(run.errLines().get(1)).contains("1 rows of").contains("mend them");
    }

    @Test
    void tagFindsTheNamesOfAFileAndTellsItsBadRows() throws Exception {
        Path file = Files.writeString(
                folder.resolve("names.csv"), "id,type,name,alias\nacme:1,PRODUCT,Zorbex,zorbex\nacme:2,PRODUCT\n");

        CommandLineRun run = depesche(
                "{\"id\":\"1\",\"lang\":\"de\",\"text\":\"Wir haben heute zorbex probiert.\"}\n",
                "tag",
                "--entities",
                file.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("row 3: 2 columns");
        JsonNode entity =
                new ObjectMapper().readTree(run.out()).path("entities").path(0);
        assertThat(entity.path("id").asText()).isEqualTo("acme:1");
        assertThat(entity.path("text").asText()).isEqualTo("zorbex");
        assertThat(entity.path("type").asText()).isEqualTo("PRODUCT");
    }
}
