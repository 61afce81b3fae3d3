package io.depesche.ingest.discover;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.fetch.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/**
 * Reads JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). An item without a usable address is left out, of a longer
 * feed the first {@value FeedReader#MAX_ENTRIES} items are read.
 */
final class JsonFeedReader {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_TITLE = 1_000;
    private static final int MAX_KEYWORD = 100;
    private static final int MAX_HUBS = 10;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    private JsonFeedReader() {}

    /**
     * The items of a feed, in its order, and its offer of push, if it makes one.
     *
     * @param zone recorded with times, which feeds state with an offset of their own
     */
    static SourceContent content(Answer answer, ZoneId zone) throws UnreadableSource {
        JsonNode feed;
        try {
            feed = JSON.readTree(answer.body());
        } catch (IOException e) {
            throw UnreadableSource.because("is no readable JSON Feed", e);
        }
        if (!feed.path("items").isArray()) {
            throw new UnreadableSource("is JSON, but no JSON Feed: it has no list 'items'");
        }
        List<Discovery> items = new ArrayList<>();
        for (JsonNode item : feed.path("items")) {
            if (items.size() == FeedReader.MAX_ENTRIES) {
                break;
            }
            address(item, answer.address())
                    .map(address -> new Discovery(
                            address,
                            text(item, "title"),
                            time(item, "date_published", zone),
                            time(item, "date_modified", zone),
                            keywords(item)))
                    .ifPresent(items::add);
        }
        return new SourceContent(items, List.of(), push(feed, answer.address()));
    }

    private static Optional<PushOffer> push(JsonNode feed, URI base) {
        return Stream.iterate(0, n -> n < Math.min(feed.path("hubs").size(), MAX_HUBS), n -> n + 1)
                .map(n -> feed.path("hubs").path(n))
                .filter(hub -> hub.path("type").asText("").equalsIgnoreCase("websub"))
                .flatMap(hub -> FeedReader.usable(hub.path("url").asText(""), base).stream())
                .findFirst()
                .map(hub -> new PushOffer(
                        hub,
                        FeedReader.usable(feed.path("feed_url").asText(""), base)
                                .orElse(base)));
    }

    private static Optional<URI> address(JsonNode item, URI base) {
        for (String key : List.of("url", "external_url", "id")) {
            String text = item.path(key).asText("");
            if (!text.isBlank() && (key.equals("url") || text.contains("://"))) {
                try {
                    return Optional.of(CanonicalAddress.normalised(WebAddress.parse(text, base)));
                } catch (RefusedAddress e) {
                    // the next may do
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonNode item, String key) {
        return Optional.of(item.path(key).asText(""))
                .filter(text -> text.length() <= MAX_TITLE)
                .map(text -> Jsoup.parse(text).text().strip())
                .filter(text -> !text.isEmpty());
    }

    private static Optional<StatedTime> time(JsonNode item, String key, ZoneId zone) {
        try {
            return Optional.of(item.path(key).asText(""))
                    .filter(text -> !text.isEmpty())
                    .map(text -> new StatedTime(
                            OffsetDateTime.parse(text).toInstant(),
                            zone.getId(),
                            TimeSource.FEED,
                            TimePrecision.SECOND));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static List<String> keywords(JsonNode item) {
        return Stream.iterate(0, n -> n < Math.min(item.path("tags").size(), Discovery.MAX_KEYWORDS), n -> n + 1)
                .map(n -> item.path("tags").path(n).asText("").strip())
                .filter(keyword -> !keyword.isEmpty() && keyword.length() <= MAX_KEYWORD)
                .toList();
    }
}
