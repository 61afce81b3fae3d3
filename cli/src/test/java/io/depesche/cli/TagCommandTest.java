package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void printsOneLineForEachTextInTheirOrder() throws Exception {
        CommandLineRun run = depesche(
                """
                {"id":"b","text":"Der Rat tagt in der Halle und berät über die Brücke.","dct":"2025-03-14"}
                {"id":"a","text":"The council meets in the hall and talks about the bridge.","dct":"2025-03-14T09:00:00+01:00"}
                """,
                "tag");

        assertThat(run.status()).isZero();
        assertThat(read(run)).extracting(line -> line.path("id").asText()).containsExactly("b", "a");
        assertThat(read(run)).extracting(line -> line.path("lang").asText()).containsExactly("de", "en");
        assertThat(read(run)).allSatisfy(line -> {
            assertThat(line.path("entities").isArray()).isTrue();
            assertThat(line.path("timexes").isArray()).isTrue();
        });
    }

    @Test
    void printsTheKindsOfTagsThatAreAskedFor() throws Exception {
        CommandLineRun run = depesche(
                """
                {"id":"1","lang":"de","text":"„Mehr als 300 Gäste kommen zur neuen Brücke“, sagte Angela Merkel in Berlin."}
                """,
                "tag",
                "--tags",
                "amounts,quotes");

        JsonNode line = read(run).get(0);
        assertThat(line.has("entities")).isFalse();
        assertThat(line.has("timexes")).isFalse();
        assertThat(line.path("amounts").toString())
                .isEqualTo("[{\"start\":10,\"end\":19,\"value\":300.0,\"unit\":\"Gast\",\"text\":\"300 Gäste\","
                        + "\"mod\":\"MORE_THAN\",\"what\":\"Gäste\"}]");
        assertThat(line.path("quotes").toString())
                .isEqualTo("[{\"start\":1,\"end\":43,\"text\":\"Mehr als 300 Gäste kommen zur neuen Brücke\","
                        + "\"speaker\":\"wd:Q567\"}]");
    }

    @Test
    void printsWhichDateIsTheEventsAndWhichLieAhead() throws Exception {
        CommandLineRun run = depesche(
                "{\"id\":\"1\",\"text\":\"Die Messe läuft vom 3. bis 5. Mai. Im Jahr 2019 fiel sie aus.\",\"dct\":\"2025-03-14\",\"lang\":\"de\"}\n",
                "tag");

        JsonNode dates = read(run).get(0).path("timexes");
        assertThat(dates).hasSize(3);
        assertThat(dates.get(0).path("future").asBoolean()).isTrue();
        assertThat(dates.get(0).path("event").asDouble())
                .isGreaterThan(dates.get(2).path("event").asDouble());
        assertThat(dates.get(0).path("partner").asInt())
                .isEqualTo(dates.get(1).path("start").asInt());
        assertThat(dates.get(2).has("future")).isFalse();
        assertThat(dates.get(2).has("partner")).isFalse();
    }

    @Test
    void takesTheLanguageThatIsGiven() throws Exception {
        CommandLineRun run =
                depesche("{\"id\":\"1\",\"text\":\"Der Rat tagt in der Halle.\",\"lang\":\"en\"}\n", "tag");

        assertThat(read(run).get(0).path("lang").asText()).isEqualTo("en");
    }

    @Test
    void aBrokenLineIsNamedByItsNumberAndTheNextIsTagged() throws Exception {
        CommandLineRun run = depesche(
                """
                {"id":"1","text":"Der Rat tagt."}
                {"id":"2","text":
                [1]
                {"id":"4"}
                {"id":"5","text":"Der Rat tagt.","dct":"gestern"}
                {"text":"Der Rat tagt."}

                {"id":"8","text":""}
                """,
                "tag");

        assertThat(run.status()).isEqualTo(1);
        assertThat(read(run)).extracting(line -> line.path("id").asText()).containsExactly("1", "8");
        assertThat(run.errLines()).hasSize(5);
        assertThat(run.errLines().get(0)).startsWith("depesche tag: line 2: no JSON");
        assertThat(run.errLines().get(1)).isEqualTo("depesche tag: line 3: no JSON object");
        assertThat(run.errLines().get(2)).isEqualTo("depesche tag: line 4: \"text\" is missing");
        assertThat(run.errLines().get(3))
                .isEqualTo("depesche tag: line 5: \"dct\" gestern is no ISO 8601 date or time");
        assertThat(run.errLines().get(4)).isEqualTo("depesche tag: line 6: \"id\" is missing");
    }

    @Test
    void halfASurrogatePairDoesNotStopIt() throws Exception {
        CommandLineRun run =
                depesche("{\"id\":\"\\ud83d\",\"text\":\"Der Rat \\ud83d tagt.\",\"lang\":\"de\"}\n", "tag");

        assertThat(run.status()).isZero();
        assertThat(run.outLines().get(0)).startsWith("{\"id\":\"\\uD83D\"");
    }

    private static List<JsonNode> read(CommandLineRun run) throws Exception {
        java.util.ArrayList<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : run.outLines()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
