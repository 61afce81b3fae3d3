package io.depesche.contracts;

import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.Story;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of every article record: the attributes of CloudEvents 1.0 in Kafka's binary mode, and {@code lang} and {@code
 * outlet}, so that a subscriber can filter without decoding.
 */
public final class CloudEventHeaders {

    /** CloudEvents version: 1.0. */
    public static final String SPEC_VERSION = "ce_specversion";
    /** Article id, a slash, revision: the same for the same revision wherever it goes. */
    public static final String ID = "ce_id";
    /** {@code /outlets/} and the outlet's id. */
    public static final String SOURCE = "ce_source";
    /** What the record is: the topic's name with {@code io.depesche.} before it. */
    public static final String TYPE = "ce_type";
    /** When the revision was fetched, RFC 3339. */
    public static final String TIME = "ce_time";
    /** {@code application/avro} or {@code application/json}. */
    public static final String CONTENT_TYPE = "content-type";
    /** Language, BCP 47: declared on raw articles, detected from then on, {@code und} when not known. */
    public static final String LANGUAGE = "lang";
    /** The outlet's id. */
    public static final String OUTLET = "outlet";
    /** {@code canceled} on a record that says that an article was taken back; absent otherwise. */
    public static final String STATUS = "status";
    /** The value of {@link #STATUS}. */
    public static final String CANCELED = "canceled";

    private CloudEventHeaders() {}

    /** Puts the headers of an article record that goes to {@code topic}, in place of those it came with. */
    public static void put(Headers headers, TopicOf<?> topic, RawArticle article, String language) {
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, article.getId() + "/" + article.getRevision());
        put(headers, SOURCE, "/outlets/" + article.getOutlet());
        put(headers, TYPE, "io.depesche." + topic.name());
        put(headers, TIME, article.getCrawled().toString());
        put(headers, CONTENT_TYPE, contentType(topic));
        put(headers, LANGUAGE, language);
        put(headers, OUTLET, article.getOutlet());
    }

    /** Puts the headers of a record that tells of a story; it has no outlet. */
    public static void put(Headers headers, TopicOf<Story> topic, Story story) {
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, story.getId() + "/" + story.getReports());
        put(headers, SOURCE, "/stories");
        put(headers, TYPE, "io.depesche." + topic.name());
        put(headers, TIME, story.getLastSeen().toString());
        put(headers, CONTENT_TYPE, "application/avro");
        put(headers, LANGUAGE, story.getLanguage());
    }

    /** Puts the headers of a record that says that an article was taken back, in place of those it came with. */
    public static void putCanceled(Headers headers, TopicOf<?> topic, String articleId, String outlet, Instant time) {
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, articleId + "/" + CANCELED);
        put(headers, SOURCE, "/outlets/" + outlet);
        put(headers, TYPE, "io.depesche." + topic.name());
        put(headers, TIME, time.toString());
        put(headers, CONTENT_TYPE, contentType(topic));
        put(headers, OUTLET, outlet);
        put(headers, STATUS, CANCELED);
    }

    private static String contentType(TopicOf<?> topic) {
        return topic.valueType() == String.class ? "application/json" : "application/avro";
    }

    /** The text of a header, if the record has it. */
    public static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
