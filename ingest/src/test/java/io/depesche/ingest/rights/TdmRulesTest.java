package io.depesche.ingest.rights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.fetch.FetchProblem;
import io.depesche.ingest.fetch.FetchResult;
import io.depesche.ingest.fetch.Fetcher;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TdmRulesTest {

    private static final URI FILE = URI.create("https://blatt.example" + TdmRules.PATH);

    private static TdmRules rules(String json) {
        return TdmRules.parse(FILE, json.getBytes(UTF_8));
    }

    private static Optional<Boolean> reserved(TdmRules rules, String path) {
        return rules.of(FILE.resolve(path)).map(TdmRules.Rule::reserved);
    }

    @Test
    void readsRulesByPath() {
        TdmRules rules = rules(
                """
                [ {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://blatt.example/lizenz.json"},
                  {"location": "/frei/*", "tdm-reservation": 0},
                  {"location": "/*.html$", "tdm-reservation": "0"} ]""");
        assertThat(reserved(rules, "/artikel/1")).contains(true);
        assertThat(reserved(rules, "/frei/1")).contains(false);
        assertThat(reserved(rules, "/a.html")).contains(false);
        assertThat(reserved(rules, "/a.html?x=1")).contains(true);
        assertThat(rules.of(FILE.resolve("/artikel/1")).orElseThrow().policy())
                .contains("https://blatt.example/lizenz.json");
    }

    @Test
    void reservesWhereTwoRulesAreEquallyLong() {
        assertThat(reserved(
                        rules(
                                "[{\"location\":\"/a\",\"tdm-reservation\":1},{\"location\":\"/a\",\"tdm-reservation\":0}]"),
                        "/a"))
                .contains(true);
    }

    @Test
    void saysNothingOfOtherPaths() {
        assertThat(reserved(rules("[{\"location\":\"/bilder/\",\"tdm-reservation\":1}]"), "/a"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kein JSON",
                "{}",
                "[1, null, {}, []]",
                "[{\"location\": 1, \"tdm-reservation\": 1}]",
                "[{\"location\": \"/\", \"tdm-reservation\": 2}]",
                "[{\"location\": \"/\"}]",
                "[{\"location\": \"/\", \"tdm-reservation\": 1}",
                "<html></html>"
            })
    void saysNothingWhereItCannotBeRead(String json) {
        assertThat(reserved(rules(json), "/a")).isEmpty();
    }

    @Test
    void saysNothingWhereItIsHuge() {
        assertThat(reserved(
                        rules("[{\"location\":\"/\",\"tdm-reservation\":1}]" + " ".repeat(TdmRules.MAX_BYTES)), "/a"))
                .isEmpty();
        assertThat(reserved(rules("[".repeat(100_000)), "/a")).isEmpty();
    }

    @Property
    void readsAnyBytes(@ForAll byte[] bytes) {
        assertThat(TdmRules.parse(FILE, bytes).address()).isEqualTo(FILE);
    }

    private final List<URI> asked = new ArrayList<>();
    private final Deque<FetchResult> results = new ArrayDeque<>();
    private Instant now = Instant.parse("2025-03-14T07:00:00Z");
    private final TdmFiles files = new TdmFiles(this::answer, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private CompletableFuture<FetchResult> answer(Fetcher.Order order) {
        asked.add(order.address());
        return CompletableFuture.completedFuture(results.remove());
    }

    private Optional<TdmRules> ask() {
        return files.of(FILE.resolve("/artikel/1"), Duration.ofSeconds(2)).join();
    }

    private static FetchResult file(String json) {
        return new FetchResult.Fetched(new Answer(FILE, 200, Map.of(), json.getBytes(UTF_8), Duration.ZERO));
    }

    @Test
    void isFetchedOnceADay() {
        results.add(file("[{\"location\":\"/\",\"tdm-reservation\":1}]"));
        assertThat(reserved(ask().orElseThrow(), "/a")).contains(true);
        now = now.plus(Duration.ofHours(23));
        assertThat(ask()).isPresent();
        assertThat(files.known(FILE.resolve("/b"))).isPresent();
        assertThat(asked).containsExactly(FILE);
        now = now.plus(Duration.ofHours(1));
        results.add(new FetchResult.Failed(FetchProblem.NOT_FOUND, "is not there"));
        assertThat(ask()).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void isNotAskedForAgainWhereThereIsNone() {
        results.add(new FetchResult.Failed(FetchProblem.NOT_FOUND, "is not there"));
        assertThat(ask()).isEmpty();
        now = now.plus(Duration.ofHours(23));
        assertThat(ask()).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void isAskedForAgainAfterAnHourWhereItCouldNotBeHad() {
        results.add(new FetchResult.Failed(FetchProblem.TIMEOUT, "did not answer"));
        assertThat(ask()).isEmpty();
        now = now.plus(Duration.ofMinutes(59));
        assertThat(ask()).isEmpty();
        assertThat(asked).hasSize(1);
        now = now.plus(Duration.ofMinutes(1));
        results.add(file("[]"));
        assertThat(ask()).isPresent();
    }
}
