package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountRangeTest {

    @ParameterizedTest
    @CsvSource({
        "300, APPROX, 297, '', true",
        "300, MORE_THAN, 350, '', true",
        "300, MORE_THAN, 250, '', false",
        "3, EQUAL_OR_MORE, 5, '', true",
        "20, EQUAL_OR_LESS, 25, '', false",
        "12000, '', 12345, '', true",
        "12000, '', 12600, '', false",
        "300, '', 340, '', false",
        "20, '', 19, '', false",
        "4.6, '', 4.3, '', false",
        "11.4e9, '', 11e9, '', true",
        "400000, APPROX, 500000, MORE_THAN, false",
        "100, APPROX, 110, APPROX, true",
    })
    void tellsWhetherTwoAmountsCanBothBeTrue(double one, String mod, double other, String otherMod, boolean agree) {
        assertThat(AmountRange.of(one, mod).agrees(AmountRange.of(other, otherMod)))
                .isEqualTo(agree);
    }

    @Property
    void agreeingGoesBothWays(
            @ForAll @DoubleRange(min = 0, max = 1e12) double one,
            @ForAll @DoubleRange(min = 0, max = 1e12) double other) {
        assertThat(AmountRange.of(one, "").agrees(AmountRange.of(other, "")))
                .isEqualTo(AmountRange.of(other, "").agrees(AmountRange.of(one, "")));
        assertThat(AmountRange.of(one, "").agrees(AmountRange.of(one, "APPROX")))
                .isTrue();
    }

    @Property
    void smallCountsAgreeOnlyWithThemselves(
            @ForAll @IntRange(max = 99) int one, @ForAll @IntRange(max = 99) int other) {
        assertThat(AmountRange.of(one, "").agrees(AmountRange.of(other, ""))).isEqualTo(one == other);
    }
}
