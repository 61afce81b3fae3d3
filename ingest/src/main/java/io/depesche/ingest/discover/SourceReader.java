package io.depesche.ingest.discover;

import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads any kind of source and keeps what belongs to the outlet. */
public final class SourceReader {

    private SourceReader() {}

    /** The articles that the answer names and the outlet wants, each address once with all that is said of it. */
    public static SourceContent read(Source source, Answer answer, Outlet outlet) throws UnreadableSource {
        return switch (source.kind()) {
            case FEED -> articles(FeedReader.read(answer, outlet.zone()), outlet);
            case PAGE -> articles(IndexPageReader.read(answer, !outlet.include().isEmpty()), outlet);
            case SITEMAP -> {
                SourceContent sitemap = SitemapReader.read(answer, outlet.zone());
                yield new SourceContent(articles(sitemap.articles(), outlet).articles(), sitemap.sitemaps());
            }
        };
    }

    private static SourceContent articles(List<Discovery> named, Outlet outlet) {
        Map<URI, Discovery> wanted = new LinkedHashMap<>();
        named.stream()
                .filter(discovery -> outlet.holds(discovery.address()))
                .forEach(discovery -> wanted.merge(discovery.address(), discovery, Discovery::mergedWith));
        return new SourceContent(List.copyOf(wanted.values()), List.of());
    }
}
