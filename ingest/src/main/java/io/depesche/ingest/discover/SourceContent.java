package io.depesche.ingest.discover;

import java.util.List;
import java.util.Optional;

/**
 * What a source holds.
 *
 * @param articles each address once, in the source's order; of a sitemap the newest first
 * @param sources further sources that it leads to: the sitemaps of an index, the feeds and sitemaps of a homepage
 * @param push where to subscribe to its changes; of a feed that names several hubs the first
 */
public record SourceContent(List<Discovery> articles, List<Source> sources, Optional<PushOffer> push) {

    public SourceContent {
        articles = List.copyOf(articles);
        sources = List.copyOf(sources);
    }

    /** The content of a source that offers no push. */
    public SourceContent(List<Discovery> articles, List<Source> sources) {
        this(articles, sources, Optional.empty());
    }
}
