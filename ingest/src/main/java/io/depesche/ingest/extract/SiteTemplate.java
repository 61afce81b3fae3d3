package io.depesche.ingest.extract;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Blocks that many articles of a site have in common: invitations, notices, standing links, which can look like paragraphs. Immutable.
 * With {@link #NONE} a page is read for itself.
 */
public final class SiteTemplate {

    /** What is known of a site that nothing is known of. */
    public static final SiteTemplate NONE = new SiteTemplate(new long[0]);

    /** In ascending order, each once. */
    private final long[] hashes;

    private SiteTemplate(long[] hashes) {
        this.hashes = hashes;
    }

    /** A template of blocks with those {@linkplain SeenBlock#hash() hashes}. */
    public static SiteTemplate of(Collection<Long> hashes) {
        return hashes.isEmpty()
                ? NONE
                : new SiteTemplate(hashes.stream()
                        .mapToLong(Long::longValue)
                        .sorted()
                        .distinct()
                        .toArray());
    }

    /** The hashes of its blocks, in ascending order. */
    public List<Long> hashes() {
        return Arrays.stream(hashes).boxed().toList();
    }

    /** Whether the block is one of them. */
    public boolean holds(SeenBlock block) {
        return holds(block.hash());
    }

    boolean holds(long hash) {
        return Arrays.binarySearch(hashes, hash) >= 0;
    }

    boolean isEmpty() {
        return hashes.length == 0;
    }

    int size() {
        return hashes.length;
    }
}
