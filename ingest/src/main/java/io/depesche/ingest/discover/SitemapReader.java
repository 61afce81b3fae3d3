package io.depesche.ingest.discover;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.extract.Charsets;
import io.depesche.ingest.extract.PlainText;
import io.depesche.ingest.fetch.Answer;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Reads sitemaps, sitemap indexes, Google's news sitemaps and lists of addresses, gzipped or not, and broken ones as far as they go.
 * Of a long sitemap the {@value #MAX_ENTRIES} entries that changed last are kept while it is gone through, of a long index the
 * {@value #MAX_SITEMAPS} sitemaps that did.
 */
public final class SitemapReader {

    static final int MAX_ENTRIES = 1_000;
    static final int MAX_SITEMAPS = 20;
    static final int MAX_BYTES = 10 << 20;

    /** By which charset and format are told. */
    private static final int START = 65_536;

    private static final int MAX_PACKINGS = 2;
    private static final int MAX_TITLE = 1_000;
    private static final int MAX_KEYWORD = 100;

    private final URI address;
    private final ZoneId zone;
    private final FeedTime time;
    private final Newest articles = new Newest(MAX_ENTRIES);
    private final Newest sitemaps = new Newest(MAX_SITEMAPS);
    private boolean isSitemap;

    private SitemapReader(URI address, ZoneId zone) {
        this.address = address;
        this.zone = zone;
        this.time = new FeedTime(zone, TimeSource.SITEMAP);
    }

    /**
     * The articles of a sitemap or the sitemaps of an index, newest first.
     *
     * @param zone where a day that is stated without a time begins
     */
    public static SourceContent read(Answer answer, ZoneId zone) throws UnreadableSource {
        SitemapReader sitemap = new SitemapReader(answer.address(), zone);
        try {
            BufferedInputStream bytes = new BufferedInputStream(unpacked(answer.body()), START);
            bytes.mark(START);
            byte[] start = bytes.readNBytes(START - 1);
            bytes.reset();
            SourceFormat format = SourceFormat.of(start);
            if (format == SourceFormat.FEED) {
                return FeedReader.read(answer.withBody(bytes.readAllBytes()), zone);
            }
            Charset charset = Charsets.decode(start, answer.charset()).charset();
            BufferedReader text = new BufferedReader(new InputStreamReader(bytes, charset));
            if (format == SourceFormat.OTHER) {
                sitemap.readList(text);
            } else {
                sitemap.readMarkup(new SitemapScanner(text));
            }
        } catch (TooLong e) {
            throw new UnreadableSource("has more than %d bytes when decompressed".formatted(MAX_BYTES));
        } catch (IOException e) {
            // Cut off while packed: what came before is as good as any.
            if (!sitemap.isSitemap) {
                throw UnreadableSource.because("is no readable sitemap", e);
            }
        }
        return sitemap.content();
    }

    private SourceContent content() throws UnreadableSource {
        if (!isSitemap) {
            throw new UnreadableSource("is no readable sitemap: it lists no address");
        }
        return new SourceContent(
                articles.inOrder(),
                sitemaps.inOrder().stream()
                        .map(Discovery::address)
                        .distinct()
                        .map(found -> new Source(SourceKind.SITEMAP, found, true))
                        .toList());
    }

    /** One address a line. */
    private void readList(Reader text) throws IOException {
        StringBuilder line = new StringBuilder();
        int character;
        do {
            character = text.read();
            if (character >= ' ' && line.length() <= WebAddress.MAX_LENGTH) {
                line.append((char) character);
            } else if (character < ' ') {
                String location = line.toString().replace("\uFEFF", "").strip();
                if (location.startsWith("http://") || location.startsWith("https://")) {
                    isSitemap = true;
                    keep(articles, new Listed(location));
                }
                line.setLength(0);
            }
        } while (character >= 0);
    }

    private void readMarkup(SitemapScanner tags) throws IOException {
        Optional<Listed> open = Optional.empty();
        Newest kept = articles;
        String ofEntry = "";
        String ofNews = "news";
        boolean more = true;
        while (more) {
            more = tags.next();
            boolean entry = more && (tags.name().equals("url") || tags.name().equals("sitemap"));
            if (entry || !more) {
                // An entry that is not closed ends where the next one begins.
                Newest list = kept;
                open.ifPresent(listed -> keep(list, listed));
                open = entry && !tags.isEnd() ? Optional.of(new Listed("")) : Optional.empty();
                ofEntry = tags.prefix();
                kept = tags.name().equals("url") ? articles : sitemaps;
            } else if (!tags.isEnd()) {
                isSitemap |= tags.name().equals("urlset") || tags.name().equals("sitemapindex");
                ofNews = tags.name().equals("news") ? tags.prefix() : ofNews;
            } else if (open.isPresent()) {
                read(tags, open.get(), ofEntry, ofNews);
            }
        }
    }

    /** The prefixes tell the addresses and titles of articles from those of their images. */
    private static void read(SitemapScanner tags, Listed entry, String ofEntry, String ofNews) {
        if (tags.prefix().equals(ofEntry) && tags.name().equals("loc")) {
            entry.location = tags.text();
        } else if (tags.prefix().equals(ofEntry) && tags.name().equals("lastmod")) {
            entry.modified = tags.text();
        } else if (tags.prefix().equals(ofNews)) {
            switch (tags.name()) {
                case "publication_date" -> entry.published = tags.text();
                case "title" -> entry.title = tags.text();
                case "keywords" -> entry.keywords = tags.text();
                default -> {} // the outlet's name and language, rights of access
            }
        }
    }

    /** An entry as it is written, while it is read. */
    private static final class Listed {

        private String location;
        private String modified = "";
        private String published = "";
        private String title = "";
        private String keywords = "";

        private Listed(String location) {
            this.location = location;
        }
    }

    private void keep(Newest kept, Listed entry) {
        if (entry.location.isEmpty()) {
            return;
        }
        Optional<StatedTime> published = time(entry.published);
        Optional<StatedTime> modified = time(entry.modified);
        long changed = published
                .or(() -> modified)
                .map(time -> time.getInstant().toEpochMilli())
                .orElse(Long.MIN_VALUE);
        if (!kept.wants(changed)) {
            return;
        }
        try {
            kept.add(
                    changed,
                    new Discovery(
                            CanonicalAddress.normalised(WebAddress.parse(entry.location, address)),
                            Optional.of(PlainText.clean(entry.title))
                                    .filter(title -> !title.isEmpty() && title.length() <= MAX_TITLE),
                            published,
                            modified,
                            Stream.of(entry.keywords.split(","))
                                    .map(PlainText::clean)
                                    .filter(keyword -> !keyword.isEmpty() && keyword.length() <= MAX_KEYWORD)
                                    .limit(Discovery.MAX_KEYWORDS)
                                    .toList()));
        } catch (RefusedAddress e) {
            // the others may do
        }
    }

    /** Many systems write a day as its midnight in UTC, which nobody publishes at to the second. */
    private Optional<StatedTime> time(String text) {
        return time.read(text).map(stated -> {
            ZonedDateTime universal = stated.getInstant().atZone(ZoneOffset.UTC);
            boolean day = stated.getPrecision() == TimePrecision.SECOND
                    && ZoneId.of(stated.getZone()).normalized().equals(ZoneOffset.UTC)
                    && universal.toLocalTime().equals(LocalTime.MIDNIGHT);
            return day
                    ? new StatedTime(
                            universal.toLocalDate().atStartOfDay(zone).toInstant(),
                            zone.getId(),
                            TimeSource.SITEMAP,
                            TimePrecision.DAY)
                    : stated;
        });
    }

    /** The entries that changed last of those added. */
    private static final class Newest {

        private record Kept(long changed, int number, Discovery discovery) {}

        private static final Comparator<Kept> OLDEST_FIRST = Comparator.comparingLong(Kept::changed)
                .thenComparing(Comparator.comparingInt(Kept::number).reversed());

        private final int size;
        private final PriorityQueue<Kept> kept = new PriorityQueue<>(OLDEST_FIRST);
        private int added;

        private Newest(int size) {
            this.size = size;
        }

        private boolean wants(long changed) {
            return kept.size() < size || changed > kept.element().changed();
        }

        private void add(long changed, Discovery discovery) {
            kept.add(new Kept(changed, added++, discovery));
            if (kept.size() > size) {
                kept.remove();
            }
        }

        private List<Discovery> inOrder() {
            return kept.stream()
                    .sorted(OLDEST_FIRST.reversed())
                    .map(Kept::discovery)
                    .toList();
        }
    }

    /** The bytes as they are to be read; servers pack what is packed already. */
    private static InputStream unpacked(byte[] body) throws IOException {
        InputStream bytes = new ByteArrayInputStream(body);
        for (int packing = 0; packing < MAX_PACKINGS; packing++) {
            PushbackInputStream start = new PushbackInputStream(bytes, 2);
            byte[] magic = start.readNBytes(2);
            start.unread(magic);
            boolean packed = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
            if (!packed) {
                return start;
            }
            bytes = new Limited(new GZIPInputStream(start));
        }
        return bytes;
    }

    /** More bytes came out of a packed sitemap than may. */
    private static final class TooLong extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** Ends in {@link TooLong} after {@value #MAX_BYTES} bytes. */
    private static final class Limited extends FilterInputStream {

        private long left = MAX_BYTES;

        private Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            return count(read, read);
        }

        private int count(int result, int bytes) throws IOException {
            left -= result < 0 ? 0 : bytes;
            if (left < 0) {
                throw new TooLong();
            }
            return result;
        }
    }
}
