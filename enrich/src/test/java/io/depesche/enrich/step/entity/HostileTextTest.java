package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Entity;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts made to cost time: twice the text may take twice the time, and a little. */
class HostileTextTest {

    private static final EntityStep STEP = new EntityStep();

    private static final int SMALL = 1_000_000;

    private static final double TWICE_AND_A_LITTLE = 3.0;

    /** Times below are noise. */
    private static final double NOISE_SECONDS = 0.2;

    /** The part that is repeated; {@code #} becomes a number of its own each time. */
    static Stream<String> parts() {
        return Stream.of(
                "a", "wort und ", "ANGELA MERKEL IN BERLIN ", "Herr Q# sagte, ", "„Q#-Chef (AQ) ", "\ud83d\ude00");
    }

    private static String text(String part, int length) {
        return IntStream.range(0, length / part.length())
                .mapToObj(number -> part.replace("#", letters(number)))
                .collect(Collectors.joining());
    }

    private static String letters(int number) {
        return Integer.toString(number, 36)
                .chars()
                .mapToObj(digit -> Character.toString('a' + Character.digit(digit, 36) % 26))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("parts")
    void timeGrowsWithTheLengthAndEachMentionQuotesTheText(String part) {
        String text = text(part, SMALL);
        NewsTexts.entities(STEP, text, "de").stream()
                .limit(3)
                .map(Entity::getMentions)
                .forEach(mentions -> assertThat(mentions.get(mentions.size() - 1))
                        .satisfies(mention -> assertThat(text.substring(
                                        text.offsetByCodePoints(0, mention.getStart()),
                                        text.offsetByCodePoints(0, mention.getEnd())))
                                .isEqualTo(mention.getExact())));

        double small = seconds(text);
        double large = seconds(text(part, 2 * SMALL));

        assertThat(large)
                .as("seconds for two million characters, where one million take %.2f", small)
                .isLessThan(TWICE_AND_A_LITTLE * small + NOISE_SECONDS);
    }

    private static double seconds(String text) {
        long start = System.nanoTime();
        NewsTexts.entities(STEP, text, "de");
        return (System.nanoTime() - start) / 1e9;
    }
}
