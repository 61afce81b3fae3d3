package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.Claim;
import io.depesche.contracts.record.ClaimedValue;
import io.depesche.contracts.record.Correction;
import io.depesche.contracts.record.Disagreement;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.ReportTrace;
import io.depesche.contracts.record.TaggedArticle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DisagreementsTest {

    private static final String CASES = "disagreement-cases.txt";

    /** Reports of one story, and what is to be found in them. */
    record Case(String language, String name, String expected, List<String> lines) {

        @Override
        public String toString() {
            return language + ", " + name;
        }

        List<TaggedArticle> articles() {
            return lines.stream().map(this::article).toList();
        }

        /** The reports as they are remembered after all have come. */
        List<ReportTrace> reports() {
            Map<String, ReportTrace> reports = new LinkedHashMap<>();
            List<TaggedArticle> articles = articles();
            for (int at = 0; at < articles.size(); at++) {
                String third = lines.get(at).split(" ")[2];
                Optional<String> original =
                        third.startsWith("of:") ? Optional.of(idOf(third.substring(3))) : Optional.empty();
                ReportTrace report = ReportOf.trace(articles.get(at), original);
                ReportTrace before = reports.get(report.getMember().getArticleId());
                reports.put(
                        report.getMember().getArticleId(),
                        before == null
                                ? report
                                : ReportTrace.newBuilder(report)
                                        .setClaims(Claims.revised(before.getClaims(), report.getClaims()))
                                        .build());
            }
            return List.copyOf(reports.values());
        }

        private TaggedArticle article(String line) {
            String[] parts = line.split(" ", 3);
            boolean revision = parts[2].startsWith("r2 ");
            String text = parts[2].replaceFirst("^(r2|of:\\w+) ", "");
            boolean first = lines.stream()
                    .filter(other -> other.startsWith(parts[0] + " "))
                    .findFirst()
                    .orElseThrow()
                    .equals(line);
            return ReportOf.article(
                    revision || first ? idOf(parts[0]) : idOf(parts[0] + parts[1]),
                    revision ? 2 : 1,
                    parts[0],
                    language,
                    "2026-11-07T%s:00Z".formatted(parts[1]),
                    text.split(" \\| ")[0],
                    text.split(" \\| ")[1]);
        }

        private static String idOf(String name) {
            return ArticleIds.of("https://%s.example/".formatted(name));
        }
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream stream = DisagreementsTest.class.getResourceAsStream(CASES);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line : reader.lines().toList()) {
                if (line.startsWith("== ")) {
                    int colon = line.lastIndexOf(": ") < 0 ? line.length() - 1 : line.indexOf(": ");
                    cases.add(new Case(
                            line.substring(3, 5),
                            line.substring(7, colon),
                            line.substring(colon + 1).trim(),
                            new ArrayList<>()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    cases.get(cases.size() - 1).lines().add(line);
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatReportsDisagreeOn(Case given) {
        assertThat(Disagreements.among(given.reports()).stream()
                        .map(DisagreementsTest::line)
                        .collect(Collectors.joining("; ")))
                .isEqualTo(given.expected());
    }

    private static String line(Disagreement disagreement) {
        return Stream.of(
                        Stream.of(
                                disagreement.getState().toString(),
                                disagreement.getAbout()
                                        + disagreement
                                                .getContext()
                                                .map(" (%s)"::formatted)
                                                .orElse(""),
                                disagreement.getValues().stream()
                                        .map(ClaimedValue::getValue)
                                        .collect(Collectors.joining("/"))),
                        disagreement.getCorrections().stream().map(DisagreementsTest::line))
                .flatMap(parts -> parts)
                .collect(Collectors.joining(" "));
    }

    private static String line(Correction correction) {
        return "%s:%s>%s@%s"
                .formatted(
                        correction.getOutlet(),
                        correction.getBefore(),
                        correction.getAfter(),
                        correction.getTime().toString().substring(11, 16));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachClaimQuotesItsField(Case given) {
        for (TaggedArticle tagged : given.articles()) {
            assertThat(new Claims().of(tagged)).allSatisfy(claim -> {
                assertThat(textAt(tagged.getArticle(), claim)).isEqualTo(claim.getExact());
                assertThat(textOf(tagged.getArticle(), claim.getField())).contains(claim.getSentence());
                assertThat(claim.getSentence()).contains(claim.getExact());
            });
        }
    }

    private static String textOf(RawArticle article, Field field) {
        return switch (field) {
            case HEADLINE -> article.getHeadline();
            case LEAD -> article.getLead().orElse("");
            case BODY -> article.getBody();
        };
    }

    private static String textAt(RawArticle article, Claim claim) {
        String text = textOf(article, claim.getField());
        return text.substring(text.offsetByCodePoints(0, claim.getStart()), text.offsetByCodePoints(0, claim.getEnd()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderOfReportsDoesNotMatter(Case given) {
        List<ReportTrace> reports = new ArrayList<>(given.reports());
        List<Disagreement> found = Disagreements.among(reports);
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(reports, new Random(seed));
            assertThat(Disagreements.among(reports)).isEqualTo(found);
        }
    }
}
