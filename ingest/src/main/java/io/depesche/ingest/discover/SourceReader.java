package io.depesche.ingest.discover;

import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads any kind of source and keeps what belongs to the outlet. */
public final class SourceReader {

    private static final Duration NEWS = Duration.ofDays(3);

    private SourceReader() {}

    /**
     * The articles that the answer names and the outlet wants, each address once with all that is said of it, and the sources it
     * leads to. What is read goes by what the answer holds, whatever the source was taken for. Of an offer to push, what the
     * headers say comes before what the feed says.
     *
     * @param learned how the outlet's articles are known to look; only read
     * @param robotsSitemaps the sitemaps that the host's robots.txt names; used for a homepage
     */
    public static SourceContent read(
            Source source, Answer answer, Outlet outlet, PathShapes learned, List<String> robotsSitemaps, Instant now)
            throws UnreadableSource {
        SourceContent content = read(source, answer, outlet, learned, robotsSitemaps);
        return wanted(content, push(answer, content.push()), source, outlet, now);
    }

    private static SourceContent read(
            Source source, Answer answer, Outlet outlet, PathShapes learned, List<String> robotsSitemaps)
            throws UnreadableSource {
        return switch (SourceFormat.of(answer.body())) {
            case FEED, JSON -> FeedReader.read(answer, outlet.zone());
            case SITEMAP -> SitemapReader.read(answer, outlet.zone());
            case PAGE ->
                switch (source.kind()) {
                    case PAGE ->
                        new SourceContent(
                                IndexPageReader.read(answer, !outlet.include().isEmpty(), learned), List.of());
                    case HOMEPAGE ->
                        new SourceContent(
                                IndexPageReader.read(answer, !outlet.include().isEmpty(), learned),
                                HomepageReader.sources(answer, robotsSitemaps));
                    case FEED, SITEMAP -> throw noPage(answer);
                };
            case OTHER ->
                switch (source.kind()) {
                    case FEED -> FeedReader.read(answer, outlet.zone());
                    case SITEMAP -> SitemapReader.read(answer, outlet.zone());
                    case PAGE, HOMEPAGE -> throw new UnreadableSource("is no page, feed or sitemap");
                };
        };
    }

    /** Often the address of a page about feeds, or of one that says that there is none any more. */
    private static UnreadableSource noPage(Answer answer) throws UnreadableSource {
        List<Source> feeds = HomepageReader.sources(answer, List.of());
        return new UnreadableSource(
                feeds.isEmpty()
                        ? "is a web page, neither feed nor sitemap"
                        : "is a web page, neither feed nor sitemap; it names "
                                + feeds.stream()
                                        .limit(3)
                                        .map(feed -> feed.address().toString())
                                        .collect(Collectors.joining(", ")));
    }

    private static Optional<PushOffer> push(Answer answer, Optional<PushOffer> inside) {
        return LinkHeader.find(answer, "hub")
                .map(hub -> new PushOffer(
                        hub,
                        LinkHeader.find(answer, "self")
                                .or(() -> inside.map(PushOffer::topic))
                                .orElse(answer.address())))
                .or(() -> inside);
    }

    private static SourceContent wanted(
            SourceContent content, Optional<PushOffer> push, Source source, Outlet outlet, Instant now) {
        Map<URI, Discovery> wanted = new LinkedHashMap<>();
        content.articles().stream()
                .filter(discovery -> outlet.holds(discovery.address()))
                .filter(discovery -> isNews(source, discovery, now))
                .forEach(discovery -> wanted.merge(discovery.address(), discovery, Discovery::mergedWith));
        return new SourceContent(List.copyOf(wanted.values()), content.sources(), push);
    }

    /** Of a source that nobody asked for an archive is not wanted. */
    private static boolean isNews(Source source, Discovery discovery, Instant now) {
        Instant oldest = now.minus(NEWS);
        return !source.found()
                || discovery
                        .published()
                        .or(discovery::modified)
                        .filter(time -> time.getInstant().isBefore(oldest))
                        .isEmpty();
    }
}
