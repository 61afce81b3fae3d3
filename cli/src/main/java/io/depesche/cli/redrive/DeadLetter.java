package io.depesche.cli.redrive;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.service.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A record of {@code news.dead.v1}: a record of another topic with headers that tell where and why it failed. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

    /** How often the record was sent back, on the record itself; it comes along when the record fails again. */
    static final String REDRIVES = "redrives";

    private static final String ERRORS = "__streams.errors.";

    /** What its mark in {@code news.redriven.v1} has as key: it names this letter and no other, even if the topic is made anew. */
    String mark() {
        return "%d %d %d".formatted(record.partition(), record.offset(), record.timestamp());
    }

    /** For people. */
    String place() {
        return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    }

    String reason() {
        return text(DeadLetters.REASON).orElse("unknown");
    }

    /** The topic where it failed. */
    Optional<String> home() {
        return text(ERRORS + "topic");
    }

    String message() {
        return text(ERRORS + "message").orElse("");
    }

    String key() {
        return record.key() == null ? "(no key)" : printable(new String(record.key(), StandardCharsets.UTF_8));
    }

    String outlet() {
        return text(CloudEventHeaders.OUTLET).orElse("");
    }

    /** The time of the record that failed, which for articles is when they were fetched. */
    Instant time() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** How often it was sent back; a count that cannot be read is taken for one that is too high. */
    int redrives() {
        return text(REDRIVES).map(DeadLetter::number).orElse(0);
    }

    /**
     * The record as it was before it failed, with one more redrive.
     *
     * @param partitions how many the home topic has; where the partition it failed in is gone, its key decides
     */
    ProducerRecord<byte[], byte[]> sentBack(String home, int partitions) {
        Integer partition = text(ERRORS + "partition")
                .map(DeadLetter::number)
                .filter(number -> number < partitions)
                .orElse(null);
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(ERRORS)
                    && !header.key().equals(DeadLetters.REASON)
                    && !header.key().equals(REDRIVES)) {
                headers.add(header);
            }
        }
        headers.add(REDRIVES, String.valueOf(redrives() + 1).getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(home, partition, record.timestamp(), record.key(), record.value(), headers);
    }

    private Optional<String> text(String header) {
        return CloudEventHeaders.text(record.headers(), header).map(DeadLetter::printable);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }
}
