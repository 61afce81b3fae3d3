package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.cli.broker.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code depesche entities} on a broker of its own. */
class EntitiesCommandIT {

    @TempDir
    private Path folder;

    @Test
    void namesAreAddedImportedReplacedAndRemoved() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            Map<String, String> env = Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            assertThat(depesche(env, "", "topics", "create").status()).isZero();
            Path file = Files.writeString(
                    folder.resolve("names.csv"), "id,type,name\na:1,PRODUCT,Zorbex,zorbex\na:2,PERSON,Anna Schwarz\n");

            assertThat(depesche(
                                    env,
                                    "",
                                    "entities",
                                    "add",
                                    "--id",
                                    "b:1",
                                    "--type",
                                    "EVENT",
                                    "--name",
                                    "Olvetaler Tage",
                                    "--alias",
                                    "Olvetage")
                            .outLines())
                    .containsExactly("1 written, 0 removed, 0 as they were");
            assertThat(depesche(env, "", "entities", "import", file.toString()).outLines())
                    .containsExactly("2 written, 0 removed, 0 as they were");
            assertThat(depesche(env, "", "entities", "list").outLines())
                    .hasSize(3)
                    .last()
                    .asString()
                    .contains("b:1", "EVENT", "Olvetage");
            assertThat(depesche(env, "", "entities", "import", file.toString(), "--replace")
                            .outLines())
                    .containsExactly("0 written, 1 removed, 2 as they were");
            assertThat(depesche(env, "", "entities", "remove", "a:1").outLines())
                    .containsExactly("removed   a:1");
            assertThat(depesche(env, "", "entities", "list").outLines())
                    .singleElement()
                    .asString()
                    .contains("Anna Schwarz");
            CommandLineRun again = depesche(env, "", "entities", "remove", "a:1");
            assertThat(again.status()).isEqualTo(2);
            assertThat(again.errLines()).singleElement().asString().contains("no entity 'a:1' among the 1");
        }
    }
}
