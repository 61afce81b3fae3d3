package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pages of each kind that extraction can fail on, written for this test, in {@code pages} beside it. What belongs to the body has the
 * attribute {@code data-body} there, its value the text where that is not the element's own; the html element has what else is expected.
 * All of these attributes are taken off before the page is read.
 */
class PageFixturesTest {

    private static final List<String> EXPECTED = List.of(
            "data-body",
            "data-lead",
            "data-kicker",
            "data-authors",
            "data-notices",
            "data-caption",
            "data-credit",
            "data-access");

    static Stream<String> names() throws IOException, URISyntaxException {
        Path folder = Path.of(PageFixturesTest.class.getResource("pages").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesTheWholeArticleAndNothingElse(String name) throws IOException, URISyntaxException {
        Document page = Jsoup.parse(Files.readString(
                Path.of(PageFixturesTest.class.getResource("pages/" + name).toURI())));
        List<String> body = page.select("[data-body]").stream()
                .map(element -> element.attr("data-body").isEmpty() ? element.text() : element.attr("data-body"))
                .toList();
        Element expected = page.child(0).clone();
        page.outputSettings().prettyPrint(false);
        page.stream().forEach(element -> EXPECTED.forEach(element::removeAttr));

        Extraction extraction = Pages.extract(page.outerHtml());

        assertThat(extraction.body().split("\n\n")).containsExactlyElementsOf(body);
        assertThat(extraction.headline()).isEqualTo(page.select("h1").last().text());
        agrees(expected, "data-lead", extraction.lead());
        agrees(expected, "data-kicker", extraction.kicker());
        agrees(expected, "data-authors", Optional.of(String.join(", ", extraction.authors())));
        agrees(expected, "data-notices", Optional.of(String.join("\n", extraction.notices())));
        agrees(expected, "data-caption", extraction.image().flatMap(image -> image.getCaption()));
        agrees(expected, "data-credit", extraction.image().flatMap(image -> image.getCredit()));
        agrees(expected, "data-access", Optional.of(extraction.access().name()));
    }

    private static void agrees(Element expected, String name, Optional<String> found) {
        if (expected.hasAttr(name)) {
            assertThat(found).as(name).contains(expected.attr(name));
        }
    }
}
