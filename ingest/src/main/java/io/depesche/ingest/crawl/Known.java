package io.depesche.ingest.crawl;

import io.depesche.contracts.record.ArticleState;
import java.net.URI;

/**
 * An article, or an address that gave none yet, as it is remembered.
 *
 * @param id the article's id; for an address that gave no article the id that this address would give
 */
public record Known(String id, ArticleState state) {

    /** Whether it was published. */
    public boolean isPublished() {
        return state.getRevision() > 0;
    }

    /** Where to fetch it. */
    public URI address() {
        return URI.create(state.getUrl());
    }

    /** The address that its id stands for. */
    public String canonicalUrl() {
        return state.getCanonicalUrl().orElse(state.getUrl());
    }
}
