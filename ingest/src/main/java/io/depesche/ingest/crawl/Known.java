package io.depesche.ingest.crawl;

import io.depesche.contracts.record.ArticleState;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * An article, or an address that gave none yet, as it is remembered.
 *
 * @param id the article's id; for an address that gave no article the id that this address would give
 */
public record Known(String id, ArticleState state) {

    private static final int HASH_BYTES = 16;

    /** A hash, in hex, as it is remembered: its first 16 bytes. */
    static ByteBuffer shortened(String hash) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hash, 0, 2 * HASH_BYTES));
    }

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
