package io.depesche.enrich.step;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tables of examples: a text with its tags in brackets, a bar, and what the tags say. */
public final class Examples {

    private Examples() {}

    /** The lines of a test resource beside a class, without comments. */
    public static Stream<String> of(Class<?> beside, String resource) {
        try (InputStream stream = beside.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Optional.ofNullable(stream).orElseThrow(), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of an example, with its brackets. */
    public static String textOf(String example) {
        return example.substring(0, example.lastIndexOf(" | "));
    }

    /** What the tags say. */
    public static String restOf(String example) {
        return example.substring(example.lastIndexOf(" | ") + 3).strip();
    }

    /** A text with brackets around spans of code points, which stand in reading order. */
    public static String marked(String text, List<int[]> spans) {
        StringBuilder marked = new StringBuilder(text);
        for (int index = spans.size() - 1; index >= 0; index--) {
            marked.insert(text.offsetByCodePoints(0, spans.get(index)[1]), ']');
            marked.insert(text.offsetByCodePoints(0, spans.get(index)[0]), '[');
        }
        return marked.toString();
    }
}
