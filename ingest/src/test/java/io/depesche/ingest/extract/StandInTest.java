package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Access;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandInTest {

    /** A page with that title and heading, and a paragraph that reads as prose. */
    private static Extraction page(String title, String heading) {
        return Pages.extract(
                """
                <html><head><title>%s</title></head><body><nav><a href="/">Start</a></nav><main><h1>%s</h1>
                <p>Das tut uns leid. Vielleicht führt die Suche oben auf dieser Seite zu dem, was Sie gesucht haben.</p>
                <p>Unsere Redaktion berichtet jeden Tag von früh bis spät aus der Stadt und aus dem ganzen Landkreis.</p>
                </main></body></html>
                """
                        .formatted(title, heading));
    }

    @ParameterizedTest
    @CsvSource({
        "404 - Seite nicht gefunden | Beispielblatt, Hoppla, ERROR_PAGE",
        "Beispielblatt, Seite nicht gefunden, ERROR_PAGE",
        "Beispielblatt, Die angeforderte Seite wurde leider nicht gefunden, ERROR_PAGE",
        "Page not found – Sample Gazette, Sorry, ERROR_PAGE",
        "Sample Gazette, This page could not be found, ERROR_PAGE",
        "403 Forbidden, 403 Forbidden, ERROR_PAGE",
        "Zugriff verweigert, Zugriff verweigert, ERROR_PAGE",
        "Access Denied, Access Denied, ERROR_PAGE",
        "503 Service Unavailable, Beispielblatt, ERROR_PAGE",
        "Just a moment..., beispielblatt.example, BOT_CHECK",
        "Attention Required! | Sample, Sorry, BOT_CHECK",
        "Sind Sie ein Roboter?, Sind Sie ein Roboter?, BOT_CHECK",
        "Sample Gazette, Please verify you are a human, BOT_CHECK",
        "Anmelden | Beispielblatt, Willkommen zurück, LOGIN",
        "Log in – Sample Gazette, Log in, LOGIN"
    })
    void isToldFromAnArticle(String title, String heading, Problem.Code code) {
        Extraction extraction = page(title, heading);
        assertThat(extraction.problem().map(Problem::code)).contains(code);
        assertThat(extraction.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "404 Brücken im Land sind marode",
                "Vermisster Wanderer nicht gefunden",
                "Seite 3: Was vom Sommer bleibt",
                "Access denied to thousands of commuters",
                "Was hinter der Meldung „Seite nicht gefunden“ steckt",
                "Just a moment of peace",
                "Robot check-in at the hotel",
                "Anmelden zum Lauf am Mühlbach"
            })
    void isNotAnArticleAboutOne(String headline) {
        assertThat(page(headline + " | Beispielblatt", headline).problem()).isEmpty();
    }

    @Test
    void isNoArticleThatTheMetadataDescribes() {
        String described =
                "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Access denied\"}</script></head>";
        String html = Pages.article("").replace("Brücke gesperrt", "Access denied");
        assertThat(Pages.extract(html).problem().map(Problem::code)).contains(Problem.Code.ERROR_PAGE);
        assertThat(Pages.extract(html.replace("</head>", described)).body()).isEqualTo(Pages.plainBody());
    }

    @Test
    void tellsAPageThatBreaksOff() {
        assertThat(code("<html><head><title>Brücke gesperrt</title></head><body><div class='te"))
                .contains(Problem.Code.CUT_OFF);
        assertThat(code("<html><body><h1>Brücke</h1><script>var a = 1;")).contains(Problem.Code.CUT_OFF);
        assertThat(code("<html><body><h1>Brücke</h1></body></html>")).contains(Problem.Code.NO_BODY);
        String whole = Pages.article("");
        int second = whole.indexOf(Pages.THIRD);
        assertThat(Pages.extract(whole.substring(0, second)).body()).isEqualTo(Pages.FIRST + "\n\n" + Pages.SECOND);
    }

    private static Optional<Problem.Code> code(String html) {
        return Pages.extract(html).problem().map(Problem::code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dieser Artikel ist exklusiv für Abonnenten.",
                "Jetzt abonnieren und weiterlesen",
                "Weiterlesen mit Blatt+",
                "Sie haben bereits ein Abo? Dann melden Sie sich an.",
                "Subscribe to continue reading.",
                "This article is for subscribers only."
            })
    void tellsATeaserByThePaywallBelow(String offer) {
        String wall = "</div><div class='paywall'><p>" + offer + "</p></div>";
        Extraction extraction =
                Pages.extract(Pages.article("").replace(Pages.THIRD + "</p>\n</div>", Pages.THIRD + "</p>" + wall));
        assertThat(extraction.access()).isEqualTo(Access.TEASER);
        assertThat(extraction.body()).isEqualTo(Pages.plainBody());
    }

    @Test
    void believesWhatThePageSaysOfAccess() {
        assertThat(access("\"isAccessibleForFree\": true")).isEqualTo(Access.OPEN);
        assertThat(access("\"isAccessibleForFree\": \"False\"")).isEqualTo(Access.PAYWALLED);
        String part =
                "\"hasPart\": {\"@type\": \"WebPageElement\", \"isAccessibleForFree\": false, \"cssSelector\": \".%s\"}";
        assertThat(access(part.formatted("text"))).isEqualTo(Access.PAYWALLED);
        assertThat(access(part.formatted("rest"))).isEqualTo(Access.TEASER);
        assertThat(access("\"name\": \"x\"")).isEqualTo(Access.UNKNOWN);
    }

    private static Access access(String statement) {
        String described = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", %s}</script></head>"
                .formatted(statement);
        return Pages.extract(Pages.article("").replace("</head>", described)).access();
    }
}
