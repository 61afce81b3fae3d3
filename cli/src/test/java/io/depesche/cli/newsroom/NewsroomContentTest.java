package io.depesche.cli.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The newsroom's articles are fit to print. */
class NewsroomContentTest {

    private static final Set<Peculiarity> SHORT = Set.of(
            Peculiarity.PAYWALLED, Peculiarity.FORBIDDEN, Peculiarity.BROKEN, Peculiarity.EMPTY, Peculiarity.GONE);

    @Test
    void thereAreAtLeastSixOutletsAndFortyFourWholeArticles() throws Exception {
        assertThat(outlets()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(wholeArticles()).hasSizeGreaterThanOrEqualTo(44);
    }

    @Test
    void everyArticleFileIsListedByItsOutletAndEveryListedArticleHasAFile() throws Exception {
        for (String outlet : outlets()) {
            assertThat(Masthead.of(outlet).articles())
                    .as(outlet)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(slugs(outlet));
        }
    }

    @Test
    void wholeArticlesHaveBetween120And350Words() throws Exception {
        assertThat(wholeArticles())
                .allSatisfy(
                        article -> assertThat(words(article)).as(article.slug()).isBetween(120L, 350L));
    }

    @Test
    void wholeArticlesHaveFourToEightParagraphs() throws Exception {
        assertThat(wholeArticles())
                .allSatisfy(article -> assertThat(article.blocks().stream().filter(block -> !block.startsWith("## ")))
                        .as(article.slug())
                        .hasSizeBetween(4 - 1, 8 - 1));
    }

    @Test
    void aPaywalledArticleShowsTwoParagraphs() throws Exception {
        assertThat(articles())
                .filteredOn(article -> article.peculiarity() == Peculiarity.PAYWALLED)
                .hasSize(1)
                .allSatisfy(article -> assertThat(article.blocks()).hasSize(1));
    }

    @Test
    void everyArticleSaysWhoWroteItAndUnderWhichSectionAndKeywords() throws Exception {
        assertThat(wholeArticles()).allSatisfy(article -> {
            assertThat(article.authors().isEmpty())
                    .as(article.slug())
                    .isEqualTo(article.agency().isPresent());
            assertThat(article.section()).matches("[A-Za-z]+");
            assertThat(article.keywords()).hasSizeBetween(2, 5).doesNotHaveDuplicates();
            assertThat(article.headline()).hasSizeBetween(15, 110);
        });
    }

    @Test
    void everyArticleWasPublishedWithinTheLastThreeDays() throws Exception {
        assertThat(articles())
                .extracting(Manuscript::age)
                .allMatch(age -> age.compareTo(Duration.ZERO) > 0 && age.compareTo(Duration.ofDays(3)) < 0);
    }

    @Test
    void noTwoArticlesShareAHeadline() throws Exception {
        assertThat(articles()).extracting(Manuscript::headline).doesNotHaveDuplicates();
    }

    @Test
    void noArticleContainsMarkup() throws Exception {
        assertThat(articles())
                .allSatisfy(article -> assertThat(article.toString()).doesNotContain("<", "{{", "**", "]("));
    }

    @Test
    void agencyCopyIsNearlyTheSameInBothOutlets() throws Exception {
        List<Manuscript> copies = articles().stream()
                .filter(article -> article.peculiarity() == Peculiarity.AGENCY_COPY)
                .toList();
        assertThat(copies).hasSize(2);
        Set<String> all = new HashSet<>(copies.get(0).blocks());
        Set<String> common = new HashSet<>(all);
        common.retainAll(copies.get(1).blocks());
        all.addAll(copies.get(1).blocks());
        assertThat(common).hasSizeBetween(all.size() / 2, all.size() - 1);
        assertThat(copies.get(0).agency()).isPresent().isEqualTo(copies.get(1).agency());
    }

    @Test
    void aCorrectionChangesHeadlineAndBodyAndNothingElse() {
        Manuscript before = Manuscript.of("harkenburger-bote", "stadtrat-beschliesst-haushalt");
        Manuscript after = Manuscript.corrected("harkenburger-bote", "stadtrat-beschliesst-haushalt");
        assertThat(after.headline()).isNotEqualTo(before.headline());
        assertThat(after.blocks()).isNotEqualTo(before.blocks());
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("headline", "blocks")
                .isEqualTo(before);
    }

    private static List<Manuscript> wholeArticles() throws IOException, URISyntaxException {
        return articles().stream()
                .filter(article -> !SHORT.contains(article.peculiarity()))
                .toList();
    }

    private static List<Manuscript> articles() throws IOException, URISyntaxException {
        return outlets().stream()
                .flatMap(outlet -> Masthead.of(outlet).articles().stream().map(slug -> Manuscript.of(outlet, slug)))
                .toList();
    }

    private static long words(Manuscript article) {
        return Stream.concat(Stream.of(article.lead()), article.blocks().stream())
                .flatMap(text -> Arrays.stream(text.split("\\s+")))
                .count();
    }

    private static Set<String> slugs(String outlet) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder().resolve(outlet))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.replaceFirst("(\\.corrected)?\\.md$", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> outlets() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(NewsroomContentTest.class.getResource("front.html").toURI())
                .getParent();
    }
}
