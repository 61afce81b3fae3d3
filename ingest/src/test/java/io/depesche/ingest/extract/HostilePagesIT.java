package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages made to break a reader: each must come back within seconds, whatever it then holds. */
class HostilePagesIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<span>",
                "<b><i>",
                "<table><tr><td>",
                "<blockquote>",
                "<ul><li>",
                "<a href='x'>",
                "<p><font>",
                "<article class='text'>"
            })
    void readsAHundredThousandNestedTags(String tag) {
        String html = "<html><body>" + tag.repeat(100_000) + "<p>" + Pages.FIRST + "</p>";
        assertThat(extract(html)).isNotNull();
    }

    @Test
    void readsTenMegabytesInOneLine() {
        String html = "<html><body><p>" + "Der Mühlbach fließt. ".repeat(500_000) + "</p></body></html>";
        assertThat(extract(html).body()).hasSizeGreaterThan(10_000_000);
    }

    @Test
    void readsAMillionEmptyElements() {
        assertThat(extract("<html><body>" + "<p class='share'></p>".repeat(500_000))
                        .body())
                .isEmpty();
    }

    @Test
    void readsAMillionShortBlocks() {
        assertThat(extract("<html><body><article>" + "<p>Satz eins, Satz zwei.</p>".repeat(400_000)))
                .isNotNull();
    }

    private static List<String> tags() {
        return List.of(
                "<b>",
                "</p>",
                "<p><b>",
                "<table><b>",
                "<svg><g>",
                "<template>",
                "<select><option>",
                "<br>x",
                "<!---->");
    }

    @ParameterizedTest
    @MethodSource("tags")
    void refusesFiveMebibytesOfTags(String tag) {
        Extraction extraction = extract("<html><body>" + tag.repeat((5 << 20) / tag.length()));
        assertThat(extraction.problem()).map(Problem::code).contains(Problem.Code.TOO_LARGE);
        assertThat(extraction.problem()).map(Problem::detail).contains("more than 200000 tags");
    }

    @ParameterizedTest
    @MethodSource("tags")
    void readsAsManyTagsAsThereMayBe(String tag) {
        int tags = tag.split("<", -1).length - 1;
        String html = "<html><body><p>" + Pages.FIRST + "</p>" + tag.repeat((PageTree.MAX_TAGS - 10) / tags);
        assertThat(extract(html).problem().filter(problem -> problem.code() == Problem.Code.TOO_LARGE))
                .isEmpty();
    }

    @Test
    void readsTagsWithoutEndInMetadata() {
        String tags = "<b>".repeat(1_000_000);
        String html = "<html><head><meta property='og:description' content='" + tags.replace("<", "&lt;")
                + "'><script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"A\", \"articleBody\": \""
                + tags.replace("<", "\\u003c") + "\"}</script></head><body><p>" + Pages.FIRST + "</p></body></html>";
        assertThat(extract(html)).isNotNull();
    }

    @Test
    void readsHugeAttributesAndMetadata() {
        String words = "ad-box ".repeat(200_000);
        String html = "<html><head><title>" + "x - ".repeat(500_000) + "</title><meta name='date' content='"
                + "1".repeat(1_000_000) + "'><meta name='author' content='" + "von ".repeat(200_000)
                + "'></head><body><div class='" + words + "'><p>" + Pages.FIRST + "</p></div>";
        assertThat(extract(html)).isNotNull();
    }

    @Test
    void readsJsonNestedAHundredThousandDeep() {
        String html = "<html><head><script type='application/ld+json'>" + "{\"@graph\":[".repeat(100_000)
                + "</script></head><body><p>" + Pages.FIRST + "</p></body></html>";
        assertThat(extract(html).body()).isEqualTo(Pages.FIRST);
    }

    @Test
    void readsThroughNulCharacters() {
        assertThat(extract(Pages.article("").replace(" ", " \u0000")).body()).isEqualTo(Pages.plainBody());
    }

    @Test
    void survivesBytesChangedAtRandom() {
        byte[] sound = Pages.article(
                        "<script type='application/ld+json'>{\"@type\": \"Article\"}</script><table><tr><td>x</td></tr></table>")
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = sound.clone();
            for (int change = 0; change < 1 + round % 50; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(new ArticleExtractor().extract(Page.of(bytes, Pages.ADDRESS)))
                    .isNotNull();
        }
    }

    private static Extraction extract(String html) {
        return assertTimeoutPreemptively(LIMIT, () -> Pages.extract(html));
    }
}
