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
    public static final SiteTemplate NONE = new SiteTemplate(new long[0], new long[0]);

    private final long[] repeated;
    private final long[] standing;

    private SiteTemplate(long[] repeated, long[] standing) {
        this.repeated = repeated;
        this.standing = standing;
    }

    /**
     * A template.
     *
     * @param repeated {@linkplain SeenBlock#hash() hashes} of its blocks
     * @param standing those of them that stand in most articles
     */
    public static SiteTemplate of(Collection<Long> repeated, Collection<Long> standing) {
        return new SiteTemplate(sorted(repeated), sorted(standing));
    }

    private static long[] sorted(Collection<Long> hashes) {
        return hashes.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    }

    /** The hashes of its blocks, in ascending order. */
    public List<Long> repeated() {
        return Arrays.stream(repeated).boxed().toList();
    }

    /** The hashes of those that stand in most articles, in ascending order. */
    public List<Long> standing() {
        return Arrays.stream(standing).boxed().toList();
    }

    boolean isRepeated(long hash) {
        return Arrays.binarySearch(repeated, hash) >= 0;
    }

    boolean isStanding(long hash) {
        return Arrays.binarySearch(standing, hash) >= 0;
    }

    boolean isEmpty() {
        return repeated.length == 0;
    }
}
