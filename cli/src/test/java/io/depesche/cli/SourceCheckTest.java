package io.depesche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.crawl.Poll;
import io.depesche.ingest.discover.PathShapes;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.discover.SourceKind;
import io.depesche.ingest.discover.SourceReader;
import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.fetch.Validators;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletsFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceCheckTest {

    private static final URI ADDRESS = URI.create("https://probeblatt.example/rss.xml");
    private static final Outlet OUTLET = OutletsFile.parse(
                    "test",
                    "outlets: [{ id: probeblatt, name: Probeblatt, language: de, feeds: ['%s'] }]".formatted(ADDRESS))
            .get(0);

    private static SourceCheck check(SourceKind kind, String text) throws Exception {
        Source source = new Source(kind, ADDRESS);
        Answer answer = new Answer(ADDRESS, 200, Map.of(), text.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
        return new SourceCheck(
                "probeblatt",
                source,
                new Poll.Read(
                        SourceReader.read(source, answer, OUTLET, PathShapes.of(List.of()), List.of(), Instant.EPOCH),
                        Validators.NONE));
    }

    @Test
    void aSourceThatHoldsArticlesTellsHowManyAndTheNewestTime() throws Exception {
        SourceCheck check = check(
                SourceKind.FEED,
                """
                <rss version="2.0"><channel><title>Probeblatt</title>
                <item><title>A</title><link>https://probeblatt.example/a</link>
                  <pubDate>Tue, 24 Nov 2026 07:00:00 GMT</pubDate></item>
                <item><title>B</title><link>https://probeblatt.example/b</link>
                  <pubDate>Wed, 25 Nov 2026 06:00:00 GMT</pubDate></item>
                <item><title>C</title><link>https://probeblatt.example/c</link></item>
                </channel></rss>""");

        assertThat(check.isBroken()).isFalse();
        assertThat(check.line())
                .isEqualTo("ok  probeblatt  https://probeblatt.example/rss.xml  feed, 3 articles,"
                        + " newest 2026-11-25T06:00:00Z");
    }

    @Test
    void anIndexTellsWhereItLeads() throws Exception {
        assertThat(check(
                                SourceKind.SITEMAP,
                                """
                                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                                <sitemap><loc>https://probeblatt.example/1.xml</loc></sitemap>
                                <sitemap><loc>https://probeblatt.example/2.xml</loc></sitemap></sitemapindex>""")
                        .line())
                .startsWith("ok  ")
                .endsWith("sitemap, leads to 2 further sources: https://probeblatt.example/1.xml"
                        + " https://probeblatt.example/2.xml");
    }

    @Test
    void aSourceWithoutTimesSaysSo() throws Exception {
        assertThat(check(
                                SourceKind.FEED,
                                """
                                <rss version="2.0"><channel><title>Probeblatt</title><item><title>A</title>
                                <link>https://probeblatt.example/a</link></item></channel></rss>""")
                        .line())
                .startsWith("ok  ")
                .endsWith("feed, 1 article, no times");
    }

    @Test
    void aSourceOfOthersArticlesIsDoubtful() throws Exception {
        SourceCheck check = check(
                SourceKind.FEED,
                """
                <rss version="2.0"><channel><title>Probeblatt</title>
                <item><title>A</title><link>https://andere.example/a</link></item></channel></rss>""");

        assertThat(check.isBroken()).isFalse();
        assertThat(check.line()).startsWith("??  probeblatt").endsWith("feed, names no article of the outlet");
    }

    @Test
    void aBrokenSourceTellsOutletAddressAndReason() {
        SourceCheck check = new SourceCheck(
                "probeblatt",
                new Source(SourceKind.FEED, ADDRESS),
                new Poll.Broken("is not there (status 404)", false, Optional.empty()));

        assertThat(check.isBroken()).isTrue();
        assertThat(check.line())
                .isEqualTo("!!  probeblatt  https://probeblatt.example/rss.xml  is not there (status 404)");
    }
}
