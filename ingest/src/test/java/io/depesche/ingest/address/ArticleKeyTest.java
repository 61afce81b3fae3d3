package io.depesche.ingest.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/politik/bruecke-wieder-offen-a-1234567.html 1234567",
                "/politik/bruecke-wieder-offen-1.1234567 1234567",
                "/politik/bruecke-wieder-offen-ld.1234567 1234567",
                "/politik/bruecke-wieder-offen-li.2234567 2234567",
                "/politik/bruecke-wieder-offen-19876543.html 19876543",
                "/politik/article251234567/Bruecke-wieder-offen.html 251234567",
                "/politik/plus251234567/bruecke.html 251234567",
                "/story/3000000123456/bruecke-wieder-offen 3000000123456",
                "/politik/2025-03/bruecke_id_10123457.html 10123457",
                "/artikel,id=1234567.html 1234567",
                "/artikel/bruecke,1234567 1234567",
                "/news/bruecke;art1234,5678912 5678912",
                "/lokales/bruecke-wieder-offen/12345678 12345678",
                "/12345678/bruecke-wieder-offen/ 12345678",
                "/2025/03/14/bruecke-wieder-offen-5f3a9c1e 5f3a9c1e",
                "/a/5f3a9c1e-aaaa-4bbb-8ccc-0123456789ab 5f3a9c1e-aaaa-4bbb-8ccc-0123456789ab",
                "/bruecke-5f3a9c1e-aaaa-4bbb-8ccc-0123456789ab 5f3a9c1e-aaaa-4bbb-8ccc-0123456789ab",
                "/world/bridge-reopens-idUSKBN1234567 1234567",
                "/news/uk-england-12345671 12345671",
                "/bridge-reopens-20250314-1234567 1234567",
                "/Bruecke-A-1234567.HTML 1234567",
                "/artikel.php?id=4711 4711",
                "/?p=12345 12345",
                "/artikel?seite=2&artikel_id=815 815"
            })
    void readsTheEditorialSystemsOwnNumber(String path, String key) {
        assertThat(ArticleKey.of(URI.create("https://blatt.example" + path))).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/politik/bruecke-wieder-offen",
                "/2025/03/14/bruecke",
                "/bruecke-20250314.html",
                "/bruecke-14032025",
                "/bruecke-250314",
                "/20250314120000/bruecke",
                "/rekord-besuch-bei-der-messe-mit-100000-gaesten-heute",
                "/stadt-zahlt-1000000",
                "/seite/2",
                "/politik/cafe",
                "/deadbeef",
                "/artikel?id=12",
                "/artikel?seite=1234567",
                "/1234567/politik/bruecke"
            })
    void takesNeitherDatesNorFiguresOfASlugForAKey(String path) {
        assertThat(ArticleKey.of(URI.create("https://blatt.example" + path))).isEmpty();
    }

    @Property
    void anotherSlugGivesTheSameKey(@ForAll("slugs") String slug, @ForAll("slugs") String other) {
        assertThat(ArticleKey.of(URI.create("https://blatt.example/politik/" + slug + "-1234567.html")))
                .isEqualTo(ArticleKey.of(URI.create("https://blatt.example/" + other + "-1234567")));
    }

    @Provide
    Arbitrary<String> slugs() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-0123")
                .ofMinLength(1)
                .ofMaxLength(30);
    }
}
