package io.depesche.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexPageReaderTest {

    @Test
    void findsTheLinksToArticlesOnceEach() throws UnreadableSource {
        String page =
                """
                <nav><a href="/politik/">Politik</a><a href="/impressum">Impressum</a><a href="mailto:a@b.example">Mail</a></nav>
                <a href="/politik/neue-bruecke-wieder-offen">Brücke</a>
                <a href="/politik/neue-bruecke-wieder-offen?utm_source=kasten#kommentare">Kommentare</a>
                <a href="2025/03/14/hafen.html">Hafen</a>
                <a href="/bilder/neue-bruecke-im-bild.jpg">Bild</a>
                """;
        assertThat(IndexPageReader.read(
                        Answers.of("https://blatt.example/politik/", "text/html", page),
                        false,
                        PathShapes.of(List.of())))
                .extracting(Discovery::address)
                .hasToString("[https://blatt.example/politik/neue-bruecke-wieder-offen, "
                        + "https://blatt.example/politik/2025/03/14/hafen.html]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/politik/neue-bruecke-wieder-offen",
                "/politik/neue_bruecke_wieder_offen.html",
                "/2025/03/14/hafen",
                "/2025-03-14/hafen/",
                "/politik/20250314/hafen",
                "/politik/hafen-1.1234567",
                "/politik/article123456.html",
                "/a/neue-bruecke-wieder-offen/"
            })
    void takesTheseForArticles(String path) {
        assertThat(ArticlePaths.isArticle(URI.create("https://blatt.example" + path)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/politik/",
                "/politik",
                "/impressum.html",
                "/ueber-uns",
                "/2025/03/14/",
                "/thema/hafen",
                "/seite/2"
            })
    void doesNotTakeTheseForArticles(String path) {
        assertThat(ArticlePaths.isArticle(URI.create("https://blatt.example" + path)))
                .isFalse();
    }

    @Test
    void refusesAPageOfNothingButTags() {
        String page = "<html><body><a href='/a/rat-beraet-lange'>" + "<b>".repeat(1_000_000);
        assertThatThrownBy(() -> IndexPageReader.read(
                        Answers.of("https://blatt.example/", "text/html", page), false, PathShapes.of(List.of())))
                .isInstanceOf(UnreadableSource.class)
                .hasMessage("has more than 200000 tags");
    }
}
