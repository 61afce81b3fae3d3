package io.depesche.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String AT = "https://blatt.example/feeds/alle.xml";

    private static List<Discovery> read(String text) throws UnreadableSource {
        return FeedReader.read(Answers.of(AT, "application/xml", text), BERLIN).articles();
    }

    private static String rss(String items) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Blatt</title><link>https://blatt.example/</link>"
                + "<description>Alles</description>" + items + "</channel></rss>";
    }

    @Test
    void readsRss2() throws UnreadableSource {
        Discovery entry = read(rss(
                        """
                        <item><title>Brücke &lt;b&gt;offen&lt;/b&gt; &amp;amp; frei</title>
                        <link> https://blatt.example/artikel/bruecke?utm_source=rss#oben </link>
                        <pubDate>Fri, 14 Mar 2025 08:00:00 +0100</pubDate></item>
                        """))
                .get(0);
        assertThat(entry.address()).hasToString("https://blatt.example/artikel/bruecke");
        assertThat(entry.title()).contains("Brücke offen & frei");
        StatedTime published = entry.published().orElseThrow();
        assertThat(published.getInstant()).isEqualTo(Instant.parse("2025-03-14T07:00:00Z"));
        assertThat(published.getSource()).isEqualTo(TimeSource.FEED);
    }

    @Test
    void readsAtomAndResolvesRelativeLinks() throws UnreadableSource {
        Discovery entry =
                read("""
                        <feed xmlns="http://www.w3.org/2005/Atom"><title>Blatt</title><id>urn:blatt</id>
                        <updated>2025-03-14T09:00:00Z</updated>
                        <entry><id>urn:1</id><title type="html">A &amp;lt; B</title><link rel="alternate" href="../artikel/1"/>
                        <published>2025-03-14T08:00:00+01:00</published><updated>2025-03-14T09:00:00Z</updated></entry></feed>
                        """)
                        .get(0);
        assertThat(entry.address()).hasToString("https://blatt.example/artikel/1");
        assertThat(entry.published()).map(StatedTime::getInstant).contains(Instant.parse("2025-03-14T07:00:00Z"));
    }

    @Test
    void takesNoChangeForAPublication() throws UnreadableSource {
        Discovery entry =
                read("""
                        <feed xmlns="http://www.w3.org/2005/Atom"><title>Blatt</title><id>urn:blatt</id>
                        <updated>2025-03-14T09:00:00Z</updated>
                        <entry><id>urn:1</id><title>A</title><link href="/artikel/1"/><updated>2025-03-14T09:00:00Z</updated></entry></feed>
                        """)
                        .get(0);
        assertThat(entry.published()).isEmpty();
    }

    @Test
    void readsRss1() throws UnreadableSource {
        Discovery entry =
                read("""
                        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                         xmlns:dc="http://purl.org/dc/elements/1.1/">
                        <channel rdf:about="https://blatt.example/"><title>Blatt</title><link>https://blatt.example/</link>
                        <description>Alles</description></channel>
                        <item rdf:about="https://blatt.example/artikel/1"><title>A</title><link>https://blatt.example/artikel/1</link>
                        <dc:date>2025-03-14T08:00:00+01:00</dc:date></item></rdf:RDF>
                        """)
                        .get(0);
        assertThat(entry.address()).hasToString("https://blatt.example/artikel/1");
        assertThat(entry.published()).map(StatedTime::getInstant).contains(Instant.parse("2025-03-14T07:00:00Z"));
    }

    @Test
    void readsRss091WithItsDocumentType() throws UnreadableSource {
        assertThat(
                        read(
                                """
                        <?xml version="1.0"?>
                        <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://blatt.example/rss-0.91.dtd">
                        <rss version="0.91"><channel><title>B</title><link>https://blatt.example/</link><description>x</description>
                        <language>de</language><item><title>A</title><link>https://blatt.example/1</link></item></channel></rss>
                        """))
                .hasSize(1);
    }

    @Test
    void readsLatinFeedsAndHtmlEntitiesAndBareAmpersands() throws UnreadableSource {
        String text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                + rss("<item><title>Stra\u00dfe &eacute; R & D</title><link>https://blatt.example/1</link></item>")
                        .substring(21);
        List<Discovery> entries = FeedReader.read(
                        Answers.of(AT, "text/xml", text.getBytes(StandardCharsets.ISO_8859_1)), BERLIN)
                .articles();
        assertThat(entries.get(0).title()).contains("Straße é R & D");
    }

    @Test
    void leavesOutEntriesWithoutAUsableAddress() throws UnreadableSource {
        assertThat(read(rss("<item><title>A</title></item><item><title>B</title><link>javascript:x()</link></item>"
                        + "<item><title>C</title><guid isPermaLink=\"true\">https://blatt.example/c</guid></item>")))
                .extracting(Discovery::address)
                .hasToString("[https://blatt.example/c]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Das ist kein Feed.", "<html><body><p>Nicht gefunden</p></body></html>"})
    void refusesWhatIsNoFeed(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableSource.class)
                .hasMessageStartingWith("is no readable feed")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "<x>",
                "<item><title>",
                "<title><link>",
                "<![CDATA[",
                "<!--",
                "&a;",
                "<a b='",
                "]]>",
                "<link>x:",
                "<!DOCTYPE ["
            })
    void readsWhatIsRepeatedWithoutEndInTimeByItsLength(String text) throws UnreadableSource {
        String feed = rss("<item><title>A</title><link>/1</link></item>" + text.repeat(200_000));
        assertThat(read(feed).get(0).title()).contains("A");
    }

    @Test
    void readsTheStartOfAnEndlessFeed() throws UnreadableSource {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            items.append("<item><title>A</title><link>https://blatt.example/")
                    .append(i)
                    .append("</link></item>");
        }
        assertThat(read(rss(items.toString()))).hasSize(FeedReader.MAX_ENTRIES);
    }

    @Property(tries = 300)
    void readsOrRefusesAnyBytes(@ForAll byte[] bytes) {
        try {
            FeedReader.read(Answers.of(AT, "application/rss+xml", bytes), BERLIN);
        } catch (UnreadableSource e) {
            assertThat(e.reason()).isNotBlank();
        }
    }
}
