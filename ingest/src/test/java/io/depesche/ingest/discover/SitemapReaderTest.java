package io.depesche.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SitemapReaderTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String AT = "https://blatt.example/news-sitemap.xml";
    private static final String NEWS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
            <url><loc>https://blatt.example/artikel/alt</loc><news:news><news:publication><news:name>Blatt</news:name>
            <news:language>de</news:language></news:publication><news:publication_date>2025-03-13</news:publication_date>
            <news:title>Alt</news:title></news:news></url>
            <url><loc>https://blatt.example/artikel/neu</loc><news:news><news:publication><news:name>Blatt</news:name>
            <news:language>de</news:language></news:publication><news:publication_date>2025-03-14T08:00:00+01:00</news:publication_date>
            <news:title>Brücke &amp; Hafen</news:title></news:news></url>
            </urlset>
            """;

    private static SourceContent read(String text) throws UnreadableSource {
        return SitemapReader.read(Answers.of(AT, "application/xml", text), BERLIN);
    }

    @Test
    void readsNewsSitemapsNewestFirst() throws UnreadableSource {
        SourceContent content = read(NEWS);
        assertThat(content.articles())
                .extracting(discovery -> discovery.address().getPath())
                .containsExactly("/artikel/neu", "/artikel/alt");
        Discovery newest = content.articles().get(0);
        assertThat(newest.title()).contains("Brücke & Hafen");
        StatedTime published = newest.published().orElseThrow();
        assertThat(published.getInstant()).isEqualTo(Instant.parse("2025-03-14T07:00:00Z"));
        assertThat(published.getZone()).isEqualTo("+01:00");
    }

    @Test
    void readsADayAsTheDayInTheOutletsZone() throws UnreadableSource {
        StatedTime published = read(NEWS).articles().get(1).published().orElseThrow();
        assertThat(published.getPrecision()).isEqualTo(TimePrecision.DAY);
        assertThat(published.getInstant()).isEqualTo(Instant.parse("2025-03-12T23:00:00Z"));
    }

    @Test
    void takesNoChangeForAPublication() throws UnreadableSource {
        SourceContent content = read("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url>"
                + "<loc>https://blatt.example/a</loc><lastmod>2025-03-14</lastmod></url></urlset>");
        Discovery article = content.articles().get(0);
        assertThat(article.published()).isEmpty();
        assertThat(article.modified().orElseThrow().getPrecision()).isEqualTo(TimePrecision.DAY);
    }

    @Test
    void namesTheSitemapsOfAnIndex() throws UnreadableSource {
        SourceContent content = read(
                "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
                        + "<sitemap><loc>https://blatt.example/1.xml</loc><lastmod>2025-03-13</lastmod></sitemap>"
                        + "<sitemap><loc>https://blatt.example/2.xml</loc><lastmod>2025-03-14</lastmod></sitemap></sitemapindex>");
        assertThat(content.articles()).isEmpty();
        assertThat(content.sources())
                .extracting(Source::address)
                .hasToString("[https://blatt.example/2.xml, https://blatt.example/1.xml]");
    }

    @Test
    void unpacksWhatIsPackedUpToItsLimit() throws IOException, UnreadableSource {
        assertThat(SitemapReader.read(
                                Answers.of(AT, "application/gzip", gzip(NEWS.getBytes(StandardCharsets.UTF_8))), BERLIN)
                        .articles())
                .hasSize(2);
        byte[] bomb = gzip(new byte[SitemapReader.MAX_BYTES + 1]);
        assertThatThrownBy(() -> SitemapReader.read(Answers.of(AT, "application/gzip", bomb), BERLIN))
                .isInstanceOf(UnreadableSource.class)
                .hasMessageContaining("when decompressed");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void readsNoForeignFileIntoASitemap() {
        String text = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://blatt.example/&x;</loc></url></urlset>";
        try {
            assertThat(read(text).articles()).isEmpty();
        } catch (UnreadableSource e) {
            assertThat(e.reason()).startsWith("is no readable sitemap");
        }
    }

    @Test
    void refusesWhatIsNoSitemap() {
        assertThatThrownBy(() -> read("<html><body>Nicht gefunden</body></html>"))
                .isInstanceOf(UnreadableSource.class);
        assertThatThrownBy(() -> SitemapReader.read(Answers.of(AT, "image/png", new byte[] {1, 2, 3, 4}), BERLIN))
                .isInstanceOf(UnreadableSource.class);
    }
}
