package io.depesche.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.RawArticle;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {

    private final RawArticle article = RawArticle.newBuilder()
            .setId("a1")
            .setRevision(2)
            .setUrl("https://beispielblatt.example/1")
            .setCanonicalUrl("https://beispielblatt.example/1")
            .setOutlet("beispielblatt")
            .setOutletName("Beispielblatt")
            .setHeadline("h")
            .setBody("b")
            .setCrawled(Instant.parse("2025-03-14T08:00:00.250Z"))
            .setAccess(Access.OPEN)
            .setBodyHash("00")
            .setFetch(FetchFacts.newBuilder().setStatus(200).setBytes(1).build())
            .build();

    @Test
    void tellWhatTheRecordIsWithoutDecodingIt() {
        RecordHeaders headers = new RecordHeaders();

        CloudEventHeaders.put(headers, Topics.RAW, article, "de");

        assertThat(textsOf(headers))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "a1/2",
                        "ce_source", "/outlets/beispielblatt",
                        "ce_type", "io.depesche.news.raw.v1",
                        "ce_time", "2025-03-14T08:00:00.250Z",
                        "content-type", "application/avro",
                        "lang", "de",
                        "outlet", "beispielblatt"));
    }

    @Test
    void replaceThoseOfTheTopicBefore() {
        RecordHeaders headers = new RecordHeaders();
        CloudEventHeaders.put(headers, Topics.TAGGED, article, "und");

        CloudEventHeaders.put(headers, Topics.NINJS, article, "de");

        assertThat(headers.toArray()).hasSize(8);
        assertThat(textsOf(headers))
                .containsEntry("ce_type", "io.depesche.news.ninjs.v1")
                .containsEntry("content-type", "application/json")
                .containsEntry("lang", "de");
    }

    private static Map<String, String> textsOf(RecordHeaders headers) {
        return Arrays.stream(headers.toArray())
                .collect(Collectors.toMap(Header::key, header -> CloudEventHeaders.text(headers, header.key())
                        .orElseThrow()));
    }
}
