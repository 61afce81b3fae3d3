package io.depesche.enrich.step.date;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Interval;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the specification of date tags, and every text in which it wants no tag. */
class SpecificationTest {

    static Stream<String> germanExamples() {
        return Dates.lines("examples-de.txt");
    }

    static Stream<String> englishExamples() {
        return Dates.lines("examples-en.txt");
    }

    static Stream<String> germanTraps() {
        return Dates.lines("traps-de.txt");
    }

    static Stream<String> englishTraps() {
        return Dates.lines("traps-en.txt");
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

    @ParameterizedTest
    @MethodSource("germanTraps")
    void stepsIntoNoGermanTrap(String text) {
        assertThat(quoted(text, "de")).isEqualTo(bracketed(text));
    }

    @ParameterizedTest
    @MethodSource("englishTraps")
    void stepsIntoNoEnglishTrap(String text) {
        assertThat(quoted(text, "en")).isEqualTo(bracketed(text));
    }

    private static void tagsTheExample(String example, String language) {
        String[] cells = example.split("\\|", -1);
        String marked = cells[0].trim();
        String text = marked.replaceAll("[\\[\\]]", "");
        int start = marked.indexOf('[');
        int end = marked.indexOf(']') - 1;
        List<DateTag> there = Dates.in(text, language).stream()
                .filter(tag -> tag.getStart() < end && tag.getEnd() > start)
                .toList();
        assertThat(there).as("tags at the bracket").singleElement().satisfies(tag -> {
            assertThat(describe(tag))
                    .isEqualTo(String.join(
                            " | ",
                            text.substring(start, end),
                            cells[1].trim(),
                            cells[2].trim(),
                            cells[3].trim(),
                            cells[4].trim()));
        });
    }

    private static String describe(DateTag tag) {
        return String.join(
                " | ",
                tag.getExact(),
                tag.getType().name(),
                tag.getValue(),
                tag.getMod().orElse(""),
                tag.getInterval().map(SpecificationTest::describe).orElse(""));
    }

    private static String describe(Interval interval) {
        return bound(interval.getEarliest()) + ", " + bound(interval.getLatest());
    }

    private static String bound(Optional<LocalDateTime> time) {
        return time.map(found -> found.toLocalTime().toSecondOfDay() == 0
                        ? LocalDate.from(found).toString()
                        : found.toString())
                .orElse("null");
    }

    private static List<String> quoted(String text, String language) {
        return Dates.in(text.replaceAll("[\\[\\]]", ""), language).stream()
                .map(DateTag::getExact)
                .toList();
    }

    private static List<String> bracketed(String text) {
        int start = text.indexOf('[');
        return start < 0 ? List.of() : List.of(text.substring(start + 1, text.indexOf(']')));
    }
}
