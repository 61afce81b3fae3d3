package io.depesche.ingest.discover;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import crawlercommons.sitemaps.extension.Extension;
import crawlercommons.sitemaps.extension.ExtensionMetadata;
import crawlercommons.sitemaps.extension.NewsAttributes;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.fetch.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Reads sitemaps, sitemap indexes and Google's news sitemaps, gzipped or not. Of a long sitemap the {@value #MAX_ENTRIES}
 * entries that changed last are read, of a long index the {@value #MAX_SITEMAPS} sitemaps that did.
 */
public final class SitemapReader {

    static final int MAX_ENTRIES = 1_000;
    static final int MAX_SITEMAPS = 20;
    static final int MAX_BYTES = 10 << 20;

    private SitemapReader() {}

    /**
     * The articles of a sitemap or the sitemaps of an index, newest first.
     *
     * @param zone where a day that is stated without a time begins
     */
    public static SourceContent read(Answer answer, ZoneId zone) throws UnreadableSource {
        AbstractSiteMap sitemap = parse(answer);
        if (sitemap instanceof SiteMapIndex index) {
            return new SourceContent(List.of(), sitemaps(index.getSitemaps()));
        }
        if (sitemap instanceof SiteMap entries) {
            return new SourceContent(articles(entries.getSiteMapUrls(), zone), List.of());
        }
        throw new UnreadableSource("is no readable sitemap");
    }

    private static AbstractSiteMap parse(Answer answer) throws UnreadableSource {
        try {
            // Not strict: a news sitemap may lie elsewhere than its articles. The outlet's site is checked by our own
            // rule.
            SiteMapParser parser = new SiteMapParser(false, true);
            parser.enableExtension(Extension.NEWS);
            return parser.parseSiteMap(
                    decompressed(answer.body()), answer.address().toURL());
        } catch (UnknownFormatException | IOException | RuntimeException e) {
            throw UnreadableSource.because("is no readable sitemap", e);
        }
    }

    private static byte[] decompressed(byte[] bytes) throws IOException, UnreadableSource {
        boolean gzip = bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
        if (!gzip) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(MAX_BYTES + 1);
            if (plain.length > MAX_BYTES) {
                throw new UnreadableSource("has more than %d bytes when decompressed".formatted(MAX_BYTES));
            }
            return plain;
        }
    }

    private static List<Source> sitemaps(Collection<AbstractSiteMap> listed) {
        return listed.stream()
                .sorted(newestFirst(sitemap -> Optional.ofNullable(sitemap.getLastModified())))
                .flatMap(sitemap -> address(sitemap.getUrl()).stream())
                .distinct()
                .limit(MAX_SITEMAPS)
                .map(address -> new Source(SourceKind.SITEMAP, address, true))
                .toList();
    }

    private static List<Discovery> articles(Collection<SiteMapURL> listed, ZoneId zone) {
        return listed.stream()
                .sorted(newestFirst(SitemapReader::lastChange))
                .limit(MAX_ENTRIES)
                .flatMap(entry -> address(entry.getUrl())
                        .map(CanonicalAddress::normalised)
                        .map(address -> new Discovery(
                                address,
                                news(entry)
                                        .map(NewsAttributes::getTitle)
                                        .map(String::strip)
                                        .filter(title -> !title.isEmpty()),
                                news(entry)
                                        .map(NewsAttributes::getPublicationDateTime)
                                        .map(time -> stated(time, zone)),
                                Optional.ofNullable(entry.getLastModified())
                                        .map(time -> stated(time.toInstant().atZone(ZoneOffset.UTC), zone)),
                                news(entry)
                                        .map(NewsAttributes::getKeywords)
                                        .map(List::of)
                                        .orElse(List.of())))
                        .stream())
                .toList();
    }

    private static <T> Comparator<T> newestFirst(Function<T, Optional<Date>> time) {
        return Comparator.comparing(
                        (T entry) -> time.apply(entry).map(Date::getTime).orElse(Long.MIN_VALUE))
                .reversed();
    }

    private static Optional<Date> lastChange(SiteMapURL entry) {
        return news(entry)
                .map(NewsAttributes::getPublicationDate)
                .or(() -> Optional.ofNullable(entry.getLastModified()));
    }

    private static Optional<NewsAttributes> news(SiteMapURL entry) {
        ExtensionMetadata[] attributes = entry.getAttributesForExtension(Extension.NEWS);
        return Stream.ofNullable(attributes)
                .flatMap(Stream::of)
                .filter(NewsAttributes.class::isInstance)
                .map(NewsAttributes.class::cast)
                .findFirst();
    }

    /** The parser reads a day as its midnight in UTC, which nobody publishes at to the second. */
    private static StatedTime stated(ZonedDateTime time, ZoneId zone) {
        boolean day = time.toLocalTime().equals(LocalTime.MIDNIGHT)
                && time.getOffset().equals(ZoneOffset.UTC);
        return day
                ? new StatedTime(
                        time.toLocalDate().atStartOfDay(zone).toInstant(),
                        zone.getId(),
                        TimeSource.SITEMAP,
                        TimePrecision.DAY)
                : new StatedTime(time.toInstant(), time.getOffset().getId(), TimeSource.SITEMAP, TimePrecision.SECOND);
    }

    private static Optional<URI> address(URL url) {
        try {
            return Optional.of(WebAddress.parse(url.toString()));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }
}
