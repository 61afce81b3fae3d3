package io.depesche.ingest.discover;

import io.depesche.contracts.record.StatedTime;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A feed as it describes itself.
 *
 * @param title plain text
 * @param entries in its order
 * @param push where to subscribe to its changes
 */
public record Feed(Optional<String> title, Optional<String> language, List<Entry> entries, Optional<PushOffer> push) {

    public Feed {
        entries = List.copyOf(entries);
    }

    /**
     * One entry. Of a usable one an article is {@linkplain FeedReader#read discovered}; here it is as the feed gives it.
     *
     * @param id its guid or id
     * @param title plain text
     * @param link absolute where it can be made so
     * @param summary as the feed writes it, often HTML
     * @param author the first author's name
     * @param categories plain text
     * @param content as the feed writes it, often HTML
     */
    public record Entry(
            Optional<String> id,
            Optional<String> title,
            Optional<URI> link,
            Optional<StatedTime> published,
            Optional<StatedTime> updated,
            Optional<String> summary,
            Optional<String> author,
            List<String> categories,
            Optional<String> content) {

        public Entry {
            categories = List.copyOf(categories);
        }
    }
}
