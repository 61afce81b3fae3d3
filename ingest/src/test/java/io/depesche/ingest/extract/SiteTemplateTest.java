package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteTemplateTest {

    /** What reads like a last paragraph. */
    private static final String INVITATION =
            "Haben Sie Fragen oder Hinweise zu diesem Thema? Schreiben Sie uns an die Redaktion.";

    private static final String IN_PRINT = "Dieser Text ist in der gedruckten Ausgabe des Beispielblatts erschienen.";

    private static final String INVITATION_BLOCK = "<p>" + INVITATION + "</p>";
    private static final String IN_PRINT_BLOCK = "<div>" + IN_PRINT + "</div>";

    private final ArticleExtractor extractor = new ArticleExtractor();

    private static Page page(int number, String... last) {
        String paragraphs = IntStream.range(0, 4)
                .mapToObj(index ->
                        "<p>Am %d. Tag hat der Rat von Beispielstadt %d Stunden lang über die Brücke Nummer %d beraten.</p>"
                                .formatted(number, index + 2, number * 10 + index))
                .collect(Collectors.joining());
        String end = String.join("", last);
        return Pages.of("<html><body><article><h1>Sitzung %d</h1>%s%s</article></body></html>"
                .formatted(number, paragraphs, end));
    }

    private SiteTemplate taught(int articles, String... last) {
        TemplateLearner learner = new TemplateLearner(SiteTemplate.NONE);
        for (int number = 1; number <= articles; number++) {
            learner.learn(
                    "a" + number,
                    extractor.extract(page(number, last), SiteTemplate.NONE).blocks());
        }
        return learner.template();
    }

    @Test
    void leavesOutWhatOtherArticlesHaveToo() {
        Page page = page(100, IN_PRINT_BLOCK);
        assertThat(extractor.extract(page).body()).endsWith(IN_PRINT);
        Extraction extraction =
                extractor.extract(page, taught(3, IN_PRINT_BLOCK)).extraction();
        assertThat(extraction.body()).doesNotContain(IN_PRINT).endsWith("Brücke Nummer 1003 beraten.");
        assertThat(extraction.body().split("\n\n")).hasSize(4);
    }

    @Test
    void leavesOutWhatReadsLikeAParagraphWhenMostArticlesHaveIt() {
        Page page = page(100, INVITATION_BLOCK);
        assertThat(extractor
                        .extract(page, taught(7, INVITATION_BLOCK))
                        .extraction()
                        .body())
                .endsWith(INVITATION);
        assertThat(extractor
                        .extract(page, taught(8, INVITATION_BLOCK))
                        .extraction()
                        .body())
                .doesNotContain(INVITATION);
    }

    @Test
    void readsAPageForItselfWithoutATemplateOrWithOneOfOthers() {
        Page page = page(100, INVITATION_BLOCK, IN_PRINT_BLOCK);
        Extraction alone = extractor.extract(page);
        assertThat(extractor.extract(page, SiteTemplate.NONE).extraction()).isEqualTo(alone);
        assertThat(extractor
                        .extract(page, taught(8, "<p>Ein ganz anderer Satz, der unter jedem Artikel steht.</p>"))
                        .extraction())
                .isEqualTo(alone);
    }

    @Test
    void doesNotBelieveATemplateThatWouldTakeMostOfTheText() {
        Page page = page(100, IN_PRINT_BLOCK);
        List<Long> everything = extractor.extract(page, SiteTemplate.NONE).blocks().stream()
                .map(SeenBlock::hash)
                .toList();
        assertThat(extractor
                        .extract(page, SiteTemplate.of(everything, everything))
                        .extraction())
                .isEqualTo(extractor.extract(page));
    }

    @Test
    void teachesTheSameWhetherTheTemplateIsKnownOrNot() {
        Page page = page(100, INVITATION_BLOCK, IN_PRINT_BLOCK);
        SiteTemplate template = taught(8, INVITATION_BLOCK, IN_PRINT_BLOCK);
        assertThat(extractor.extract(page, template).blocks())
                .isEqualTo(extractor.extract(page, SiteTemplate.NONE).blocks());
    }

    @Test
    void explainsWhatItLeavesOut() {
        BlockVerdict verdict = extractor.explain(page(100, IN_PRINT_BLOCK), taught(3, IN_PRINT_BLOCK)).stream()
                .filter(block -> block.text().equals(IN_PRINT))
                .findFirst()
                .orElseThrow();
        assertThat(verdict.kept()).isFalse();
        assertThat(verdict.likely()).isGreaterThan(0.5);
        assertThat(verdict.reasons()).contains("repeats over articles of the site");
    }

    /** Hashes are kept from one version to the next. */
    @Test
    void knowsABlockByTheSameHashForever() {
        assertThat(extractor.extract(page(1), SiteTemplate.NONE).blocks().get(0))
                .isEqualTo(new SeenBlock(8868348987254915976L, 89));
    }
}
