package io.depesche.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvTest {

    @Test
    void anEmptyVariableIsAbsent() {
        assertThat(Env.of(Map.of("STATE_DIR", " ")).path("STATE_DIR", Path.of("/tmp")))
                .isEqualTo(Path.of("/tmp"));
    }

    @Test
    void aMissingOneIsNamedWithWhatToSetItTo() {
        assertThatThrownBy(() -> Env.of(Map.of()).required("CRAWLER_CONTACT", "give an address or mail"))
                .isInstanceOf(ConfigError.class)
                .hasMessage("CRAWLER_CONTACT is not set: give an address or mail");
    }

    @Test
    void aNumberBeyondItsLimitsIsRefusedWithThem() {
        assertThatThrownBy(() -> Env.of(Map.of("HTTP_PORT", "99999")).integer("HTTP_PORT", 8080, 0, 65535))
                .hasMessage("HTTP_PORT=99999 is no whole number from 0 to 65535");
    }

    @Test
    void aDurationIsIso8601() {
        Env env = Env.of(Map.of("MIN_DELAY", "PT2S", "INTERVAL", "5 minutes"));

        assertThat(env.duration("MIN_DELAY", Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> env.duration("INTERVAL", Duration.ZERO))
                .hasMessage("INTERVAL=5 minutes is no ISO 8601 duration such as PT2S");
    }

    @Test
    void anAddressIsHttp() {
        assertThatThrownBy(() -> Env.of(Map.of("SCHEMA_REGISTRY_URL", "file:///etc/passwd"))
                        .httpAddress("SCHEMA_REGISTRY_URL"))
                .hasMessage("SCHEMA_REGISTRY_URL=file:///etc/passwd is no http or https address");
    }

    @Test
    void aListIsSplitAtItsCommas() {
        assertThat(Env.of(Map.of("ALLOWED_PRIVATE_NETWORKS", "127.0.0.0/8, ::1/128,"))
                        .list("ALLOWED_PRIVATE_NETWORKS"))
                .containsExactly("127.0.0.0/8", "::1/128");
    }
}
