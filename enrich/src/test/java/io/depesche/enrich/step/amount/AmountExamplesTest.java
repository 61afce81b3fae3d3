package io.depesche.enrich.step.amount;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Amount;
import io.depesche.enrich.step.Examples;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of amounts by sentences of our own. */
class AmountExamplesTest {

    private static final MathContext SHORT = new MathContext(3);

    static Stream<String> germanExamples() {
        return Examples.of(AmountExamplesTest.class, "examples-de.txt");
    }

    static Stream<String> englishExamples() {
        return Examples.of(AmountExamplesTest.class, "examples-en.txt");
    }

    @ParameterizedTest
    @MethodSource("germanExamples")
    void tagsTheGermanExample(String example) {
        tagsTheExample(example, "de");
    }

    @ParameterizedTest
    @MethodSource("englishExamples")
    void tagsTheEnglishExample(String example) {
        tagsTheExample(example, "en");
    }

    private static void tagsTheExample(String example, String language) {
        String marked = Examples.textOf(example);
        String wanted = Examples.restOf(example);
        List<Amount> amounts = Amounts.in(marked.replaceAll("[\\[\\]]", ""), language);

        assertThat(Examples.marked(
                        marked.replaceAll("[\\[\\]]", ""),
                        amounts.stream()
                                .map(tag -> new int[] {tag.getStart(), tag.getEnd()})
                                .toList()))
                .isEqualTo(marked);
        assertThat(amounts.stream().map(AmountExamplesTest::describe))
                .containsExactlyElementsOf(
                        wanted.equals("none")
                                ? List.of()
                                : Arrays.stream(wanted.split(";"))
                                        .map(String::strip)
                                        .toList());
    }

    private static String describe(Amount amount) {
        BigDecimal value = new BigDecimal(amount.getValue());
        String number = value.stripTrailingZeros().scale() > 2
                ? value.round(SHORT).stripTrailingZeros().toPlainString()
                : value.stripTrailingZeros().toPlainString();
        return String.join(
                " ",
                number,
                amount.getUnit(),
                amount.getMod().orElse("-"),
                amount.getWhat().orElse("-"));
    }
}
