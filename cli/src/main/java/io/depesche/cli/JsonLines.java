package io.depesche.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.cli.Depesche.Console;
import io.depesche.enrich.UntaggableArticle;
import java.io.IOException;
import java.util.Optional;

/** JSON lines from stdin, each answered by one on stdout, one at a time, so that memory does not grow with their number. */
final class JsonLines {

    /** A longer line is refused: it is no article. */
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper(JsonMapper.builder()
            .build()
            .getFactory()
            .setStreamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_LINE_BYTES)
                    .build()));

    private static final ObjectMapper ASCII_JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Console console;
    private final String command;

    /** @param command its name, which begins each complaint */
    JsonLines(Console console, String command) {
        this.console = console;
        this.command = command;
    }

    /** What a line is answered with. */
    interface Answer {

        /**
         * Answers one line.
         *
         * @throws BadLine where the line cannot be read
         */
        ObjectNode to(JsonNode line) throws BadLine, IOException;
    }

    /** A line that cannot be answered; the message tells why. */
    static final class BadLine extends Exception {
        private static final long serialVersionUID = 1L;

        BadLine(String message) {
            super(message);
        }
    }

    /** Answers all lines in their order; those that cannot be are named on stderr. Returns how many these were. */
    int answer(Answer answer) throws IOException {
        LineReader lines = new LineReader(console.in(), MAX_LINE_BYTES);
        int bad = 0;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().isBlank()) {
                continue;
            }
            try {
                if (lines.wasCut()) {
                    throw new BadLine("longer than %d MiB".formatted(MAX_LINE_BYTES >> 20));
                }
                console.out().println(write(answer.to(parse(line.get()))));
            } catch (BadLine | UntaggableArticle e) {
                bad++;
                console.err().printf("%s: line %d: %s%n", command, lines.number(), e.getMessage());
            }
            if (console.in().available() == 0) {
                console.out().flush();
            }
        }
        console.out().flush();
        return bad;
    }

    /** An object to be filled. */
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The id of a line: a string, or another value that is given back as it is. */
    static JsonNode idOf(JsonNode line) throws BadLine {
        JsonNode id = line.path("id");
        if (!id.isValueNode() || id.isNull()) {
            throw new BadLine("\"id\" is missing");
        }
        return id;
    }

    /** A text of a line that must be there. */
    static String neededText(JsonNode line, String name) throws BadLine {
        return textOf(line, name).orElseThrow(() -> new BadLine("\"%s\" is missing".formatted(name)));
    }

    /** A text of a line. */
    static Optional<String> textOf(JsonNode line, String name) throws BadLine {
        JsonNode value = line.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new BadLine("\"%s\" is no string".formatted(name));
        }
        return Optional.of(value.asText());
    }

    private static JsonNode parse(String line) throws BadLine {
        try {
            JsonNode given = JSON.readTree(line);
            if (!given.isObject()) {
                throw new BadLine("no JSON object");
            }
            return given;
        } catch (JsonProcessingException e) {
            throw new BadLine("no JSON: " + e.getOriginalMessage().replaceAll("\\s*\\R\\s*", " "));
        }
    }

    /** An object as one line. UTF-8 cannot carry half a surrogate pair, so a text that holds one is written in escapes. */
    static String write(ObjectNode object) {
        String line = object.toString();
        if (!hasLoneSurrogate(line)) {
            return line;
        }
        try {
            return ASCII_JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers can always be written", e);
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
