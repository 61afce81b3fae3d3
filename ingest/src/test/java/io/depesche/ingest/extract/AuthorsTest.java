package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorsTest {

    private static final String OUTLET =
            """
            <meta property="og:site_name" content="Beispielblatt">
            <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Brücke gesperrt",
            "author": {"@type": "Organization", "name": "Beispielblatt"}}</script>
            """;

    @Test
    void readsTheBylineWhereTheMetadataHasTheOutlet() {
        assertThat(authors(OUTLET, "<p class='article-byline'>Von <a href='/autor/muster'>Anna Muster</a></p>", ""))
                .containsExactly("Anna Muster");
    }

    @Test
    void takesNamesInElementsOfTheirOwnApart() {
        String byline = "<div class='byline'><span>Anna Muster</span> <span>Bo Beispiel</span></div>";
        assertThat(authors("", byline, "")).containsExactly("Anna Muster", "Bo Beispiel");
    }

    @Test
    void writesNamesInCapitalsAsNames() {
        assertThat(authors("", "<p class='autor'>VON ANNA MUSTER-PROBE</p>", ""))
                .containsExactly("Anna Muster-Probe");
    }

    @Test
    void turnsANameRoundThatBeginsWithTheSurname() {
        assertThat(authors("<meta name='author' content='Muster, Anna'>", "", ""))
                .containsExactly("Anna Muster");
    }

    @Test
    void readsTheLabelledFieldsOfSharingCards() {
        String card =
                "<meta name='twitter:label1' content='Verfasst von'><meta name='twitter:data1' content='Anna Muster'>";
        assertThat(authors(card, "", "")).containsExactly("Anna Muster");
    }

    @Test
    void readsABoxBelowTheText() {
        assertThat(authors("", "", "<div class='author-box'><a rel='author' href='/a'>Anna Muster</a></div>"))
                .containsExactly("Anna Muster");
    }

    @Test
    void leavesThoseOutWhoCommentOrWroteOtherArticles() {
        String below =
                """
                <div class="related"><p class="author">Von Bo Beispiel</p></div>
                <section class="comments"><p class="author">Cem Probe</p></section>
                """;
        assertThat(authors("", "<p class='byline'>Von Anna Muster</p>", below)).containsExactly("Anna Muster");
    }

    @Test
    void namesTheAgencyOfItsReportAndNobodyElse() {
        String agency = "<meta name='author' content='dpa'>";
        assertThat(authors(agency, "", "<div class='author-box'>Bo Beispiel</div>"))
                .containsExactly("dpa");
    }

    @Test
    void takesNoListOfReferencesForAuthors() {
        String references = "<meta name='author' content='A. Muster'>"
                .repeat(30)
                .replace("A. Muster", "%s. Muster")
                .formatted((Object[]) "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜÅ".split(""));
        assertThat(authors(references, "<p class='byline'>By Bo Beispiel</p>", ""))
                .containsExactly("Bo Beispiel");
    }

    @Test
    void givesNothingWhereNobodyIsNamed() {
        assertThat(authors("", "<p class='byline'>Von unserer Redaktion</p>", ""))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Von Anna Muster und Bo Beispiel; Anna Muster, Bo Beispiel",
                "By Anna Muster, Bo Beispiel and Cem Probe; Anna Muster, Bo Beispiel, Cem Probe",
                "Ein Beitrag von Anna Muster; Anna Muster",
                "Text: Anna Muster, Redakteurin; Anna Muster",
                "Posted on May 3, 2024 by Anna Muster; Anna Muster",
                "Ein Interview von Anna Muster mit Bo Beispiel; Anna Muster",
                "By Anna Muster | March 3; Anna Muster",
                "Dr. Anna von der Muster (dpa); Dr. Anna von der Muster",
                "Von unserer Redaktion; ''",
                "Mehr lesen; ''"
            })
    void takesALineApart(String line, String names) {
        assertThat(String.join(", ", AuthorNames.people(line))).isEqualTo(names);
    }

    private static List<String> authors(String head, String byline, String below) {
        String html = Pages.article("")
                .replace("</head>", head + "</head>")
                .replace("<div class=\"text\">", byline + "<div class=\"text\">")
                .replace("</article>", below + "</article>");
        return Pages.extract(html).authors();
    }
}
