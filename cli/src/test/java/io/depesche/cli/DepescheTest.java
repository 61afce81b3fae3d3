package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.service.Env;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DepescheTest {

    @Test
    void withoutACommandItShowsThemAndEndsWithTwo() {
        CommandLineRun run = depesche("");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: depesche", "tail", "give a command");
    }

    @Test
    void anUnknownOptionIsOneLineThatNamesIt() {
        CommandLineRun run = depesche("", "tag", "--colour");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("depesche tag", "--colour", "see depesche tag --help");
    }

    @Test
    void everyCommandHasAnExampleInItsHelp() {
        CommandLine commandLine =
                Depesche.commandLine(new Depesche.Console(System.in, System.out, System.err, Env.of(Map.of())));

        assertThat(commandLine.getSubcommands().entrySet())
                .filteredOn(entry -> !entry.getKey().equals("help"))
                .allSatisfy(entry -> assertThat(entry.getValue().getUsageMessage())
                        .as(entry.getKey())
                        .contains("Example: "));
    }

    @Test
    void listsTheTopicsOfTheCatalogueWithoutACluster() {
        assertThat(depesche("", "topics", "list").out())
                .contains(Topics.all().stream().map(TopicOf::name).toList());
    }

    @Test
    void anUnknownTopicIsOneLineThatNamesThoseThereAre() {
        CommandLineRun run = depesche("", "tail", "news.taged.v1", "--bootstrap-servers", "localhost:1");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("news.taged.v1 is no topic", "news.tagged.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrich", "sink"})
    void aServiceWithoutKafkaIsOneLineThatSaysWhatToSet(String service) {
        CommandLineRun run = depesche("", service);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("depesche " + service, "KAFKA_BOOTSTRAP_SERVERS is not set");
    }

    @Test
    void theDoctorLooksAtTheMachineWithoutACluster() {
        CommandLineRun run = depesche("", "doctor");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("ok  Java", "ok  memory", "ok  disk", "ok  loopback", "no cluster named");
    }
}
