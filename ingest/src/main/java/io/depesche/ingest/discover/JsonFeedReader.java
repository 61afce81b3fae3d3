package io.depesche.ingest.discover;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.depesche.contracts.record.TimeSource;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.fetch.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). An item without a usable address is left out, of a longer
 * feed the first {@value FeedReader#MAX_ENTRIES} items are read.
 */
final class JsonFeedReader {

    private static final int MAX_DEPTH = 50;
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
     * The feed as it describes itself.
     *
     * @param zone of times that name none
     */
    static Feed describe(Answer answer, ZoneId zone) throws UnreadableSource {
        JsonNode feed;
        try {
            feed = JSON.readTree(answer.body());
        } catch (IOException e) {
            throw UnreadableSource.because("is no readable JSON Feed", e);
        }
        if (!feed.path("items").isArray()) {
            throw new UnreadableSource("is JSON, but no JSON Feed: it has no list 'items'");
        }
        FeedTime time = new FeedTime(zone, TimeSource.FEED);
        Optional<String> author = author(feed);
        List<Feed.Entry> entries = new ArrayList<>();
        for (JsonNode item : feed.path("items")) {
            if (entries.size() == FeedReader.MAX_ENTRIES) {
                break;
            }
            entries.add(new Feed.Entry(
                    written(item, "id"),
                    title(item, "title"),
                    address(item, answer.address()),
                    time.read(item.path("date_published").asText("")),
                    time.read(item.path("date_modified").asText("")),
                    written(item, "summary"),
                    author(item).or(() -> author),
                    keywords(item),
                    written(item, "content_html").or(() -> written(item, "content_text"))));
        }
        return new Feed(title(feed, "title"), written(feed, "language"), entries, push(feed, answer.address()));
    }

    private static Optional<PushOffer> push(JsonNode feed, URI base) {
        return Stream.iterate(0, n -> n < Math.min(feed.path("hubs").size(), MAX_HUBS), n -> n + 1)
                .map(n -> feed.path("hubs").path(n))
                .filter(hub -> hub.path("type").asText("").equalsIgnoreCase("websub"))
                .flatMap(hub -> address(hub.path("url").asText(""), base).stream())
                .findFirst()
                .map(hub -> new PushOffer(
                        hub, address(feed.path("feed_url").asText(""), base).orElse(base)));
    }

    private static Optional<URI> address(JsonNode item, URI base) {
        for (String key : List.of("url", "external_url", "id")) {
            String text = item.path(key).asText("");
            if (!text.isBlank() && (key.equals("url") || text.contains("://"))) {
                Optional<URI> address = address(text, base);
                if (address.isPresent()) {
                    return address;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> address(String text, URI base) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(WebAddress.parse(text, base));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }

    private static Optional<String> title(JsonNode node, String key) {
        return new FeedText(node.path(key).asText(""), FeedText.Kind.EITHER).plain();
    }

    private static Optional<String> written(JsonNode node, String key) {
        return new FeedText(node.path(key).asText(""), FeedText.Kind.EITHER).written();
    }

    /** Version 1.1 has a list of authors, 1.0 had one. */
    private static Optional<String> author(JsonNode node) {
        return title(node.path("authors").path(0), "name").or(() -> title(node.path("author"), "name"));
    }

    private static List<String> keywords(JsonNode item) {
        return Stream.iterate(0, n -> n < Math.min(item.path("tags").size(), Discovery.MAX_KEYWORDS), n -> n + 1)
                .map(n -> item.path("tags").path(n).asText("").strip())
                .filter(keyword -> !keyword.isEmpty() && keyword.length() <= MAX_KEYWORD)
                .toList();
    }
}
