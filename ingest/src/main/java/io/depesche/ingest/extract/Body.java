package io.depesche.ingest.extract;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text of an article.
 *
 * @param paragraphs in reading order, the lead among them
 * @param lead the lead, where the page sets it apart
 */
record Body(List<String> paragraphs, Optional<String> lead) {

    static final Body NONE = new Body(List.of(), Optional.empty());

    /** Paragraphs joined by a blank line. */
    String text() {
        return paragraphs.stream().collect(Collectors.joining("\n\n"));
    }

    int length() {
        return paragraphs.stream().mapToInt(String::length).sum();
    }
}
