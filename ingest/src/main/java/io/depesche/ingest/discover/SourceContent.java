package io.depesche.ingest.discover;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a source holds.
 *
 * @param articles each address once, in the source's order; of a sitemap the newest first
 * @param sources further sources that it leads to: the sitemaps of an index, the feeds and sitemaps of a homepage
 * @param hub where a feed says that it pushes its news (WebSub)
 */
public record SourceContent(List<Discovery> articles, List<Source> sources, Optional<URI> hub) {

    public SourceContent {
        articles = List.copyOf(articles);
        sources = List.copyOf(sources);
    }
}
