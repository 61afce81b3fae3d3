package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Pages that were damaged at random: cut, doubled, mixed with bytes and pieces of markup. */
class ExtractionFuzzTest {

    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "</p>",
            "<p",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<article>",
            "</div></div>",
            "&#0;",
            "&amp",
            "\u0000",
            "<h1>",
            "<time datetime='",
            "<table><tr>",
            "]]>",
            "<![CDATA[",
            "<svg><p>",
            "{\"@type\":\"NewsArticle\",",
            "itemprop=author ",
            "<meta property=og:title content='",
            "\u202e",
            "<br><br>");

    private final ArticleExtractor extractor = new ArticleExtractor();

    private static byte[] damaged(long seed, int times) {
        Random random = new Random(seed);
        byte[] bytes = Pages.article(
                        """
                        <script type="application/ld+json">{"@type":"NewsArticle","headline":"Brücke gesperrt","author":{"name":"Anna Muster"},
                        "datePublished":"2026-11-02T08:00:00+01:00"}</script>
                        <p class="byline">Von Anna Muster</p><figure><figcaption>Die Brücke. Foto: Muster</figcaption></figure>
                        <ul><li>Kirchgasse</li></ul><time datetime="2026-11-02">2. November 2026</time>
                        """)
                .getBytes(StandardCharsets.UTF_8);
        for (int time = 0; time < times; time++) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + random.nextInt(200));
            ByteArrayOutputStream next = new ByteArrayOutputStream();
            next.write(bytes, 0, from);
            switch (random.nextInt(4)) {
                case 0 -> {} // cut out
                case 1 -> {
                    next.write(bytes, from, to - from);
                    next.write(bytes, from, to - from);
                }
                case 2 -> {
                    next.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
                    next.write(bytes, from, to - from);
                }
                default -> {
                    byte[] noise = new byte[random.nextInt(8)];
                    random.nextBytes(noise);
                    next.writeBytes(noise);
                    next.write(bytes, from, to - from);
                }
            }
            next.write(bytes, to, bytes.length - to);
            bytes = next.toByteArray();
        }
        return bytes;
    }

    @Property(tries = 400)
    void readsWhateverIsLeft(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int times) {
        Page page = Page.of(damaged(seed, times), Pages.ADDRESS);
        Extraction article = extractor.extract(page);
        assertThat(article).isEqualTo(extractor.extract(page));
        assertThat(article.body().isEmpty()).isEqualTo(article.problem().isPresent());
        assertThat(article.headline() + article.body() + String.join("", article.authors()))
                .doesNotContain("\u0000", "\u202e");
        assertThat(article.authors()).allMatch(name -> name.length() <= 100).doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void explainsWhatItKeeps(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int times) {
        Page page = Page.of(damaged(seed, times), Pages.ADDRESS);
        List<String> paragraphs = Arrays.asList(extractor.extract(page).body().split("\n\n"));
        assertThat(extractor.explain(page)).allSatisfy(block -> {
            assertThat(block.likely()).isBetween(0.0, 1.0);
            assertThat(block.reasons()).isNotEmpty();
            if (block.kept() && paragraphs.size() > 1) {
                assertThat(paragraphs).contains(block.text());
            }
        });
    }
}
