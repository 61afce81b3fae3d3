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
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void readsNoForeignFileIntoASitemap() throws UnreadableSource {
        String text = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://blatt.example/&x;</loc></url></urlset>";
        assertThat(read(text).articles()).extracting(Discovery::address).hasToString("[https://blatt.example/&x;]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<urlset><url><loc>https://blatt.example/1?a=1&copy=2</loc></url></urlset>",
                "<urlset><url><loc>\n <![CDATA[https://blatt.example/1?a=1&copy=2]]>\n</loc></url></urlset>",
                "<urlset><url><loc>/1?a=1&amp;copy=2</loc></url></urlset>",
                "<URLSET><URL><LOC>https://blatt.example/1?a=1&amp;copy=2</LOC></URL></URLSET>",
                "<x:urlset xmlns:x='falsch'><x:url><x:loc>https://blatt.example/1?a=1&amp;copy=2</x:loc></x:url></x:urlset>",
                "<urlset><url><loc>https://blatt.example/1?a=1&amp;copy=2</loc><image:image><image:loc>https://blatt.example/2.jpg"
                        + "</image:loc></image:image></url><url><loc>https://bla",
                "<!-- <url> -- <loc>x</loc> --><urlset><url><loc>https://blatt.example/1?a=1&amp;copy=2</loc><lastmod></urlset>",
                "<urlset><url><loc>javascript:x</loc></url><url/><url><loc>https://blatt.example/1?a=1&amp;copy=2</loc></url>",
                "\uFEFF# Liste\r\nhttps://blatt.example/1?a=1&copy=2\r\n",
                "<rss><channel><item><link>https://blatt.example/1?a=1&copy=2</link></item></channel></rss>"
            })
    void readsWhatIsBrokenOrOtherwiseWritten(String text) throws UnreadableSource {
        assertThat(read(text).articles())
                .extracting(Discovery::address)
                .hasToString("[https://blatt.example/1?a=1&copy=2]");
    }

    @Test
    void readsKeywordsOneByOneAndNoTitleOfAnImage() throws UnreadableSource {
        Discovery article =
                read("<urlset><url><loc>/1</loc><image:title>Bild</image:title><n:news><n:keywords>Rat, Stadt,,Hafen</n:keywords>"
                                + "<n:title>Rat &amp; Tat</n:title><n:language>de</n:language></n:news></url></urlset>")
                        .articles()
                        .get(0);
        assertThat(article.title()).contains("Rat & Tat");
        assertThat(article.keywords()).containsExactly("Rat", "Stadt", "Hafen");
    }

    @Test
    void keepsTheNewestEntriesOfALongSitemap() throws UnreadableSource {
        StringBuilder text = new StringBuilder("<urlset>");
        for (int number = 0; number < 50_000; number++) {
            text.append("<url><loc>/").append(number).append("</loc>");
            if (number % 10 == 0) {
                text.append("<lastmod>")
                        .append(Instant.ofEpochSecond(1_700_000_000L + number))
                        .append("</lastmod>");
            }
            text.append("</url>");
        }
        List<Discovery> articles = read(text.toString()).articles();
        assertThat(articles).hasSize(SitemapReader.MAX_ENTRIES);
        assertThat(articles.get(0).address()).hasPath("/49990");
        assertThat(articles.get(999).address()).hasPath("/40000");
    }

    @Test
    void keepsTheOrderOfEntriesWithoutTimes() throws UnreadableSource {
        assertThat(read("<urlset><url><loc>/1</loc></url><url><loc>/2</loc></url><url><loc>/3</loc></url>")
                        .articles())
                .extracting(discovery -> discovery.address().getPath())
                .containsExactly("/1", "/2", "/3");
    }

    @Test
    void readsWhatIsPackedTwiceOrCutOff() throws IOException, UnreadableSource {
        byte[] packed = gzip(NEWS.getBytes(StandardCharsets.UTF_8));
        assertThat(SitemapReader.read(Answers.of(AT, "application/gzip", gzip(packed)), BERLIN)
                        .articles())
                .hasSize(2);
        StringBuilder text = new StringBuilder("<urlset>");
        for (int number = 0; number < 20_000; number++) {
            text.append("<url><loc>/").append(number * 31L % 7_919).append("</loc></url>");
        }
        byte[] whole = gzip(text.toString().getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        assertThat(SitemapReader.read(Answers.of(AT, "application/gzip", cut), BERLIN)
                        .articles())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<url>", "<loc>", "<x ", "<!--", "<![CDATA[", "&amp;", "<!DOCTYPE [", "]]>", "<url><loc>/a"})
    @Timeout(20)
    void readsWhatIsRepeatedWithoutEndInTheMemoryOfItsBytes(String text) throws UnreadableSource {
        assertThat(read("<urlset><url><loc>/1</loc></url>" + text.repeat(500_000))
                        .articles())
                .isNotEmpty();
    }

    @Test
    void refusesWhatIsNoSitemap() {
        assertThatThrownBy(() -> read("<html><body>Nicht gefunden</body></html>"))
                .isInstanceOf(UnreadableSource.class);
        assertThatThrownBy(() -> SitemapReader.read(Answers.of(AT, "image/png", new byte[] {1, 2, 3, 4}), BERLIN))
                .isInstanceOf(UnreadableSource.class);
    }
}
