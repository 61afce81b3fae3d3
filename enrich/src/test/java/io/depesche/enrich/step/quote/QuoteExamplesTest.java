package io.depesche.enrich.step.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Quote;
import io.depesche.enrich.step.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of quotations by sentences of our own. */
class QuoteExamplesTest {

    static Stream<String> germanExamples() {
        return Examples.of(QuoteExamplesTest.class, "examples-de.txt");
    }

    static Stream<String> englishExamples() {
        return Examples.of(QuoteExamplesTest.class, "examples-en.txt");
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
        String marked = Examples.textOf(example).replace(" // ", "\n\n");
        String text = marked.replaceAll("[\\[\\]]", "");
        List<Quote> quotes = Quotes.in(text, language);

        assertThat(Examples.marked(
                        text,
                        quotes.stream()
                                .map(quote -> new int[] {quote.getStart(), quote.getEnd()})
                                .toList()))
                .isEqualTo(marked);
        String wanted = Examples.restOf(example);
        assertThat(quotes.stream().map(quote -> quote.getSpeaker().orElse("-")))
                .containsExactlyElementsOf(
                        wanted.equals("none")
                                ? List.of()
                                : Arrays.stream(wanted.split(";"))
                                        .map(String::strip)
                                        .toList());
    }
}
