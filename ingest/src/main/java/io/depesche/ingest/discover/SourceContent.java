package io.depesche.ingest.discover;

import java.util.List;

/**
 * What a source holds.
 *
 * @param articles each address once, in the source's order; of a sitemap the newest first
 * @param sources further sources that it leads to: the sitemaps of an index, the feeds and sitemaps of a homepage
 */
public record SourceContent(List<Discovery> articles, List<Source> sources) {

    public SourceContent {
        articles = List.copyOf(articles);
        sources = List.copyOf(sources);
    }
}
