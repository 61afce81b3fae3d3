package io.depesche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

    private static JsonNode inspect(String kind, String line) throws Exception {
        CommandLineRun run = CommandLineRun.depesche(line + "\n", "inspect", kind);
        assertThat(run.status()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void normalisesAddressesAndTellsWhyItRefusesOthers() throws Exception {
        assertThat(inspect("url", "{\"id\":\"1\",\"input\":\"HTTPS://Blatt.example:443/a/../b?utm_source=x#oben\"}"))
                .hasToString("{\"id\":\"1\",\"url\":\"https://blatt.example/b\"}");
        assertThat(inspect("url", "{\"id\":2,\"input\":\"../c\",\"base\":\"https://blatt.example/a/b\"}")
                        .path("url")
                        .asText())
                .isEqualTo("https://blatt.example/c");
        JsonNode refused = inspect("url", "{\"id\":\"3\",\"input\":\"javascript:alert(1)\"}");
        assertThat(refused.path("url").isNull()).isTrue();
        assertThat(refused.path("reason").asText()).contains("neither http nor https");
    }

    @Test
    void readsRobotsFiles() throws Exception {
        String robots =
                base64("User-agent: *\nDisallow: /geheim\nCrawl-delay: 2\nSitemap: https://blatt.example/news.xml\n");
        JsonNode forbidden = inspect(
                "robots",
                "{\"id\":\"1\",\"robots_b64\":\"" + robots
                        + "\",\"agent\":\"Depesche\",\"url\":\"https://blatt.example/geheim/1\"}");
        assertThat(forbidden.path("allowed").asBoolean(true)).isFalse();
        assertThat(forbidden.path("crawlDelayMillis").asInt()).isEqualTo(2_000);
        assertThat(forbidden.path("sitemaps").get(0).asText()).isEqualTo("https://blatt.example/news.xml");
    }

    @Test
    void readsFeedsWithAllThatTheySayOfTheirEntries() throws Exception {
        String feed = base64(
                "<?xml version='1.0'?><rss version='2.0'><channel><title>Blatt</title><language>de</language><item>"
                        + "<title>Rat &amp;amp; Hafen</title><link>/a/1</link><guid isPermaLink='false'>nr-1</guid>"
                        + "<pubDate>Fri, 14 Mar 2025 07:30:00 +0100</pubDate><description>&lt;p&gt;Kurz&lt;/p&gt;</description>"
                        + "<author>anna@blatt.example (Anna Schwarz)</author><category>Politik</category></item></channel></rss>");
        JsonNode read = inspect(
                "feed", "{\"id\":\"f\",\"url\":\"https://blatt.example/rss.xml\",\"feed_b64\":\"" + feed + "\"}");
        assertThat(read.path("title").asText()).isEqualTo("Blatt");
        JsonNode entry = read.path("entries").get(0);
        assertThat(entry.path("id").asText()).isEqualTo("nr-1");
        assertThat(entry.path("title").asText()).isEqualTo("Rat & Hafen");
        assertThat(entry.path("link").asText()).isEqualTo("https://blatt.example/a/1");
        assertThat(entry.path("published").asText()).isEqualTo("2025-03-14T06:30:00Z");
        assertThat(entry.path("summary").asText()).isEqualTo("<p>Kurz</p>");
        assertThat(entry.path("category").get(0).asText()).isEqualTo("Politik");
    }

    @Test
    void goesOnAfterALineThatCannotBeRead() throws Exception {
        CommandLineRun run = CommandLineRun.depesche(
                "kaputt\n{\"id\":\"2\",\"input\":\"https://blatt.example/\"}\n", "inspect", "url");
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.out()).contains("the line is no JSON").contains("\"url\":\"https://blatt.example/\"");
        assertThat(inspect("feed", "{\"id\":\"1\",\"feed_b64\":\"" + base64("kein Feed") + "\"}")
                        .path("reason")
                        .asText())
                .contains("is no readable feed");
    }

    private static final String PAGE =
            """
            <!doctype html><html lang="de"><head><title>Der Steg wird gesperrt</title></head><body>
            <nav><a href="/">Start</a> <a href="/lokales">Lokales</a></nav>
            <article><h1>Der Steg wird gesperrt</h1>
            <p>Der Steg am Mühlgraben wird von Montag an gesperrt, weil das Geländer morsch geworden ist.</p>
            <p>Bis zum Ende der Ferien sollen die Arbeiten abgeschlossen sein, teilte die Gemeinde mit.</p>
            <p>Wer auf die andere Seite will, muss so lange die Brücke an der Kirche nehmen.</p>
            </article><footer>Impressum und Datenschutz</footer></body></html>
            """;

    @Test
    void showsWhatIsMadeOfAPage() throws Exception {
        JsonNode line = new ObjectMapper()
                .readTree(CommandLineRun.depesche(PAGE, "inspect", "page", "-").out());
        assertThat(line.path("title").asText()).isEqualTo("Der Steg wird gesperrt");
        assertThat(line.path("body").asText())
                .startsWith("Der Steg am Mühlgraben")
                .doesNotContain("Impressum");
    }

    @Test
    void explainsEachBlockOfAPage() {
        String out = CommandLineRun.depesche(PAGE, "inspect", "page", "-", "--explain")
                .out();
        assertThat(out)
                .containsPattern("\\+ +\\d+ % +paragraph Der Steg am Mühlgraben")
                .containsPattern("- +\\d+ % +paragraph Impressum und Datenschutz")
                .contains("outside; in furniture: footer");
    }

    @Test
    void writesTheExplanationForABrowser(@TempDir Path folder) throws Exception {
        Path html = folder.resolve("out.html");
        CommandLineRun.depesche(PAGE, "inspect", "page", "-", "--html", html.toString());
        Document document = Jsoup.parse(Files.readString(html));
        assertThat(document.select(".kept > p:not(.why)").eachText())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("Der Steg am Mühlgraben");
    }
}
