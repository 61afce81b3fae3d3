package io.depesche.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTimeTest {

    private static final FeedTime TIME = new FeedTime(ZoneOffset.UTC, TimeSource.FEED);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Fri, 14 Mar 2025 08:00:00 +0100         | 2025-03-14T07:00:00Z
            Fri, 14 Mar 25 08:00:00 GMT             | 2025-03-14T08:00:00Z
            14 Mar 2025 08:00 EST                   | 2025-03-14T13:00:00Z
            sat, 14 mar 2025 8:00:09 -0500          | 2025-03-14T13:00:09Z
            Fri 14-Mar-25 08:00:00 GMT              | 2025-03-14T08:00:00Z
            Fri, 14 March 2025 08:00:00 PDT         | 2025-03-14T15:00:00Z
            Fr, 14 Mär 2025 08:00:00 MEZ            | 2025-03-14T07:00:00Z
            Freitag, 14. März 2025, 08:00 Uhr CET   | 2025-03-14T07:00:00Z
            14 juillet 2025 08:00 CEST              | 2025-07-14T06:00:00Z
            Fri, 14 Mar 99 08:00:00 GMT             | 1999-03-14T08:00:00Z
            Fri, 14 Mar 2025 08:00:00 GMT+01:00     | 2025-03-14T07:00:00Z
            Fri, 14 Mar 2025 24:00:00 GMT           | 2025-03-15T00:00:00Z
            Fri, 14 Mar 2025 08:59:60 GMT           | 2025-03-14T08:59:59Z
            Fri, 14 Mar 2025                        | 2025-03-14T00:00:00Z
            Fri Mar 14 08:00:00 2025                | 2025-03-14T08:00:00Z
            Fri Mar 14 08:00:00 CET 2025            | 2025-03-14T07:00:00Z
            Fri Mar 14 08:00:00 +0100 2025          | 2025-03-14T07:00:00Z
            March 14, 2025 8:00 PM                  | 2025-03-14T20:00:00Z
            Fri, 2025/03/14 08:19:53 EDT            | 2025-03-14T12:19:53Z
            2025-03-14T08:00:00.25+01:00            | 2025-03-14T07:00:00Z
            2025-03-14T08:00Z                       | 2025-03-14T08:00:00Z
            2025-03-14T08:00:00                     | 2025-03-14T08:00:00Z
            2025-03-14 08:00:00 +0100               | 2025-03-14T07:00:00Z
            2025-03-14                              | 2025-03-14T00:00:00Z
            2025-03                                 | 2025-03-01T00:00:00Z
            2025                                    | 2025-01-01T00:00:00Z
            20250314                                | 2025-03-14T00:00:00Z
            20250314T080000Z                        | 2025-03-14T08:00:00Z
            20250314T08:00:00+01:00                 | 2025-03-14T07:00:00Z
            202503                                  | 2025-03-01T00:00:00Z
            2025-073                                | 2025-03-14T00:00:00Z
            2025073                                 | 2025-03-14T00:00:00Z
            2025-W11-5                              | 2025-03-14T00:00:00Z
            2025W115                                | 2025-03-14T00:00:00Z
            2025-W01                                | 2024-12-30T00:00:00Z
            2020-W53-7                              | 2021-01-03T00:00:00Z
            2025-március-14T9:15-05:00              | 2025-03-14T14:15:00Z
            2025년 03월 14일  오후 01:31:15           | 2025-03-14T13:31:15Z
            Παρ, 14 Μάρ 2025 12:00:00 EST           | 2025-03-14T17:00:00Z
            14.03.2025 08:00                        | 2025-03-14T08:00:00Z
            14.3.25                                 | 2025-03-14T00:00:00Z
            3/14/2025 8:00 am                       | 2025-03-14T08:00:00Z
            1741939200                              | 2025-03-14T08:00:00Z
            1741939200000                           | 2025-03-14T08:00:00Z
            """)
    void readsTimesAsFeedsWriteThem(String text, Instant expected) {
        assertThat(TIME.read(text)).map(StatedTime::getInstant).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gestern",
                "Fri, 30 Feb 2025 08:00:00 GMT",
                "Fri, 14 Mar 2025 25:00:00 GMT",
                "Fri, 14 Mar 2025 08:61:00 GMT",
                "2025-13-01",
                "2025-02-30T08:00:00Z",
                "2025-366",
                "2025-W54-1",
                "0000-00-00 00:00:00",
                "Fri, 14 Mar 2025 08:00:00 +9900",
                "12345"
            })
    void takesNothingElseForATime(String text) {
        assertThat(TIME.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-14T08:00:00Z, SECOND",
        "2025-03-14T08:00Z, MINUTE",
        "2025-03-14, DAY",
        "2025-03, MONTH",
        "2025, YEAR"
    })
    void tellsHowPreciseATimeIs(String text, TimePrecision precision) {
        assertThat(TIME.read(text)).map(StatedTime::getPrecision).contains(precision);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-14 08:00:00", "Fri, 14 Mar 2025 08:00:00", "14.03.2025 08:00"})
    void readsATimeWithoutAZoneInTheOutletsZone(String text) {
        StatedTime time = new FeedTime(ZoneId.of("Europe/Berlin"), TimeSource.FEED)
                .read(text)
                .orElseThrow();
        assertThat(time.getInstant()).isEqualTo(Instant.parse("2025-03-14T07:00:00Z"));
        assertThat(time.getZone()).isEqualTo("Europe/Berlin");
    }

    @Property
    void readsOrRefusesAnyText(@ForAll String text) {
        assertThat(TIME.read(text)).isNotNull();
    }
}
