package io.depesche.cli.newsroom;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An article as its author handed it in: a Markdown file with YAML in front, whose first paragraph is the lead.
 *
 * @param age how long before the newsroom opened the article was published
 * @param agency who wrote it, where no author of the outlet did
 * @param language BCP 47, where it isn't the outlet's
 * @param blocks the paragraphs after the lead; a subhead starts with {@code "## "}
 */
record Manuscript(
        String slug,
        String headline,
        Duration age,
        List<String> authors,
        Optional<String> agency,
        String section,
        List<String> keywords,
        Optional<String> language,
        Peculiarity peculiarity,
        String lead,
        List<String> blocks) {

    private static final String FENCE = "---\n";

    /** The YAML in front. {@code published} is an ISO 8601 duration before the newsroom's start, such as {@code -PT3H20M}. */
    record FrontMatter(
            String headline,
            String published,
            List<String> authors,
            @Nullable String agency,
            String section,
            List<String> keywords,
            @Nullable String language,
            @Nullable Peculiarity special) {}

    static Manuscript of(String outlet, String slug) {
        return read(outlet, slug, slug + ".md");
    }

    /** The corrected version, under the same slug. */
    static Manuscript corrected(String outlet, String slug) {
        return read(outlet, slug, slug + ".corrected.md");
    }

    private static Manuscript read(String outlet, String slug, String fileName) {
        String file = outlet + "/" + fileName;
        String text = NewsroomFiles.text(file);
        int end = text.indexOf("\n" + FENCE, FENCE.length());
        if (!text.startsWith(FENCE) || end < 0) {
            throw new IllegalStateException("no YAML between lines of --- in the newsroom's file " + file);
        }
        FrontMatter front = NewsroomFiles.yaml(file, text.substring(FENCE.length(), end), FrontMatter.class);
        List<String> paragraphs =
                Arrays.asList(text.substring(end + 1 + FENCE.length()).strip().split("\n\n"));
        return new Manuscript(
                slug,
                front.headline(),
                Duration.parse(front.published()).negated(),
                List.copyOf(front.authors()),
                Optional.ofNullable(front.agency()),
                front.section(),
                List.copyOf(front.keywords()),
                Optional.ofNullable(front.language()),
                Optional.ofNullable(front.special()).orElse(Peculiarity.NONE),
                paragraphs.get(0),
                List.copyOf(paragraphs.subList(1, paragraphs.size())));
    }
}
