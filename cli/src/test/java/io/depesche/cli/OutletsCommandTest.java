package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.service.Env;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code depesche outlets} says before it needs a cluster or the web. */
class OutletsCommandTest {

    private static final String GERMAN = Path.of("..", "outlets", "de.yaml").toString();

    @Test
    void everySubcommandHasAnExampleInItsHelp() {
        CommandLine outlets = Depesche.commandLine(
                        new Depesche.Console(System.in, System.out, System.err, Env.of(Map.of())))
                .getSubcommands()
                .get("outlets");

        assertThat(outlets.getSubcommands())
                .containsOnlyKeys("list", "add", "disable", "enable", "remove", "crawl", "check")
                .allSatisfy((name, command) ->
                        assertThat(command.getUsageMessage()).as(name).contains("Example: "));
    }

    @Test
    void aFileIsReadWithoutAskingAnybody() {
        CommandLineRun run = depesche("", "outlets", "check", GERMAN, "--offline");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).matches("ok  \\d+ outlets, \\d+ sources\\R");
    }

    @Test
    void aFileIsReadFromStandardInput() {
        CommandLineRun run = depesche(
                "outlets: [{ id: a, name: A, language: de, homepage: 'https://a.example/' }]",
                "outlets",
                "check",
                "-",
                "--offline");

        assertThat(run.outLines()).containsExactly("ok  1 outlets, 1 sources");
    }

    @Test
    void aMistakeOnStandardInputIsOneLineWithItsPlace() {
        assertRefused(depesche("outlets:\n  - id: Ä\n", "outlets", "add", "-"), "stdin:2", "no key 'name'");
    }

    @Test
    void aMistakeInTheOptionsIsOneLineThatNamesIt() {
        assertRefused(
                depesche(
                        "",
                        "outlets",
                        "add",
                        "--id",
                        "Großes Blatt",
                        "--name",
                        "Blatt",
                        "--language",
                        "de",
                        "--homepage",
                        "https://a.example/"),
                "'Großes Blatt' for 'id'");
    }

    @Test
    void addWantsAFileOrAWholeOutletAndNotBoth() {
        assertRefused(depesche("", "outlets", "add"), "nothing to add");
        assertRefused(depesche("", "outlets", "add", "--id", "a"), "--homepage");
        assertRefused(
                depesche(
                        "",
                        "outlets",
                        "add",
                        GERMAN,
                        "--id",
                        "a",
                        "--name",
                        "A",
                        "--language",
                        "de",
                        "--homepage",
                        "https://a.example/"),
                "too much");
    }

    @Test
    void aCheckWantsSomethingToCheckAndAContact() {
        assertRefused(depesche("", "outlets", "check"), "expected an outlets file, or --outlet ID");
        assertRefused(depesche("", "outlets", "check", "--offline", "--outlet", "a"), "--offline");
        assertRefused(depesche("", "outlets", "check", GERMAN, "--outlet", "niemand"), "'niemand'");
        assertRefused(depesche("", "outlets", "check", GERMAN), "CRAWLER_CONTACT is not set");
    }

    @Test
    void whoChangesOutletsSaysWhereKafkaIs() {
        assertRefused(depesche("", "outlets", "list"), "KAFKA_BOOTSTRAP_SERVERS is not set");
        assertRefused(depesche("", "outlets", "disable"), "ID");
    }

    private static void assertRefused(CommandLineRun run, String... parts) {
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).as(run.err()).hasSize(1);
        assertThat(run.err()).startsWith("depesche outlets ").contains(parts);
        assertThat(run.out()).isEmpty();
    }
}
