package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {

    private final TimeText berlin = new TimeText(Optional.of(ZoneId.of("Europe/Berlin")));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2024-05-03T10:15:30.123+0200; 2024-05-03T08:15:30Z; +02:00",
                "2024-05-03 10:15; 2024-05-03T08:15:00Z; Europe/Berlin",
                "20240503T101530Z; 2024-05-03T10:15:30Z; Z",
                "1714731330; 2024-05-03T10:15:30Z; Z",
                "1714731330000; 2024-05-03T10:15:30Z; Z",
                "Fri, 03 May 2024 10:15:30 GMT; 2024-05-03T10:15:30Z; Z",
                "03.05.2024, 10:15 Uhr; 2024-05-03T08:15:00Z; Europe/Berlin",
                "3. Mai 2024 um 10.15 Uhr; 2024-05-03T08:15:00Z; Europe/Berlin",
                "Freitag, 3. Mai 2024, 10:15 Uhr MESZ; 2024-05-03T08:15:00Z; +02:00",
                "Veröffentlicht am 12. März 2024; 2024-03-11T23:00:00Z; Europe/Berlin",
                "May 3, 2024 1:15 PM EST; 2024-05-03T18:15:00Z; -05:00",
                "Sept. 3rd, 2024 at 12:05 a.m.; 2024-09-02T22:05:00Z; Europe/Berlin",
                "5/13/2024; 2024-05-12T22:00:00Z; Europe/Berlin",
                "2023 Jan 7; 2023-01-06T23:00:00Z; Europe/Berlin",
                "29-10-2021; 2021-10-28T22:00:00Z; Europe/Berlin",
                "Muster3/4/2025; 2025-03-03T23:00:00Z; Europe/Berlin",
                "13/5/2024; 2024-05-12T22:00:00Z; Europe/Berlin"
            })
    void readsWhatPagesWrite(String text, String instant, String zone) {
        StatedTime time = berlin.read(text, TimeSource.META).orElseThrow();
        assertThat(time.getInstant()).hasToString(instant);
        assertThat(time.getZone()).isEqualTo(zone);
    }

    @Test
    void statesNoMoreThanTheTextDoes() {
        assertThat(precision("3.5.24")).contains(TimePrecision.DAY);
        assertThat(precision("3.5.24, 10:15")).contains(TimePrecision.MINUTE);
        assertThat(precision("2024-05-03T10:15:00Z")).contains(TimePrecision.SECOND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "heute",
                "31.02.2024",
                "99.99.2024",
                "12. Irgendwas 2024",
                "2024",
                "3. Mai 1848",
                "10:15 Uhr",
                "vor 3 Stunden",
                "2024-13-01"
            })
    void takesNothingElseForATime(String text) {
        assertThat(berlin.read(text, TimeSource.META)).isEmpty();
    }

    @Property
    void neverFails(@ForAll String text) {
        assertThatCode(() -> berlin.read(text, TimeSource.META)).doesNotThrowAnyException();
    }

    private Optional<TimePrecision> precision(String text) {
        return berlin.read(text, TimeSource.META).map(StatedTime::getPrecision);
    }
}
