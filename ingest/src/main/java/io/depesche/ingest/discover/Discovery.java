package io.depesche.ingest.discover;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimeSource;
import java.net.URI;
import java.util.Optional;

/**
 * An article that a source names, with what the source says of it.
 *
 * @param address normalised
 * @param title plain text
 * @param published first publication
 */
public record Discovery(URI address, Optional<String> title, Optional<StatedTime> published) {

    /** An address of which nothing else is known. */
    public static Discovery of(URI address) {
        return new Discovery(address, Optional.empty(), Optional.empty());
    }

    /** Both sources' facts in one: this one's where both have a say, but a feed's time before a sitemap's. */
    public Discovery mergedWith(Discovery other) {
        boolean otherTime = published.isEmpty()
                || (published.get().getSource() == TimeSource.SITEMAP
                        && other.published
                                .filter(time -> time.getSource() == TimeSource.FEED)
                                .isPresent());
        return new Discovery(
                address, title.or(() -> other.title), otherTime ? other.published.or(() -> published) : published);
    }
}
