package io.depesche.ingest.discover;

import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.fetch.Answer;
import java.time.ZoneId;
import java.util.List;

/**
 * Reads feeds: RSS of any version, Atom, CDF and JSON Feed, broken ones as far as they can be made out. An entry without a usable
 * address names no article; of a longer feed the first {@value #MAX_ENTRIES} entries are read.
 */
public final class FeedReader {

    static final int MAX_ENTRIES = 1_000;

    private FeedReader() {}

    /**
     * The articles of a feed, in its order, and its offer of push, if it makes one.
     *
     * @param zone of times that name none
     */
    public static SourceContent read(Answer answer, ZoneId zone) throws UnreadableSource {
        Feed feed = describe(answer, zone);
        return new SourceContent(
                feed.entries().stream()
                        .flatMap(entry -> entry
                                .link()
                                .map(CanonicalAddress::normalised)
                                .map(address -> new Discovery(
                                        address, entry.title(), entry.published(), entry.updated(), entry.categories()))
                                .stream())
                        .toList(),
                List.of(),
                feed.push());
    }

    /**
     * The feed with all that it says of its entries, usable or not.
     *
     * @param zone of times that name none
     */
    public static Feed describe(Answer answer, ZoneId zone) throws UnreadableSource {
        return SourceFormat.of(answer.body()) == SourceFormat.JSON
                ? JsonFeedReader.describe(answer, zone)
                : XmlFeedReader.describe(answer, zone);
    }
}
