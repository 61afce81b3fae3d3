package io.depesche.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.record.Alert;
import io.depesche.contracts.record.EntityMention;
import io.depesche.contracts.record.FrontierOrder;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.Story;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.WatchMatch;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Prints records of any of our topics, as text for reading or as JSON lines. */
final class RecordPrinter {

    private static final int MATCHES_SHOWN = 5;

    private final PrintStream out;
    private final boolean json;

    RecordPrinter(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Prints a record; {@code value} is its decoded value, null for a tombstone. */
    void print(ConsumerRecord<String, byte[]> found, Object value) {
        out.println(json ? asJson(found, value) : asText(found, value));
    }

    private static String asJson(ConsumerRecord<String, byte[]> found, Object value) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("topic", found.topic());
        line.put("partition", found.partition());
        line.put("offset", found.offset());
        line.put("timestamp", found.timestamp());
        line.put("key", found.key());
        ObjectNode headers = line.putObject("headers");
        for (Header header : found.headers()) {
            headers.put(
                    header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
        }
        if (value instanceof SpecificRecord avro) {
            line.set("value", AvroJson.of(avro));
        } else if (value instanceof String text) {
            line.set("value", parsed(text));
        } else if (value instanceof byte[] bytes) {
            line.put("value_base64", bytes);
        } else {
            line.putNull("value");
        }
        return line.toString();
    }

    private static JsonNode parsed(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    private static String asText(ConsumerRecord<String, byte[]> found, Object value) {
        String place = "%s-%d@%d".formatted(found.topic(), found.partition(), found.offset());
        if (value == null) {
            return "%s  %s  (tombstone)".formatted(place, found.key());
        }
        if (value instanceof TaggedArticle tagged) {
            return place + "\n" + ArticlePrinter.PLAIN.print(tagged);
        }
        if (value instanceof Story story) {
            return place + "  " + StoryPrinter.print(story);
        }
        if (value instanceof RawArticle raw) {
            return "%s  %s (revision %d)  %s  %s"
                    .formatted(place, raw.getOutlet(), raw.getRevision(), raw.getHeadline(), raw.getUrl());
        }
        if (value instanceof EntityMention mention) {
            return "%s  %s  %s %s ×%d in %s: %s"
                    .formatted(
                            place,
                            mention.getEntityId(),
                            mention.getType(),
                            mention.getName(),
                            mention.getMentions().size(),
                            mention.getOutlet(),
                            mention.getHeadline());
        }
        if (value instanceof Alert alert) {
            return "%s  %s  %s: %s  %s"
                    .formatted(place, found.key(), alert.getOutlet(), alert.getHeadline(), firedBy(alert));
        }
        if (value instanceof FrontierOrder order) {
            return "%s  %s  %s".formatted(place, found.key(), AvroJson.of((SpecificRecord) order.getOrder()));
        }
        if (value instanceof OutletDefinition outlet) {
            return "%s  %s  %s".formatted(place, found.key(), AvroJson.of(outlet));
        }
        if (value instanceof byte[] bytes) {
            return "%s  %s  %d bytes  %s".formatted(place, found.key(), bytes.length, deadLetterOf(found));
        }
        return "%s  %s  %s".formatted(place, found.key(), value);
    }

    private static String firedBy(Alert alert) {
        return alert.getCanceled()
                ? "(taken back: %s)".formatted(alert.getArticleId())
                : alert.getMatches().stream()
                        .map(WatchMatch::getExact)
                        .distinct()
                        .limit(MATCHES_SHOWN)
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String deadLetterOf(ConsumerRecord<String, byte[]> found) {
        return "%s from %s-%s@%s: %s"
                .formatted(
                        text(found, "reason"),
                        text(found, "__streams.errors.topic"),
                        text(found, "__streams.errors.partition"),
                        text(found, "__streams.errors.offset"),
                        text(found, "__streams.errors.message"));
    }

    private static String text(ConsumerRecord<String, byte[]> found, String header) {
        return CloudEventHeaders.text(found.headers(), header).orElse("?");
    }
}
