package io.depesche.ingest.discover;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimeSource;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An article that a source names, with what the source says of it.
 *
 * @param address normalised
 * @param title plain text
 * @param published first publication
 * @param modified last change
 * @param keywords plain text, each once; of more than {@value #MAX_KEYWORDS} the first ones
 */
public record Discovery(
        URI address,
        Optional<String> title,
        Optional<StatedTime> published,
        Optional<StatedTime> modified,
        List<String> keywords) {

    /** More keywords than this are no description but bait. */
    public static final int MAX_KEYWORDS = 50;

    public Discovery {
        keywords = keywords.stream().distinct().limit(MAX_KEYWORDS).toList();
    }

    /** An address of which nothing else is known. */
    public static Discovery of(URI address) {
        return new Discovery(address, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * Both sources' facts in one: this one's where both have a say, but a feed's time before a sitemap's, a title from a source
     * that states times before a link's text, of two changes the later one, and of both keywords a sitemap's first.
     */
    public Discovery mergedWith(Discovery other) {
        boolean otherTitle = !statesTimes() && other.statesTimes();
        boolean otherKeywords = !isOf(TimeSource.SITEMAP) && other.isOf(TimeSource.SITEMAP);
        return new Discovery(
                address,
                otherTitle ? other.title.or(() -> title) : title.or(() -> other.title),
                prefers(other) ? other.published : published.or(() -> other.published),
                later(modified, other.modified),
                (otherKeywords ? Stream.of(other, this) : Stream.of(this, other))
                        .flatMap(each -> each.keywords.stream())
                        .toList());
    }

    private boolean prefers(Discovery other) {
        return published.filter(time -> time.getSource() == TimeSource.SITEMAP).isPresent()
                && other.published
                        .filter(time -> time.getSource() == TimeSource.FEED)
                        .isPresent();
    }

    private static Optional<StatedTime> later(Optional<StatedTime> one, Optional<StatedTime> other) {
        boolean otherIsLater = one.isEmpty()
                || other.filter(time -> time.getInstant().isAfter(one.get().getInstant()))
                        .isPresent();
        return otherIsLater ? other : one;
    }

    private boolean statesTimes() {
        return published.isPresent() || modified.isPresent();
    }

    private boolean isOf(TimeSource source) {
        return Stream.of(published, modified).flatMap(Optional::stream).anyMatch(time -> time.getSource() == source);
    }
}
