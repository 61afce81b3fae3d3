package io.depesche.ingest.extract;

import static io.depesche.ingest.extract.Pages.FIRST;
import static io.depesche.ingest.extract.Pages.SECOND;
import static io.depesche.ingest.extract.Pages.THIRD;
import static io.depesche.ingest.extract.Pages.article;
import static io.depesche.ingest.extract.Pages.extract;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.RightsSignal;
import io.depesche.contracts.record.RightsStatement;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleExtractorTest {

    @Test
    void keepsTheParagraphsInReadingOrderAndNothingElse() {
        Extraction extraction = extract(article(""));
        assertThat(extraction.headline()).isEqualTo("Brücke gesperrt");
        assertThat(extraction.body()).isEqualTo(Pages.plainBody());
        assertThat(extraction.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<figure><img src='b.jpg'><figcaption>Die Brücke im Morgenlicht, von Süden her gesehen. Foto: A. Muster</figcaption></figure>",
                "<div class='bild-caption'>Die Brücke im Morgenlicht, wie man sie vom Ufer aus sieht.</div>",
                "<aside><h3>Mehr zum Thema</h3><p>Warum der Mühlbach im vergangenen Sommer fast ausgetrocknet war.</p></aside>",
                "<div class='related-articles'><p>Warum der Mühlbach im vergangenen Sommer fast ausgetrocknet war.</p></div>",
                "<div class='newsletter-box'><p>Jeden Morgen das Wichtigste aus der Stadt, kostenlos in Ihr Postfach.</p></div>",
                "<div id='cookieBanner'><p>Wir verwenden Cookies, um Ihnen unsere Seiten bequemer zu machen.</p></div>",
                "<div class='social share'><a href='#'>Teilen</a> <a href='#'>Merken</a></div>",
                "<p class='byline'>Von unserer Mitarbeiterin Anna Muster, die aus dem Rathaus berichtet.</p>",
                "<div class='ad-slot'>Anzeige</div>",
                "<p>Lesen Sie auch</p>",
                "<ul><li><a href='/a'>Der Mühlbach führt wieder Wasser</a></li><li><a href='/b'>Neue Bänke im Park</a></li></ul>",
                "<div style='display: none'>Dieser Satz ist nur für Maschinen gedacht und steht unsichtbar da.</div>",
                "<script>var text = 'Dieser Satz gehört zu einem Programm und nicht zum Text.';</script>",
                "<section class='comments'><p>Endlich tut sich hier etwas, darauf haben wir lange gewartet!</p></section>"
            })
    void leavesFurnitureOut(String furniture) {
        assertThat(extract(article(furniture)).body()).isEqualTo(Pages.plainBody());
    }

    @Test
    void keepsSubheadsListsQuotesAndTables() {
        String html = article(
                """
                <h2>Der Umweg</h2>
                <ul><li>Kirchgasse</li><li>Obere Furt</li></ul>
                <blockquote>Wir bitten um Geduld.</blockquote>
                <table><tr><td>Beginn</td><td>Montag</td></tr></table>
                """);
        assertThat(extract(html).body())
                .isEqualTo(String.join(
                        "\n\n",
                        FIRST,
                        SECOND,
                        "Der Umweg",
                        "Kirchgasse",
                        "Obere Furt",
                        "Wir bitten um Geduld.",
                        "Beginn | Montag",
                        THIRD));
    }

    @Test
    void keepsShortParagraphs() {
        assertThat(extract(article("<p>Nein.</p>")).body().split("\n\n"))
                .containsExactly(FIRST, SECOND, "Nein.", THIRD);
    }

    @Test
    void keepsTheParagraphAfterAnEmbed() {
        String html = article(
                "</div><div class='embed'><iframe src='https://video.example/1'></iframe></div><div class='text'>");
        assertThat(extract(html).body()).isEqualTo(Pages.plainBody());
    }

    @Test
    void partsParagraphsWhereTwoLinesBreak() {
        String html = article("").replace(SECOND + "</p>", SECOND + "<br>\n<br>Das Rathaus bittet<br>um Geduld.</p>");
        assertThat(extract(html).body().split("\n\n"))
                .containsExactly(FIRST, SECOND, "Das Rathaus bittet um Geduld.", THIRD);
    }

    @Test
    void findsTheLeadOutsideTheText() {
        String lead = "Wer zum Bahnhof will, muss von Montag an einen Umweg gehen";
        String html = article("")
                .replace("<div class=\"text\">", "<p class='article-teaser'>" + lead + "</p><div class='text'>");
        Extraction extraction = extract(html);
        assertThat(extraction.lead()).contains(lead);
        assertThat(extraction.body()).isEqualTo(lead + "\n\n" + Pages.plainBody());
    }

    @Test
    void explainsWhatMovesTheModel() {
        List<BlockVerdict> blocks = new ArticleExtractor().explain(Pages.of(article("")));
        assertThat(blocks).filteredOn(BlockVerdict::kept).isNotEmpty().allSatisfy(block -> assertThat(block.reasons())
                .anyMatch(reason -> reason.matches("model: .*\\+\\d\\.\\d.*")));
    }

    @Test
    void doubtsAWordThatWouldTakeTheArticleAway() {
        String open = "<p>Der Umweg führt an der alten Mühle vorbei, deren Rad seit dem Frühjahr wieder läuft.</p>"
                + "<p>Dort steht auch die Linde, unter der sich der Gemeinderat im Sommer gern versammelt.</p>"
                + "<p>Wer es eilig hat, nimmt den Pfad am Wehr, der freilich nach Regen recht schlammig ist.</p>";
        String html = article("")
                .replace("<p>", "<p class='paywall'>")
                .replace("<div class=\"text\">", "<div class=\"text\">" + open);
        assertThat(extract(html).body()).endsWith(Pages.plainBody());
    }

    @Test
    void keepsAllEntriesOfALiveTicker() {
        StringBuilder entries = new StringBuilder();
        for (int entry = 1; entry <= 20; entry++) {
            entries.append(
                    "<div class='ticker-entry'><h3>1%d.00 Uhr</h3><p>Meldung Nummer %d vom Mühlbach: Die Bauleute sind an Pfeiler %d angekommen.</p></div>"
                            .formatted(entry % 10, entry, entry));
        }
        String body = extract(article(entries.toString())).body();
        assertThat(body).contains("Meldung Nummer 1 ", "Meldung Nummer 20 ", "13.00 Uhr");
    }

    @Test
    void takesTheTextFromTheMetadataWhereTheMarkupHasNone() {
        String html =
                """
                <html><head><script type="application/ld+json">
                {"@type": "NewsArticle", "headline": "Brücke gesperrt", "articleBody": "%s\\n\\n%s\\n\\n%s"}
                </script></head><body><div id="app">Wird geladen</div></body></html>
                """
                        .formatted(FIRST, SECOND, THIRD);
        assertThat(extract(html).body()).isEqualTo(Pages.plainBody());
    }

    @Test
    void endsWhereTheTextOfTheMetadataEnds() {
        String appeal = "<p>Mehr aus der Stadt steht jeden Tag in unserer Zeitung.</p>";
        String html = article("").replace(THIRD + "</p>", THIRD + "</p>" + appeal);
        assertThat(extract(html).body()).contains("jeden Tag in unserer Zeitung");
        String described =
                "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"articleBody\": \"%s\"}</script></head>"
                        .formatted(FIRST + " " + SECOND + " " + THIRD);
        assertThat(extract(html.replace("</head>", described)).body()).isEqualTo(Pages.plainBody());
    }

    @Test
    void keepsTheTextBelowMetadataThatBreaksOff() {
        String described =
                "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"articleBody\": \"%s\"}</script></head>"
                        .formatted(FIRST + " " + SECOND + " " + THIRD);
        String below =
                "<p>Für Radfahrer wird eine Furt %s der Brücke angelegt, die bei Hochwasser gesperrt bleibt.</p>";
        String html = article("")
                .replace(THIRD + "</p>", THIRD + "</p>" + below.formatted("oberhalb") + below.formatted("unterhalb"))
                .replace("</head>", described);
        assertThat(extract(html).body()).contains("oberhalb", "unterhalb");
    }

    @Test
    void givesAConsentWallNoBody() {
        String html =
                """
                <html><body><h1>Beispielblatt</h1>
                <p>Mit Ihrer Zustimmung verwenden wir und unsere Partner Cookies, um Anzeigen auszuwählen und zu messen.</p>
                <p>Ihre Einwilligung können Sie jederzeit widerrufen; mehr steht in unseren Hinweisen zum Datenschutz.</p>
                </body></html>
                """;
        Extraction extraction = extract(html);
        assertThat(extraction.body()).isEmpty();
        assertThat(extraction.problem().map(Problem::code)).contains(Problem.Code.CONSENT_WALL);
        assertThat(extraction.problem().map(Problem::detail)).contains("a consent wall instead of the article");
    }

    @Test
    void givesAnIndexPageNoBody() {
        String html = "<html><body><ul>"
                + "<li><a href='/x'>Eine Überschrift, die auf einen anderen Artikel verweist</a></li>".repeat(30)
                + "</ul></body></html>";
        assertThat(extract(html).problem().map(Problem::code)).contains(Problem.Code.NO_BODY);
    }

    @Test
    void takesTheSitesNameAndTheKickerOffTheHeadline() {
        String title = "<title>Umbau am Mühlbach beginnt früher - Beispielblatt</title>";
        assertThat(extract("<html><head>" + title + "</head><body><p>" + FIRST + "</p></body></html>")
                        .headline())
                .isEqualTo("Umbau am Mühlbach beginnt früher");
        String kicker = "<meta property='og:title' content='Umbau am Mühlbach beginnt früher'>";
        assertThat(extract("<html><head>" + kicker
                                + "</head><body><h1><span>Verkehr</span> Umbau am Mühlbach beginnt früher</h1><p>"
                                + FIRST + "</p></body></html>")
                        .headline())
                .isEqualTo("Umbau am Mühlbach beginnt früher");
    }

    @Test
    void turnsMarkupInTitlesIntoText() {
        String html =
                "<html><head><meta property='og:title' content='Müller &amp;amp; Söhne &lt;b&gt;bauen&lt;/b&gt; die Brücke'></head><body><p>"
                        + FIRST + "</p></body></html>";
        assertThat(extract(html).headline()).isEqualTo("Müller & Söhne bauen die Brücke");
    }

    @Test
    void listsAuthorsWithoutAgenciesRolesAndTheOutlet() {
        String html =
                """
                <html><head><meta property="og:site_name" content="Beispielblatt"><script type="application/ld+json">
                {"@graph": [{"@type": "Person", "@id": "#anna", "name": "Anna Muster"},
                {"@type": "NewsArticle", "headline": "Brücke gesperrt", "datePublished": "2024-05-03",
                 "author": [{"@id": "#anna"}, {"@type": "Person", "name": "Bo Beispiel und Cem Probe, dpa"},
                            {"@type": "Organization", "name": "Beispielblatt"}]}]}
                </script></head><body><p>x</p></body></html>
                """;
        assertThat(extract(html).authors()).containsExactly("Anna Muster", "Bo Beispiel", "Cem Probe");
    }

    @Test
    void readsTheBylineWhereTheMetadataNamesNobody() {
        String html = article("")
                .replace(
                        "<div class=\"text\">",
                        "<p class='byline'>Von Anna Muster und Bo Beispiel 03.05.2024, 10:15 Uhr</p><div class='text'>");
        assertThat(extract(html).authors()).containsExactly("Anna Muster", "Bo Beispiel");
    }

    @Test
    void readsWhatThePageSaysOfItself() {
        String html =
                """
                <html lang="de-AT"><head>
                <link rel="canonical" href="/artikel/1">
                <link rel="license" href="https://lizenz.example/by">
                <meta name="robots" content="noindex, noai">
                <meta name="tdm-reservation" content="1">
                <meta name="news_keywords" content="Brücke, Verkehr">
                <meta property="article:section" content="Lokales">
                <meta property="og:image" content="/bild.jpg">
                <script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False", "wordCount": 900}</script>
                </head><body><article><p>%s</p></article></body></html>
                """
                        .formatted(FIRST);
        Extraction extraction = extract(html);
        assertThat(extraction.language()).contains("de-AT");
        assertThat(extraction.canonical()).contains(URI.create("https://beispielblatt.example/artikel/1"));
        assertThat(extraction.keywords()).containsExactly("Brücke", "Verkehr");
        assertThat(extraction.section()).contains("Lokales");
        assertThat(extraction.image().orElseThrow().getUrl()).isEqualTo("https://beispielblatt.example/bild.jpg");
        assertThat(extraction.access()).isEqualTo(Access.TEASER);
        assertThat(extraction.rights())
                .extracting(RightsStatement::getSignal, RightsStatement::getValue)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(RightsSignal.ROBOTS_META, "noindex, noai"),
                        org.assertj.core.groups.Tuple.tuple(RightsSignal.TDMREP, "tdm-reservation: 1"),
                        org.assertj.core.groups.Tuple.tuple(RightsSignal.LICENCE, "https://lizenz.example/by"));
        assertThat(extraction.rights()).extracting(RightsStatement::getEvidence).containsOnly(Pages.ADDRESS.toString());
    }

    @Test
    void readsAPageWhoseCharsetIsStatedWrongly() {
        byte[] bytes =
                article("").replace("<head>", "<head><meta charset='utf-8'>").getBytes(Charset.forName("windows-1252"));
        Extraction extraction = new ArticleExtractor().extract(Page.of(bytes, Pages.ADDRESS));
        assertThat(extraction.charset()).isEqualTo("windows-1252");
        assertThat(extraction.body()).isEqualTo(Pages.plainBody());
    }

    @Test
    void namesWhyThereIsNoArticle() {
        assertThat(problem(new byte[0])).contains(Problem.Code.EMPTY);
        assertThat(problem(" \n\t".getBytes(StandardCharsets.UTF_8))).contains(Problem.Code.EMPTY);
        assertThat(problem("%PDF-1.7 <x>".getBytes(StandardCharsets.UTF_8))).contains(Problem.Code.NOT_HTML);
        assertThat(problem("{\"status\": 404}".getBytes(StandardCharsets.UTF_8)))
                .contains(Problem.Code.NOT_HTML);
        assertThat(problem(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', '<', 1}))
                .contains(Problem.Code.NOT_HTML);
        assertThat(problem(new byte[ArticleExtractor.MAX_BYTES + 1])).contains(Problem.Code.TOO_LARGE);
    }

    private static Optional<Problem.Code> problem(byte[] bytes) {
        return new ArticleExtractor()
                .extract(Page.of(bytes, Pages.ADDRESS))
                .problem()
                .map(Problem::code);
    }

    @Test
    void tellsHowManyCharactersItTookOut() {
        Extraction extraction = Pages.extract(Pages.article("").replace("</p>", "\u0000\u202E</p>"));
        assertThat(extraction.cleaned()).isPositive().isEven();
        assertThat(extraction.body()).isEqualTo(Pages.plainBody());
    }
}
