package io.depesche.ingest.discover;

import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads any kind of source and keeps what belongs to the outlet. */
public final class SourceReader {

    private SourceReader() {}

    /**
     * The articles that the answer names and the outlet wants, each address once with all that is said of it, and the sources it
     * leads to. What is read goes by what the answer holds, whatever the source was taken for.
     *
     * @param learned how the outlet's articles are known to look; only read
     * @param robotsSitemaps the sitemaps that the host's robots.txt names; used for a homepage
     */
    public static SourceContent read(
            Source source, Answer answer, Outlet outlet, PathShapes learned, List<String> robotsSitemaps, Instant now)
            throws UnreadableSource {
        return switch (source.kind()) {
            case FEED ->
                wanted(new SourceContent(FeedReader.read(answer, outlet.zone()), List.of(), Optional.empty()), outlet);
            case PAGE, HOMEPAGE ->
                wanted(
                        new SourceContent(
                                IndexPageReader.read(answer, !outlet.include().isEmpty(), learned),
                                List.of(),
                                Optional.empty()),
                        outlet);
            case SITEMAP -> wanted(SitemapReader.read(answer, outlet.zone()), outlet);
        };
    }

    private static SourceContent wanted(SourceContent content, Outlet outlet) {
        Map<URI, Discovery> wanted = new LinkedHashMap<>();
        content.articles().stream()
                .filter(discovery -> outlet.holds(discovery.address()))
                .forEach(discovery -> wanted.merge(discovery.address(), discovery, Discovery::mergedWith));
        return new SourceContent(List.copyOf(wanted.values()), content.sources(), content.hub());
    }
}
