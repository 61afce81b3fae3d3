package io.depesche.ingest.discover;

import java.net.URI;
import java.util.List;

/**
 * What a source holds.
 *
 * @param articles each address once, in the source's order
 * @param sitemaps further sitemaps that it points to
 */
public record SourceContent(List<Discovery> articles, List<URI> sitemaps) {

    public SourceContent {
        articles = List.copyOf(articles);
        sitemaps = List.copyOf(sitemaps);
    }
}
