package io.depesche.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MomentOptionTest {

    private final MomentOption option =
            new MomentOption(Clock.fixed(Instant.parse("2025-03-14T12:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "2025-03-14T07:30:00Z,2025-03-14T07:30:00Z",
        "2025-03-14T07:30+01:00,2025-03-14T06:30:00Z",
        "2025-03-14,2025-03-14T00:00:00Z",
        "PT2H,2025-03-14T10:00:00Z",
        "p7d,2025-03-07T12:00:00Z"
    })
    void readsTimesDaysAndDurations(String text, Instant expected) {
        assertThat(option.convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2025-02-30",
                "14.03.2025",
                "P999999999999D",
                "-999999999-01-01",
                "+999999999-12-31"
            })
    void refusesEverythingElseByName(String text) {
        assertThatThrownBy(() -> option.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'" + text + "' is no time; expected one such as");
    }
}
