package io.depesche.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds in every dialect, and broken in the ways that real ones are. */
class XmlFeedReaderTest {

    private static final String AT = "https://blatt.example/feeds/alle.xml";

    private static Feed feed(String text) throws UnreadableSource {
        return FeedReader.describe(Answers.of(AT, "application/xml", text), ZoneOffset.UTC);
    }

    private static Feed.Entry item(String fields) throws UnreadableSource {
        return feed("<rss version='2.0'><channel><title>Blatt</title><item>" + fields + "</item></channel></rss>")
                .entries()
                .get(0);
    }

    private static Feed.Entry entry(String fields) throws UnreadableSource {
        return feed("<feed xmlns='http://www.w3.org/2005/Atom'><title>Blatt</title><entry>" + fields
                        + "</entry></feed>")
                .entries()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <title>Rat &amp; Tat</title>                                     | Rat & Tat
            <title>Rat & Tat</title>                                         | Rat & Tat
            <title>Rat&Tat; und mehr</title>                                 | Rat&Tat; und mehr
            <title>&lt;b&gt;Rat&lt;/b&gt; tagt</title>                       | Rat tagt
            <title><b>Rat</b> tagt</title>                                   | Rat tagt
            <title>Rat &amp;amp; Tat &amp;#8211; &ouml;fter</title>          | Rat & Tat – öfter
            <title>1 < 2 und 3 &lt; 4</title>                                | 1 < 2 und 3 < 4
            <title>Das &lt;blink> ist fort</title>                           | Das <blink> ist fort
            <title><![CDATA[Rat & <i>Tat</i>]]></title>                      | Rat & Tat
            <title><![CDATA[Rat <![CDATA[tagt]]> heute]]></title>            | Rat tagt heute
            <title><![CDATA[Rat tagt</title><link>https://x.example/</link>  | Rat tagt
            <title>Rat tagt<link>https://x.example/</link>                   | Rat tagt
            <title>Rat <!-- nicht -->tagt</title>                            | Rat tagt
            <TITLE>Rat tagt</TITLE>                                          | Rat tagt
            <dc:title>Rat tagt</dc:title>                                    | Rat tagt
            <media:title>Rat tagt</media:title>                              | Rat tagt
            <title></title><dc:title>Rat tagt</dc:title>                     | Rat tagt
            <image><title>Logo</title></image><title>Rat tagt</title>        | Rat tagt
            <title>Rat&#x200B; tagt&#1;&#0;</title>                          | Rat tagt
            <title>Rat &#150; tagt</title>                                   | Rat – tagt
            <title type='text'>Rat &lt;b> tagt &amp;amp; geht</title>        | Rat <b> tagt &amp; geht
            <title type='html'>Rat &lt;b>tagt&lt;/b> &amp;amp; geht</title>  | Rat tagt & geht
            <title type='xhtml'><div><b>Rat</b> tagt</div></title>           | Rat tagt
            <title mode='base64' type='text/html'>UmF0IDxiPnRhZ3Q8L2I+</title>| Rat tagt
            <title mode='escaped' type='text/html'>Rat &lt;b>tagt&lt;/b></title>| Rat tagt
            <title mode='xml' type='application/xhtml+xml'><x:div><x:b>Rat</x:b> tagt</x:div></title>| Rat tagt
            """)
    void readsTitles(String fields, String title) throws UnreadableSource {
        assertThat(item(fields).title()).contains(title);
        assertThat(entry(fields).title()).contains(title);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <link>https://blatt.example/1</link>                                                    | https://blatt.example/1
            <link>https://blatt.example/1?a=1&copy=2&b</link>                                       | https://blatt.example/1?a=1&copy=2&b
            <link><![CDATA[ /1?a=1&amp=2 ]]></link>                                                 | https://blatt.example/1?a=1&amp=2
            <link/>https://blatt.example/2<guid>https://blatt.example/1</guid>                      | https://blatt.example/1
            <guid isPermaLink='true'>1</guid>                                                       | https://blatt.example/feeds/1
            <guid>https://blatt.example/1</guid>                                                    | https://blatt.example/1
            <link></link><guid>https://blatt.example/1</guid>                                       | https://blatt.example/1
            <link>javascript:x</link><guid>https://blatt.example/1</guid>                           | https://blatt.example/1
            <guid isPermaLink='false'>https://blatt.example/1</guid>                                |
            <guid>12345</guid>                                                                      |
            <link>https://zaehlt.example/1</link><feedburner:origLink>https://blatt.example/1</feedburner:origLink>| https://blatt.example/1
            <atom:link rel='self' href='/feed'/><link>/1</link>                                     | https://blatt.example/1
            <link href='/1'/>                                                                       | https://blatt.example/1
            <link rel='related' href='/2'/><link rel='ALTERNATE' href='/1'/>                        | https://blatt.example/1
            <link rel='alternate' type='application/pdf' href='/2'/><link rel='alternate' type='text/html' href='/1'/>| https://blatt.example/1
            <link rel='enclosure' href='/2'/>                                                       |
            <link rel='http://www.iana.org/assignments/relation/alternate' href='/1'/>              | https://blatt.example/1
            <link xml:base='https://x.example/y/' href='1'/>                                        | https://x.example/y/1
            <content src='/1' type='text/html'/>                                                    | https://blatt.example/1
            <title>A<link>/1</link>                                                                 | https://blatt.example/1
            """)
    void readsLinks(String fields, String link) throws UnreadableSource {
        assertThat(item(fields).link().map(Object::toString)).isEqualTo(Optional.ofNullable(link));
        assertThat(entry(fields).link().map(Object::toString)).isEqualTo(Optional.ofNullable(link));
    }

    @Test
    void resolvesLinksAgainstAllThatStateABase() throws UnreadableSource {
        Feed.Entry entry =
                feed("""
                        <feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/x/'>
                        <entry xml:base='y/'><link href='1'/><summary type='html'>&lt;a href="2?q=1#o">B&lt;/a></summary>
                        <content type='xhtml' xml:base='z/'><div xmlns='http://www.w3.org/1999/xhtml'><img src='3'/> R &amp; D</div></content>
                        </entry></feed>""")
                        .entries()
                        .get(0);
        assertThat(entry.link()).map(Object::toString).contains("https://a.example/x/y/1");
        assertThat(entry.summary()).contains("<a href=\"https://a.example/x/y/2?q=1#o\">B</a>");
        assertThat(entry.content()).contains("<img src=\"https://a.example/x/y/z/3\" /> R &amp; D");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <pubDate>Fri, 14 Mar 2025 08:00:00 GMT</pubDate>            | 2025-03-14T08:00:00Z |
            <published>2025-03-14T08:00:00Z</published>                 | 2025-03-14T08:00:00Z |
            <issued>2025-03-14T08:00:00Z</issued>                       | 2025-03-14T08:00:00Z |
            <dcterms:issued>2025-03-14</dcterms:issued>                 | 2025-03-14T00:00:00Z |
            <dcterms:created>2025-03-14</dcterms:created>               | 2025-03-14T00:00:00Z |
            <pubDate>kaputt</pubDate><dc:date>2025-03</dc:date>         | 2025-03-01T00:00:00Z | 2025-03-01T00:00:00Z
            <updated>2025-03-14T09:00:00Z</updated>                     |                      | 2025-03-14T09:00:00Z
            <atom:updated>2025-03-14T09:00:00Z</atom:updated>           |                      | 2025-03-14T09:00:00Z
            <modified>2025-03-14T09:00:00Z</modified>                   |                      | 2025-03-14T09:00:00Z
            <dcterms:modified>2025-03-14T09:00:00Z</dcterms:modified>   |                      | 2025-03-14T09:00:00Z
            """)
    void readsTimes(String fields, Instant published, Instant updated) throws UnreadableSource {
        Feed.Entry entry = item(fields);
        assertThat(entry.published().map(time -> time.getInstant())).isEqualTo(Optional.ofNullable(published));
        assertThat(entry.updated().map(time -> time.getInstant())).isEqualTo(Optional.ofNullable(updated));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <description>Kurz &lt;b>gesagt&lt;/b></description>                               | Kurz <b>gesagt</b> |
            <description>Kurz</description><content:encoded><![CDATA[<p>Lang</p>]]></content:encoded> | Kurz       | <p>Lang</p>
            <description>Kurz</description><xhtml:body><p>Lang</p></xhtml:body>               | Kurz               | <p>Lang</p>
            <description><p>Kurz<br/></p></description>                                       | <p>Kurz<br /></p>  |
            <summary>Kurz</summary><content type='text'>a &lt; b</content>                    | Kurz               | a < b
            <description>Kurz</description><summary>Lang</summary>                            | Kurz               | Lang
            <dc:description>Kurz</dc:description>                                             | Kurz               |
            <itunes:summary>Kurz</itunes:summary>                                             | Kurz               |
            <summary mode='base64' type='text/plain'>S3Vyeg==</summary>                       | Kurz               |
            <content type='application/octet-stream' mode='base64'>TGFuZw==</content>         |                    | Lang
            """)
    void readsSummaryAndContentAsTheyAreWritten(String fields, String summary, String content) throws UnreadableSource {
        assertThat(item(fields).summary()).isEqualTo(Optional.ofNullable(summary));
        assertThat(item(fields).content()).isEqualTo(Optional.ofNullable(content));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <author>Eva Kern</author>                                               | Eva Kern
            <dc:creator>Eva Kern</dc:creator>                                       | Eva Kern
            <itunes:author>Eva Kern</itunes:author>                                 | Eva Kern
            <author><name>Eva Kern</name><email>e@blatt.example</email></author>    | Eva Kern
            <atom:author><atom:name>Eva Kern</atom:name></atom:author>              | Eva Kern
            <author><email>e@blatt.example</email></author>                         | e@blatt.example
            """)
    void readsAuthors(String fields, String author) throws UnreadableSource {
        assertThat(item(fields).author()).contains(author);
        assertThat(entry(fields).author()).contains(author);
    }

    @Test
    void takesTheFeedsAuthorWhereAnEntryNamesNone() throws UnreadableSource {
        List<Feed.Entry> entries =
                feed("""
                        <feed xmlns='http://www.w3.org/2005/Atom'><author><name>Blatt</name></author><entry><id>1</id></entry>
                        <entry><source><title>Q</title><author><name>Quelle</name></author></source></entry></feed>""")
                        .entries();
        assertThat(entries).extracting(Feed.Entry::author).containsExactly(Optional.of("Blatt"), Optional.of("Quelle"));
    }

    @Test
    void readsCategories() throws UnreadableSource {
        assertThat(item("<category>Politik</category><category term='rat' label='Rat'/><category label='Stadt'/>"
                                + "<dc:subject>Hafen</dc:subject><itunes:keywords>Kai, Schiff,,</itunes:keywords>"
                                + "<category>Politik</category><category/>")
                        .categories())
                .containsExactly("Politik", "rat", "Stadt", "Hafen", "Kai", "Schiff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // RSS 0.90 and 1.0, with and without prefixes
                "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>"
                        + "<channel><title>Blatt</title></channel><item><title>Rat tagt</title><link>/1</link></item></rdf:RDF>",
                "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:s='http://purl.org/rss/1.0/'><s:channel>"
                        + "<s:title>Blatt</s:title></s:channel><s:item r:about='/1'><s:title>Rat tagt</s:title></s:item></r:RDF>",
                "<rss version='0.91'><channel><title>Blatt</title><item><title>Rat tagt</title><link>/1</link></item></channel></rss>",
                "<rss xmlns='http://backend.userland.com/rss2'><channel><title>Blatt</title><item><title>Rat tagt</title><link>/1</link></item></channel></rss>",
                "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Blatt</title><entry><title mode='escaped'>Rat tagt</title><link rel='alternate' href='/1'/></entry></feed>",
                "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>Blatt</a:title><a:entry><a:title>Rat tagt</a:title><a:link href='/1'/></a:entry></a:feed>",
                "<atom:feed><atom:title>Blatt</atom:title><atom:entry><atom:title>Rat tagt</atom:title><atom:link href='/1'/></atom:entry></atom:feed>",
                "<Channel HREF='https://blatt.example/'><Title>Blatt</Title><Item HREF='/1'><Title>Rat tagt</Title></Item></Channel>",
                // document types
                "<!DOCTYPE rss [<!ENTITY rat 'Rat'><!ENTITY f SYSTEM 'file:///etc/passwd'><!ELEMENT a (b)>]><rss><channel>"
                        + "<title>Blatt</title><item><title>&rat; tagt</title><link>/1</link></item></channel></rss>",
                "<?xml version='1.0'?><!DOCTYPE html><rss><channel><title>Blatt</title><item><title>Rat tagt</title><link>/1</link></item></channel></rss>",
                // junk around it
                "Warning: mysql_connect() in <b>x.php</b>\n<?xml version='1.0'?><rss><channel><title>Blatt</title><item><title>Rat tagt</title><link>/1</link></item></channel></rss>",
                "\n\uFEFF <rss><channel><title>Blatt</title><item><title>Rat tagt</title><link>/1</link></item></channel></rss><rss/>und mehr <b",
                // cut off
                "<rss><channel><title>Blatt</title><item><title>Rat tagt</title><link>/1</link><description>Der",
                "<rss><channel><title>Blatt</title><item><link>/1</link><title>Rat tagt</ti",
                // badly nested and never closed
                "<rss><channel><title>Blatt<item><title>Rat tagt<link>/1</channel></rss>",
                "<rss><channel><title>Blatt</title><item><title>Rat tagt</tilte><link>/1</link></item></channel></rss>",
                "<rss><channel><title>Blatt</title></channel><item><b><i>x</b></i><title>Rat tagt</title><link>/1</link></item></rss>",
                // attributes without quotation marks, control characters
                "<rss version=2.0><channel><title>Bl\u0001att</title><item><title>Rat\u000B tagt</title><guid isPermaLink=true>/1</guid></item></channel></rss>",
            })
    void readsEveryDialectAndWhatIsBroken(String text) throws UnreadableSource {
        Feed feed = feed(text);
        assertThat(feed.title()).contains("Blatt");
        assertThat(feed.entries().get(0).title()).contains("Rat tagt");
        assertThat(feed.entries().get(0).link()).map(Object::toString).contains("https://blatt.example/1");
    }

    @Test
    void keepsEntriesApartThatWereNeverClosed() throws UnreadableSource {
        assertThat(
                        feed("<rss><channel><item><title>A<link>/1<item><title>B<link>/2<item><title>C</title></channel></rss>")
                                .entries())
                .extracting(entry -> entry.title().orElse(""))
                .containsExactly("A", "B", "C");
    }

    @Test
    void expandsNoEntityThatIsMadeOfOthersOrOfFiles() throws UnreadableSource {
        String feed =
                "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
                        + "<rss><channel><title>&b; &f; &a;</title></channel></rss>";
        assertThat(feed(feed).title()).contains("&b; &f; aaaaaaaaaa");
    }

    @Test
    void tellsLanguageAndId() throws UnreadableSource {
        assertThat(feed("<rss><channel><language>de</language></channel></rss>").language())
                .contains("de");
        assertThat(feed("<feed xml:lang='de-AT'/>").language()).contains("de-AT");
        assertThat(item("<guid isPermaLink='false'>n-1</guid>").id()).contains("n-1");
        assertThat(entry("<id>urn:1</id>").id()).contains("urn:1");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "application/xml, utf-8, UTF-8",
                "text/xml, -, UTF-8",
                "text/xml, iso-8859-1, ISO-8859-1",
                "text/xml, utf-8, windows-1252",
                "text/xml; charset=us-ascii, utf-8, windows-1252",
                "application/xml; charset=utf-8, iso-8859-1, windows-1252",
                "application/rss+xml; charset=foo, bar, UTF-8",
                "application/xml, utf-8, UTF-16",
                "application/xml, utf-16, UTF-16LE",
                "application/xml, utf-16, UTF-16BE",
                "application/xml, utf-8, UTF-32",
                "application/xml, utf-32, UTF-32LE",
                "application/xml, windows-1251, windows-1251",
                "application/xml; charset=koi8-r, -, KOI8-R",
                "application/xml, shift_jis, Shift_JIS",
            })
    void readsFeedsInAnyEncodingWhateverTheyClaim(String type, String declared, String actual) throws UnreadableSource {
        String title = actual.contains("1251") || actual.startsWith("KOI")
                ? "Совет"
                : actual.startsWith("Shift") ? "日本" : "Straße";
        String text = "<?xml version='1.0'" + (declared == null ? "" : " encoding=\"" + declared + "\"")
                + "?><rss><channel><title>" + title + "</title></channel></rss>";
        assertThat(FeedReader.describe(Answers.of(AT, type, text.getBytes(Charset.forName(actual))), ZoneOffset.UTC)
                        .title())
                .contains(title);
    }

    @Test
    void readsJsonFeedsToo() throws UnreadableSource {
        Feed feed = feed(
                """
                {"version": "https://jsonfeed.org/version/1", "title": "Blatt", "language": "de", "author": {"name": "Redaktion"},
                 "items": [{"id": 7, "url": "/1", "title": "Rat &amp; Tat", "content_html": "<p>Lang</p>", "summary": "Kurz",
                  "date_published": "2025-03-14T08:00:00+01:00", "authors": [{"name": "Eva Kern"}], "tags": ["Politik"]},
                  {"id": "8", "content_text": "a < b"}]}""");
        assertThat(feed.language()).contains("de");
        Feed.Entry first = feed.entries().get(0);
        assertThat(first.id()).contains("7");
        assertThat(first.title()).contains("Rat & Tat");
        assertThat(first.author()).contains("Eva Kern");
        assertThat(first.content()).contains("<p>Lang</p>");
        assertThat(first.published()).map(time -> time.getInstant()).contains(Instant.parse("2025-03-14T07:00:00Z"));
        assertThat(feed.entries().get(1).author()).contains("Redaktion");
        assertThat(feed.entries().get(1).content()).contains("a < b");
    }
}
