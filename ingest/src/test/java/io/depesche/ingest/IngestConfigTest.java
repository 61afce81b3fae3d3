package io.depesche.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {

    private static final Env ENOUGH = Env.of(Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
            "OUTLETS_FILE", "outlets.yaml",
            "CRAWLER_CONTACT", "redaktion@example.org"));

    @Test
    void hasUsualValuesForWhatIsNotSet() {
        IngestConfig config = IngestConfig.from(ENOUGH);
        assertThat(config.maxBodyBytes()).isEqualTo(512 * 1024);
        assertThat(config.limits().connect()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.allowedNetworks()).isEmpty();
        assertThat(config.callbacks()).isEmpty();
        assertThat(config.userAgent().header()).matches("Depesche/[^ ]+ \\(\\+redaktion@example\\.org\\)");
    }

    @ParameterizedTest
    @CsvSource({
        "CRAWLER_CONTACT, '', CRAWLER_CONTACT is not set",
        "CRAWLER_CONTACT, jemand, CRAWLER_CONTACT=jemand is neither",
        "CRAWLER_CONTACT, 'https://a.example/) Evil/1 (', CRAWLER_CONTACT=",
        "ALLOWED_PRIVATE_NETWORKS, 'localhost', 'localhost'",
        "INSTANCE_ID, 'a b', INSTANCE_ID=a b",
        "MAX_BODY_BYTES, 99999999, MAX_BODY_BYTES=99999999",
        "FETCH_TIMEOUT, PT1S, FETCH_TIMEOUT=PT1S",
        "CONNECT_TIMEOUT, PT0S, CONNECT_TIMEOUT=PT0S",
        "WEBSUB_CALLBACK, 'https://crawler.example/', WEBSUB_SECRET is not set",
        "WEBSUB_CALLBACK, 'ftp://crawler.example/', WEBSUB_CALLBACK="
    })
    void tellsWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> IngestConfig.from(ENOUGH.with(name, value)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(message);
    }

    @Test
    void doesNotStartWithoutAContact() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                IngestMain.run(ENOUGH.with("CRAWLER_CONTACT", ""), new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("CRAWLER_CONTACT");
    }
}
