package io.depesche.ingest.rights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.depesche.contracts.record.RightsSignal;
import io.depesche.contracts.record.RightsStatement;
import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.fetch.RobotsRules;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RightsTest {

    private static final Instant NOW = Instant.parse("2025-03-14T07:00:00.123456Z");
    private static final URI PAGE = URI.create("https://blatt.example/artikel/1");

    private static Answer answer(Map<String, List<String>> headers) {
        return new Answer(PAGE, 200, headers, new byte[0], Duration.ZERO);
    }

    private static RobotsRules robots(String text) {
        return RobotsRules.parse(PAGE.resolve("/robots.txt"), text.getBytes(UTF_8));
    }

    @Test
    void collectsFromHeadersPageFileAndRobots() {
        Answer answer = answer(Map.of(
                "x-robots-tag", List.of("depesche: noai", "otherbot: noindex"),
                "tdm-reservation", List.of("1"),
                "tdm-policy", List.of("https://blatt.example/p"),
                "content-signal", List.of("search=yes")));
        RightsStatement meta = new RightsStatement(RightsSignal.ROBOTS_META, "noarchive", PAGE.toString(), null);
        TdmRules file = TdmRules.parse(
                PAGE.resolve(TdmRules.PATH), "[{\"location\":\"/\",\"tdm-reservation\":1}]".getBytes(UTF_8));
        List<RightsStatement> rights = Rights.collect(
                answer,
                List.of(meta),
                robots("User-agent: *\nContent-Signal: ai-train=no\nAllow: /"),
                Optional.of(file),
                NOW);
        assertThat(rights)
                .extracting(RightsStatement::getSignal, RightsStatement::getValue, RightsStatement::getEvidence)
                .containsExactly(
                        tuple(RightsSignal.X_ROBOTS_TAG, "depesche: noai", "X-Robots-Tag"),
                        tuple(RightsSignal.X_ROBOTS_TAG, "otherbot: noindex", "X-Robots-Tag"),
                        tuple(RightsSignal.TDMREP, "tdm-reservation: 1", "tdm-reservation"),
                        tuple(RightsSignal.TDMREP, "tdm-policy: https://blatt.example/p", "tdm-policy"),
                        tuple(RightsSignal.CONTENT_SIGNAL, "search=yes", "Content-Signal"),
                        tuple(RightsSignal.ROBOTS_META, "noarchive", PAGE.toString()),
                        tuple(
                                RightsSignal.TDMREP,
                                "tdm-reservation: 1",
                                "https://blatt.example/.well-known/tdmrep.json"),
                        tuple(RightsSignal.CONTENT_SIGNAL, "ai-train=no", "https://blatt.example/robots.txt"));
        assertThat(rights)
                .extracting(RightsStatement::getStated)
                .containsOnly(Optional.of(Instant.parse("2025-03-14T07:00:00.123Z")));
    }

    @Test
    void keepsAStatementOnce() {
        Answer answer = answer(Map.of("x-robots-tag", List.of("noai", "noai")));
        assertThat(Rights.collect(answer, List.of(), robots(""), Optional.empty(), NOW))
                .hasSize(1);
    }

    @Test
    void isNotFloodedByAHostileServer() {
        Answer answer = answer(Map.of("tdm-policy", Collections.nCopies(1, "x".repeat(10_000))));
        assertThat(Rights.collect(answer, List.of(), robots(""), Optional.empty(), NOW))
                .allSatisfy(statement -> assertThat(statement.getValue()).hasSizeLessThanOrEqualTo(1_000));
        String lines = "Content-Signal: search=";
        StringBuilder many = new StringBuilder("User-agent: *\n");
        for (int i = 0; i < 1_000; i++) {
            many.append(lines).append(i).append('\n');
        }
        assertThat(Rights.collect(answer(Map.of()), List.of(), robots(many.toString()), Optional.empty(), NOW))
                .hasSize(100);
    }
}
