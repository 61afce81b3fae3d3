package io.depesche.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    @Test
    void everyKafkaVariableIsAClientSetting() {
        KafkaSettings kafka = KafkaSettings.from(Env.of(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_JAAS_CONFIG", "org.example.Login required;",
                "KAFKA_HEAP_OPTS", "-Xmx1g",
                "KAFKA_SASL_MECHANISM", "",
                "HOME", "/root")));

        assertThat(kafka.client("depesche"))
                .isEqualTo(Map.of(
                        "bootstrap.servers", "kafka:9092",
                        "client.id", "depesche",
                        "security.protocol", "SASL_SSL",
                        "sasl.jaas.config", "org.example.Login required;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "kafka:", "http://kafka:9092", "a:1,,b:2", "a:1 b:2"})
    void refusesWhatIsNoListOfServers(String servers) {
        assertThatThrownBy(() -> new KafkaSettings(servers, Map.of()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS=" + servers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:9092", "a-1.example:9092,b:9093", "127.0.0.1:1", "[::1]:9092"})
    void takesHostsWithPorts(String servers) {
        assertThat(new KafkaSettings(servers, Map.of()).bootstrapServers()).isEqualTo(servers);
    }

    @Test
    void anUnreachableBrokerIsOneLineThatSaysWhereAndHowLong() {
        KafkaSettings nowhere = new KafkaSettings("127.0.0.1:1", Map.of());

        try (Cluster cluster = new Cluster(nowhere, "test")) {
            assertThatThrownBy(() -> cluster.await(java.time.Duration.ofSeconds(1)))
                    .isInstanceOf(ConfigError.class)
                    .hasMessageStartingWith("no Kafka broker answers at 127.0.0.1:1 within 1 s");
        }
    }
}
