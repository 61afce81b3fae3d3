package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartLinksTest {

    private static final String HOST = "https://beispielblatt.example";

    private static PartLinks read(String path, String html) {
        URI address = URI.create(HOST + path);
        Page page = Page.of(
                ("<html><head></head><body><article>" + html + "</article></body></html>")
                        .getBytes(StandardCharsets.UTF_8),
                address);
        return new ArticleExtractor().extract(page, SiteTemplate.NONE).parts();
    }

    private static Optional<String> next(String path, String html) {
        return read(path, html).nextAtStart().map(URI::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/die-bruecke, /a/die-bruecke/2",
        "/a/die-bruecke/, /a/die-bruecke/2/",
        "/a/die-bruecke.html, /a/die-bruecke-2.html",
        "/a/die-bruecke.html, '/a/die-bruecke,seite2.html'",
        "/a/die-bruecke.html, /a/die-bruecke_p2.html",
        "/a/die-bruecke, /a/die-bruecke/seite-2",
        "/a/die-bruecke, /a/die-bruecke/page/2",
        "/a/die-bruecke, /a/die-bruecke?page=2",
        "/a/die-bruecke, /a/die-bruecke?page=1",
        "/a/die-bruecke?id=7, /a/die-bruecke?id=7&seite=2",
        "/a?id=7, /a?seite=2&id=7",
        "/a/die-bruecke/1, /a/die-bruecke/2",
        "/a/die-bruecke?page=0, /a/die-bruecke?page=1",
        "/2026/05/11/die-bruecke, /2026/05/11/die-bruecke/2"
    })
    void findsTheNextPart(String path, String next) {
        assertThat(next(path, "<p>Text</p><a rel='next' href='" + next + "'>Weiter</a>"))
                .contains(HOST + next);
        assertThat(next(path, "<link rel='next' href='" + next + "'>")).contains(HOST + next);
        for (String label : new String[] {"2", "Seite 2", "Weiter", "Nächste Seite »", "›", "Weiter auf Seite 2"}) {
            assertThat(next(path, "<p>Text</p><a href='" + next + "'>" + label + "</a>"))
                    .as(label)
                    .contains(HOST + next);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a/die-bruecke, /a/der-hafen",
        "/a/die-bruecke, /a/die-bruecke/3",
        "/a/die-bruecke, /b/die-bruecke/2",
        "/a/die-bruecke, /a/die-bruecke-im-bau-2",
        "/a/bruecke-11, /a/bruecke-12",
        "/a/die-bruecke-4711, /a/die-bruecke-4712",
        "/2026/05/11/die-bruecke, /2026/05/12/die-bruecke",
        "/a/die-bruecke, https://anderer.example/a/die-bruecke/2",
        "/a/die-bruecke/2, /a/die-bruecke/2",
        "/, /page/3"
    })
    void takesNothingElseForTheNextPart(String path, String link) {
        assertThat(next(path, "<p>Text</p><a rel='next' href='" + link + "'>Weiter</a>"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href='/a/die-bruecke?page=2'>Anna Muster antwortet auf den Kommentar</a>",
                "<section class='comments'><a href='/a/die-bruecke?page=2'>2</a></section>",
                "<a href='/a/die-bruecke?page=2#comments'>2</a>",
                "<a rel='prev' href='/a/die-bruecke?page=2'>2 Jahre zuvor</a>"
            })
    void passesOverOtherNumberedLinks(String link) {
        assertThat(next("/a/die-bruecke", link)).isEmpty();
    }

    @Test
    void goesOnFromALaterPart() {
        String links = "<link rel='prev' href='/a/die-bruecke/2'><link rel='next' href='/a/die-bruecke/4'>";
        assertThat(next("/a/die-bruecke/3", links)).contains(HOST + "/a/die-bruecke/4");
        assertThat(read("/a/die-bruecke/3", "<a href='/a/die-bruecke/4'>4</a>").next())
                .as("for who comes from the second")
                .contains(URI.create(HOST + "/a/die-bruecke/4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<link rel='canonical' href='/a/die-bruecke'>",
                "<link rel='prev' href='/a/die-bruecke/2'>",
                "<link rel='prev' href='/a/die-bruecke/2'><a href='/a/die-bruecke'>1</a>",
                "<a rel='first' href='/a/die-bruecke'>Anfang</a>"
            })
    void findsTheFirstPart(String link) {
        assertThat(read("/a/die-bruecke/3", link).first()).contains(URI.create(HOST + "/a/die-bruecke"));
    }

    @Test
    void takesNoOtherArticleForTheFirstPart() {
        assertThat(read(
                                "/a/bruecke-3",
                                "<link rel='canonical' href='/a/bruecke-3'><a rel='prev' href='/a/hafen-2'>x</a>")
                        .first())
                .isEmpty();
        assertThat(read("/a/die-bruecke", "<link rel='canonical' href='/a/die-bruecke'>")
                        .first())
                .isEmpty();
    }

    @Test
    void findsTheWholeArticleOnOnePage() {
        String links =
                "<a href='/a/die-bruecke/2'>2</a><a href='/a/die-bruecke/komplettansicht'>Auf einer Seite lesen</a>";
        assertThat(read("/a/die-bruecke", links).whole()).contains(URI.create(HOST + "/a/die-bruecke/komplettansicht"));
        assertThat(read("/a/die-bruecke", "<a href='/a/die-bruecke/2'>2</a><a href='/alle'>View all</a>")
                        .whole())
                .isEmpty();
    }

    @Test
    @Timeout(20)
    void isNotHeldUpByThousandsOfNumberedLinks() {
        String path = "/a" + "/2".repeat(240);
        String link = "<a rel='next prev first' href='" + path + "/7'>7</a>";
        assertThat(read(path, link.repeat(20_000)).next()).isEmpty();
    }

    @Property(tries = 300)
    void readsAnyAddressAndAnyLink(@ForAll String link) {
        assertThat(next("/a/die-bruecke", "<a rel='next' href=\"" + link.replace("\"", "") + "\">2</a>"))
                .satisfies(
                        found -> found.ifPresent(address -> assertThat(address).startsWith(HOST)));
    }
}
