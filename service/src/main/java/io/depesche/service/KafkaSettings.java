package io.depesche.service;

import io.depesche.contracts.TopicOf;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How clients reach Kafka. Every variable {@code KAFKA_X_Y} becomes the client setting {@code x.y}, so that TLS and SASL need no
 * code.
 *
 * @param bootstrapServers host:port pairs separated by commas
 * @param others further client settings by their Kafka names
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> others) {

    /** Variables that scripts around Kafka read; they are no client settings. */
    private static final Set<String> NOT_FOR_CLIENTS = Set.of(
            "KAFKA_BOOTSTRAP_SERVERS", "KAFKA_OPTS", "KAFKA_HEAP_OPTS", "KAFKA_JVM_PERFORMANCE_OPTS", "KAFKA_HOME");

    public KafkaSettings {
        ConfigError.check(
                bootstrapServers.matches("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*|\\[[^\\s,]+\\]:\\d{1,5}"),
                "KAFKA_BOOTSTRAP_SERVERS=%s is no list of host:port pairs",
                bootstrapServers);
        others = Map.copyOf(others);
    }

    /** Reads {@code KAFKA_BOOTSTRAP_SERVERS} and every other {@code KAFKA_*}. */
    public static KafkaSettings from(Env env) {
        Map<String, String> others = new HashMap<>();
        env.all().forEach((name, value) -> {
            if (name.startsWith("KAFKA_") && !value.isBlank() && !NOT_FOR_CLIENTS.contains(name)) {
                others.put(
                        name.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        return new KafkaSettings(env.required("KAFKA_BOOTSTRAP_SERVERS", "give host:port of a Kafka broker"), others);
    }

    /** Settings for an admin client, and the base of all others. */
    public Map<String, Object> client(String clientId) {
        Map<String, Object> settings = new HashMap<>(others);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return settings;
    }

    /** Settings for a producer whose records appear by whole transactions. */
    public Map<String, Object> transactionalProducer(String clientId, String transactionalId) {
        Map<String, Object> settings = client(clientId);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicOf.MAX_MESSAGE_BYTES);
        return settings;
    }

    /** Settings for a consumer that reads committed records from the beginning and commits nothing. */
    public Map<String, Object> reader(String clientId) {
        Map<String, Object> settings = client(clientId);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
