package io.depesche.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletsFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceReaderTest {

    private static final Instant NOW = Instant.parse("2025-03-14T07:00:00Z");
    private static final URI ADDRESS = URI.create("https://blatt.example/quelle");
    private static final Outlet OUTLET = OutletsFile.parse(
                    "o", "outlets: [{id: blatt, name: Blatt, language: de, homepage: 'https://blatt.example/'}]")
            .get(0);
    private static final String FEED =
            "<rss version='2.0'><channel><item><link>https://blatt.example/a/rat-beraet-lange</link>"
                    + "<title>Rat berät</title><category>Politik</category></item></channel></rss>";
    private static final String SITEMAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url>"
            + "<loc>https://blatt.example/a/rat-beraet-lange</loc><lastmod>2025-03-01</lastmod></url></urlset>";
    private static final String JSON_FEED =
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Blatt", "items": [
              {"id": "1", "url": "/a/rat-beraet-lange", "title": "Rat <b>berät</b> &amp; mehr",
               "date_published": "2025-03-14T08:00:00+01:00", "tags": ["Politik", " "]},
              {"id": "https://blatt.example/a/hafen-ist-wieder-voll"},
              {"id": "ohne Adresse", "title": "Nichts"},
              {"url": "https://anderes.example/a/fremd-ist-hier-fremd"}]}
            """;
    private static final String HOMEPAGE =
            """
            <!doctype html><html><head>
            <link rel="alternate" type="application/rss+xml" href="/rss.xml">
            <link rel="alternate" type="application/rss+xml" title="Kommentare" href="/comments/feed">
            <link rel="alternate" hreflang="en" href="/en/">
            <link rel="alternate" type="application/feed+json" href="/feed.json"></head>
            <body><a href="/politik.rss">RSS Politik</a><a href="/a/rat-beraet-lange">Rat berät</a></body></html>
            """;

    private static SourceContent read(Source source, String text) throws UnreadableSource {
        return read(source, text, List.of());
    }

    private static SourceContent read(Source source, String text, List<String> sitemaps) throws UnreadableSource {
        Answer answer = new Answer(
                source.address(), 200, Map.of(), text.getBytes(StandardCharsets.UTF_8), Duration.ofMillis(1));
        return SourceReader.read(source, answer, OUTLET, PathShapes.of(List.of()), sitemaps, NOW);
    }

    @ParameterizedTest
    @EnumSource(SourceKind.class)
    void readsWhatIsThereWhateverTheSourceWasTakenFor(SourceKind kind) throws UnreadableSource {
        for (String text : List.of(FEED, SITEMAP, JSON_FEED, "\n\n \uFEFF" + FEED)) {
            assertThat(read(new Source(kind, ADDRESS), text).articles())
                    .extracting(discovery -> discovery.address().getPath())
                    .contains("/a/rat-beraet-lange");
        }
    }

    @Test
    void readsJsonFeeds() throws UnreadableSource {
        List<Discovery> articles =
                read(new Source(SourceKind.FEED, ADDRESS), JSON_FEED).articles();
        assertThat(articles).hasSize(2);
        assertThat(articles.get(0).title()).contains("Rat berät & mehr");
        assertThat(articles.get(0).keywords()).containsExactly("Politik");
        assertThat(articles.get(0).published().orElseThrow().getInstant()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><atom:link rel='hub' href='https://nabe.example/'/><atom:link rel='self' href='/rss'/>"
                        + "<item><link>https://blatt.example/a/rat-beraet-lange</link></item></channel></rss>",
                "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:f</id><title>F</title><link href='javascript:x' rel='hub'/>"
                        + "<link rel='x HUB' href='https://nabe.example/'/><link rel='self' href='/rss'/></feed>",
                "{'version': 'https://jsonfeed.org/version/1.1', 'items': [], 'feed_url': 'https://blatt.example/rss', 'hubs':"
                        + " [{'type': 'rssCloud', 'url': 'https://x.example/'}, {'type': 'WebSub', 'url': 'https://nabe.example/'}]}"
            })
    void readsWhereAFeedOffersToTellOfChanges(String feed) throws UnreadableSource {
        String text = feed.startsWith("{") ? feed.replace('\'', '"') : feed;
        assertThat(read(new Source(SourceKind.FEED, ADDRESS), text).push())
                .contains(new PushOffer(URI.create("https://nabe.example/"), URI.create("https://blatt.example/rss")));
    }

    @Test
    void takesTheFetchedAddressForTheTopicAndAnEntrysLinksForNoOffer() throws UnreadableSource {
        String hub = "<link rel='hub' href='https://nabe.example/'/>";
        assertThat(read(new Source(SourceKind.FEED, ADDRESS), FEED.replace("<channel>", "<channel>" + hub))
                        .push())
                .map(PushOffer::topic)
                .contains(ADDRESS);
        assertThat(read(new Source(SourceKind.FEED, ADDRESS), FEED.replace("<item>", "<item>" + hub))
                        .push())
                .isEmpty();
    }

    @Test
    void findsFeedsAndSitemapsFromTheHomepage() throws UnreadableSource {
        SourceContent content = read(
                new Source(SourceKind.HOMEPAGE, URI.create("https://blatt.example/")),
                HOMEPAGE,
                List.of("https://blatt.example/sitemap.xml", "https://blatt.example/news-sitemap.xml", "kaputt:"));
        assertThat(content.sources())
                .extracting(source -> source.address().getPath())
                .containsExactly("/rss.xml", "/feed.json", "/politik.rss", "/news-sitemap.xml");
        assertThat(content.sources()).allMatch(Source::found);
        assertThat(content.articles()).hasSize(1);
    }

    @Test
    void takesAllSitemapsWhereNoneIsForNews() throws UnreadableSource {
        assertThat(read(
                                new Source(SourceKind.HOMEPAGE, ADDRESS),
                                "<html>",
                                List.of("https://blatt.example/sitemap.xml", "/alles.xml"))
                        .sources())
                .hasSize(2);
    }

    @Test
    void tellsThatAFeedIsAPageAndNamesTheFeedsOnIt() {
        assertThatThrownBy(() -> read(new Source(SourceKind.FEED, ADDRESS), HOMEPAGE))
                .isInstanceOf(UnreadableSource.class)
                .hasMessageContaining("is a web page")
                .hasMessageContaining("https://blatt.example/rss.xml");
        assertThatThrownBy(() -> read(new Source(SourceKind.FEED, ADDRESS), "{\"items\": 3}"))
                .hasMessageContaining("no JSON Feed");
    }

    @Test
    void takesNoArchiveFromASourceThatNobodyAskedFor() throws UnreadableSource {
        assertThat(read(new Source(SourceKind.SITEMAP, ADDRESS, true), SITEMAP).articles())
                .isEmpty();
        assertThat(read(new Source(SourceKind.SITEMAP, ADDRESS), SITEMAP).articles())
                .hasSize(1);
    }

    @Property
    void refusesAnyOtherTextWithAReason(@ForAll String text, @ForAll SourceKind kind) {
        try {
            assertThat(read(new Source(kind, ADDRESS), text).articles()).isNotNull();
        } catch (UnreadableSource e) {
            assertThat(e.reason()).isNotBlank().doesNotContain("\n");
        }
    }
}
