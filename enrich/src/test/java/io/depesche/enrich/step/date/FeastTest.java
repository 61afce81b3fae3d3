package io.depesche.enrich.step.date;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeastTest {

    @ParameterizedTest
    @CsvSource({
        "easter+0, 2024-03-31",
        "easter+0, 2025-04-20",
        "easter+0, 1943-04-25",
        "easter+0, 1818-03-22",
        "easter-2, 2025-04-18",
        "easter+39, 2025-05-29",
        "easter+60, 2025-06-19",
        "advent4-0, 2022-12-18",
        "advent4-0, 2023-12-24",
        "before_11-23_3, 2022-11-16",
        "before_11-23_3, 2025-11-19",
        "nth_11_4_4, 2024-11-28",
        "10-03, 1990-10-03"
    })
    void fallsOnTheDayOfItsRule(String rule, LocalDate day) {
        assertThat(new Feast(rule).day(day.getYear())).isEqualTo(day);
    }
}
