package io.depesche.ingest.discover;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import com.rometools.rome.io.XmlReader;
import com.rometools.rome.io.impl.XmlFixerReader;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.fetch.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;
import org.jdom2.input.sax.XMLReaders;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Reads RSS 0.9x, 1.0 and 2.0 and Atom. Document types are not read: no external entity is ever fetched and none expanded. An
 * entry without a usable address is left out; of a longer feed the first {@value #MAX_ENTRIES} entries are read.
 */
public final class FeedReader {

    static final int MAX_ENTRIES = 1_000;

    private static final int MAX_DEPTH = 100;
    private static final int MAX_JUNK = 1_000;
    private static final int MAX_TITLE = 1_000;
    private static final int MAX_KEYWORD = 100;

    private FeedReader() {}

    /**
     * The entries of a feed, in its order.
     *
     * @param zone recorded with times, which feeds state with an offset of their own
     */
    public static List<Discovery> read(Answer answer, ZoneId zone) throws UnreadableSource {
        List<Discovery> entries = new ArrayList<>();
        for (SyndEntry entry : feed(answer).getEntries()) {
            if (entries.size() == MAX_ENTRIES) {
                break;
            }
            address(entry, answer.address())
                    .map(address -> new Discovery(
                            address,
                            title(entry),
                            stated(entry.getPublishedDate(), zone),
                            stated(entry.getUpdatedDate(), zone),
                            keywords(entry)))
                    .ifPresent(entries::add);
        }
        return entries;
    }

    /** The entries of a feed and its offer of push, if it makes one. */
    static SourceContent content(Answer answer, ZoneId zone) throws UnreadableSource {
        return new SourceContent(read(answer, zone), List.of(), push(answer));
    }

    /** The links of the feed itself, however their elements are prefixed; those of entries are not the feed's. */
    private static Optional<PushOffer> push(Answer answer) throws UnreadableSource {
        try {
            Document tree = Jsoup.parse(text(answer), "", Parser.xmlParser().setMaxDepth(MAX_DEPTH));
            List<Element> links = tree.select("feed > *, channel > *").stream()
                    .filter(element -> element.tagName().equals("link")
                            || element.tagName().endsWith(":link"))
                    .toList();
            return link(links, "hub", answer.address())
                    .map(hub -> new PushOffer(
                            hub, link(links, "self", answer.address()).orElse(answer.address())));
        } catch (IOException e) {
            throw UnreadableSource.because("is no readable feed", e);
        }
    }

    private static Optional<URI> link(List<Element> links, String relation, URI base) {
        return links.stream()
                .filter(link -> List.of(
                                link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+"))
                        .contains(relation))
                .flatMap(link -> usable(link.attr("href"), base).stream())
                .findFirst();
    }

    /** An address to be asked as it is written, if it may be. */
    static Optional<URI> usable(String text, URI base) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(WebAddress.parse(text, base));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }

    /** The feed with all that it says of its entries, usable or not. */
    public static Feed describe(Answer answer) throws UnreadableSource {
        SyndFeed feed = feed(answer);
        return new Feed(
                plain(feed.getTitle()),
                Optional.ofNullable(feed.getLanguage()).map(String::strip).filter(text -> !text.isEmpty()),
                feed.getEntries().stream()
                        .limit(MAX_ENTRIES)
                        .map(entry -> describe(entry, answer.address()))
                        .toList());
    }

    private static Feed.Entry describe(SyndEntry entry, URI base) {
        Optional<String> content = entry.getContents().stream()
                .flatMap(part -> Stream.ofNullable(part.getValue()))
                .findFirst();
        Optional<String> author = Stream.concat(
                        entry.getAuthors().stream().flatMap(person -> Stream.ofNullable(person.getName())),
                        Stream.ofNullable(entry.getAuthor()))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .findFirst();
        return new Feed.Entry(
                Optional.ofNullable(entry.getUri()),
                title(entry),
                address(entry, base),
                Optional.ofNullable(entry.getPublishedDate()).map(Date::toInstant),
                Optional.ofNullable(entry.getUpdatedDate()).map(Date::toInstant),
                Optional.ofNullable(entry.getDescription()).map(SyndContent::getValue),
                author,
                keywords(entry),
                content);
    }

    private static SyndFeed feed(Answer answer) throws UnreadableSource {
        try {
            String text = withoutDoctype(text(answer));
            // Feeds are full of bare ampersands and of HTML's entities.
            org.jdom2.Document document = shallowBuilder().build(new XmlFixerReader(new StringReader(text)));
            WireFeed feed = new WireFeedInput(false, Locale.ROOT).build(document);
            return new SyndFeedImpl(feed);
        } catch (IOException | JDOMException | FeedException | RuntimeException e) {
            throw UnreadableSource.because("is no readable feed", e);
        }
    }

    private static String text(Answer answer) throws IOException {
        try (XmlReader reader = new XmlReader(
                new ByteArrayInputStream(answer.body()),
                answer.header("content-type").orElse("application/xml"),
                true)) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            String read = text.toString();
            // A stray byte order mark or a line of debugging before the declaration: XML's parsers would give up.
            int start = read.indexOf('<');
            return start > 0 && start < MAX_JUNK ? read.substring(start).strip() : read.strip();
        }
    }

    /** RSS 0.91 came with a document type; nothing is lost without it. One that declares something stays, and is refused. */
    private static String withoutDoctype(String text) {
        int start = text.indexOf("<!DOCTYPE");
        int end = text.indexOf('>', start + 1);
        boolean plain = start >= 0 && end > start && text.substring(start, end).indexOf('[') < 0;
        return plain ? text.substring(0, start) + text.substring(end + 1) : text;
    }

    private static Optional<URI> address(SyndEntry entry, URI base) {
        // Converters take a permanent guid for the link; where there is neither, an address may still stand as the id.
        String text = Stream.of(entry.getLink(), entry.getUri())
                .filter(Objects::nonNull)
                .filter(link -> !link.isBlank())
                .findFirst()
                .orElse("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CanonicalAddress.normalised(WebAddress.parse(text, base)));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }

    private static Optional<String> title(SyndEntry entry) {
        return plain(entry.getTitle());
    }

    private static Optional<String> plain(@Nullable String title) {
        return Optional.ofNullable(title)
                .filter(text -> text.length() <= MAX_TITLE)
                .map(text -> Jsoup.parse(text).text().strip())
                .filter(text -> !text.isEmpty());
    }

    private static Optional<StatedTime> stated(@Nullable Date date, ZoneId zone) {
        return Optional.ofNullable(date)
                .map(time -> new StatedTime(time.toInstant(), zone.getId(), TimeSource.FEED, TimePrecision.SECOND));
    }

    private static List<String> keywords(SyndEntry entry) {
        return entry.getCategories().stream()
                .flatMap(category -> Stream.ofNullable(category.getName()))
                .map(String::strip)
                .filter(keyword -> !keyword.isEmpty() && keyword.length() <= MAX_KEYWORD)
                .limit(Discovery.MAX_KEYWORDS)
                .toList();
    }

    /** Refuses document types, and elements nested deeper than any feed's, which would overflow the stack of what reads on. */
    private static SAXBuilder shallowBuilder() {
        SAXBuilder builder = new SAXBuilder(XMLReaders.NONVALIDATING);
        builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
        builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        builder.setProperty("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", String.valueOf(MAX_DEPTH));
        return builder;
    }
}
