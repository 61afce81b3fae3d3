package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadlinesTest {

    private static final String SOCIAL = "<meta property='og:title' content='%s'>";
    private static final String DESCRIBED =
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"%s\",\"datePublished\":\"2026-03-02\"}</script>";

    private static final String HEADLINE = "Stadtrat stimmt für das neue Hallenbad am Mühlbach";

    /** A page with this title, head and top, before paragraphs that are an article's. */
    private static String headlineOf(String title, String head, String top) {
        String html = Pages.article("")
                .replace("<title>Brücke gesperrt | Beispielblatt</title>", "<title>" + title + "</title>" + head)
                .replace("<h1>Brücke gesperrt</h1>", top);
        return Pages.extract(html).headline();
    }

    @Test
    void takesTheHeadingThatMetadataRepeats() {
        assertThat(headlineOf(
                        HEADLINE + " | Beispielblatt",
                        SOCIAL.formatted(HEADLINE) + DESCRIBED.formatted(HEADLINE),
                        "<h1>" + HEADLINE + "</h1>"))
                .isEqualTo(HEADLINE);
    }

    @Test
    void passesOverAHeadingThatNamesTheSite() {
        assertThat(headlineOf(
                        "Beispielblatt » Archiv » " + HEADLINE,
                        "<meta property='og:site_name' content='Beispielblatt'>",
                        "<h1>Beispielblatt</h1><h2>" + HEADLINE + "</h2>"))
                .isEqualTo(HEADLINE);
    }

    @Test
    void passesOverTheLastBreadcrumb() {
        assertThat(headlineOf(
                        "Hallenbad: Was der Stadtrat beschlossen hat",
                        SOCIAL.formatted("Hallenbad: Was der Stadtrat beschlossen hat") + DESCRIBED.formatted(HEADLINE),
                        "<div class='breadcrumb'><h1>Hallenbad: Was der Stadtrat beschlossen hat</h1></div><h2>"
                                + HEADLINE
                                + "</h2>"))
                .isEqualTo(HEADLINE);
    }

    @Test
    void keepsTheKickerApart() {
        assertThat(headlineOf(
                        HEADLINE + " - Beispielblatt",
                        SOCIAL.formatted(HEADLINE) + DESCRIBED.formatted(HEADLINE),
                        "<h1><span class='kicker'>Baupläne</span> <span class='headline'>" + HEADLINE + "</span></h1>"))
                .isEqualTo(HEADLINE);
    }

    @Test
    void takesWhatTheOutletSpreadsBeforeALongerHeading() {
        String spread = "Hallenbad am Mühlbach kommt: Stadtrat stimmt für den Neubau";
        assertThat(headlineOf(
                        HEADLINE + " - Beispielblatt",
                        SOCIAL.formatted(spread) + DESCRIBED.formatted(HEADLINE),
                        "<h1>" + HEADLINE + "</h1>"))
                .isEqualTo(spread);
    }

    @Test
    void takesTheHeadingWhereTheOutletSpreadsATitleForSearch() {
        String forSearch = "Mühlbach: Hallenbad, Kosten, Baubeginn – was man jetzt wissen muss";
        assertThat(headlineOf(
                        forSearch,
                        SOCIAL.formatted(forSearch) + DESCRIBED.formatted(HEADLINE),
                        "<h1>" + HEADLINE + "</h1>"))
                .isEqualTo(HEADLINE);
    }

    @Test
    void cutsTheSiteOffWhatTheMetadataSays() {
        assertThat(headlineOf(
                        HEADLINE + " | Politik | Beispielblatt", SOCIAL.formatted(HEADLINE + " - Beispielblatt"), ""))
                .isEqualTo(HEADLINE);
    }

    @Test
    void takesTheHeadlineFromTheTitleWhereNothingElseHasIt() {
        assertThat(headlineOf(HEADLINE + " | Beispielblatt", "", "")).isEqualTo(HEADLINE);
    }

    @Test
    void keepsADashThatBelongsToTheHeadline() {
        String headline = "Stadtrat stimmt für das Hallenbad - und gegen die Brücke";
        assertThat(headlineOf(headline + " | Beispielblatt", SOCIAL.formatted(headline), "<h1>" + headline + "</h1>"))
                .isEqualTo(headline);
    }

    @Test
    void keepsQuotesAsThePageSetsThem() {
        String headline = "„Das Hallenbad kommt“: Stadtrat stimmt für den Neubau";
        assertThat(headlineOf(
                        "„Das Hallenbad kommt“: Stadtrat stimmt für den Neubau - Beispielblatt",
                        SOCIAL.formatted(headline),
                        "<h1>" + headline + "</h1>"))
                .isEqualTo(headline);
    }

    @Test
    void isEmptyWithoutAnyText() {
        assertThat(Pages.extract("<html><body><p></p></body></html>").headline())
                .isEmpty();
    }

    @Test
    void findsTheTopOfAnArticleWhoseHeadingDiffersFromItsHeadline() {
        String html =
                Pages.article("").replace("<title>Brücke gesperrt | Beispielblatt</title>", SOCIAL.formatted(HEADLINE));
        assertThat(Pages.extract(html).body()).isEqualTo(Pages.plainBody());
    }
}
