package io.depesche.contracts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that defines one topic. The key of every topic is a UTF-8 string.
 *
 * @param <V> what the values are: an Avro record, {@code String} for JSON, {@code byte[]} for records that could not be read
 * @param name the topic's name
 * @param key what the key is, in words
 * @param valueType the class of the values
 * @param about one sentence for people
 * @param partitions number of partitions when the topic is created
 * @param cleanup how old records leave the topic
 * @param retention how long a record is kept, where time decides
 */
public record TopicOf<V>(
        String name,
        String key,
        Class<V> valueType,
        String about,
        int partitions,
        Cleanup cleanup,
        Duration retention) {

    /** Kafka's {@code cleanup.policy}. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact"),
        COMPACT_AND_DELETE("compact,delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }

        /** The policy as Kafka spells it. */
        public String policy() {
            return policy;
        }
    }

    /** Largest record batch a topic takes: a tagged article carries the raw one and several tags a sentence. */
    public static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    /** How long compaction may be put off: so long at most does a record stay that a tombstone follows. */
    public static final Duration MAX_COMPACTION_LAG = Duration.ofDays(1);

    /** What a dead letter adds to the record: its reason, the stack trace, where it stood. */
    private static final int DEAD_LETTER_HEADERS_BYTES = 1024 * 1024;

    /** Largest record that the topic takes; dead letters have room for any record of ours and what they add to it. */
    public int maxMessageBytes() {
        return valueType == byte[].class ? MAX_MESSAGE_BYTES + DEAD_LETTER_HEADERS_BYTES : MAX_MESSAGE_BYTES;
    }

    /** The settings to create the topic with, as Kafka names them. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", cleanup.policy());
        settings.put("max.message.bytes", String.valueOf(maxMessageBytes()));
        if (cleanup != Cleanup.DELETE) {
            settings.put("max.compaction.lag.ms", String.valueOf(MAX_COMPACTION_LAG.toMillis()));
        }
        if (cleanup != Cleanup.COMPACT) {
            settings.put("retention.ms", String.valueOf(retention.toMillis()));
        }
        return settings;
    }
}
