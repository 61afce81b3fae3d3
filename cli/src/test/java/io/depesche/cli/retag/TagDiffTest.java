package io.depesche.cli.retag;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.RawArticle;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TagDiffTest {

    private static final RawArticle ARTICLE = RawArticle.newBuilder()
            .setId("5e5a6c1e")
            .setRevision(2)
            .setUrl("https://beispielblatt.example/1")
            .setCanonicalUrl("https://beispielblatt.example/1")
            .setOutlet("blatt")
            .setOutletName("Blatt")
            .setHeadline("H")
            .setBody("B")
            .setCrawled(Instant.EPOCH)
            .setAccess(Access.OPEN)
            .setBodyHash("00")
            .setFetch(FetchFacts.newBuilder().setStatus(200).setBytes(1).build())
            .build();

    private static ArticleTag tag(int start, String kind, String value) {
        return new ArticleTag(new ArticleTag.Place("entity", Field.BODY, start, start + 4), kind, "Rhön", value);
    }

    @Test
    void tellsWhatIsGainedLostAndChangedUnderTheKindThatItIsNow() {
        TagDiff diff = new TagDiff(5);

        diff.add(
                ARTICLE,
                List.of(tag(0, "PERSON", "local:a"), tag(10, "PERSON", "local:b"), tag(20, "PERSON", "local:c")),
                List.of(tag(0, "PERSON", "local:a"), tag(10, "LOCATION", "gn:1"), tag(30, "LOCATION", "gn:2")));

        assertThat(diff.table())
                .containsExactly(
                        List.of("kind", "same", "gained", "lost", "changed"),
                        List.of("LOCATION", "0", "1", "0", "1"),
                        List.of("PERSON", "1", "0", "1", "0"));
        assertThat(diff.examples())
                .containsExactly(
                        "gained   LOCATION gn:2: “Rhön” in BODY 30–34 of 5e5a6c1e/2, https://beispielblatt.example/1",
                        "changed  PERSON local:b → LOCATION gn:1: “Rhön” in BODY 10–14 of 5e5a6c1e/2, https://beispielblatt.example/1",
                        "lost     PERSON local:c: “Rhön” in BODY 20–24 of 5e5a6c1e/2, https://beispielblatt.example/1");
    }

    @Test
    void keepsNoMoreExamplesThanAskedFor() {
        TagDiff diff = new TagDiff(1);

        diff.add(ARTICLE, List.of(), List.of(tag(0, "PERSON", "a"), tag(10, "PERSON", "b")));

        assertThat(diff.examples()).hasSize(1);
        assertThat(diff.table()).contains(List.of("PERSON", "0", "2", "0", "0"));
    }

    @Provide
    Arbitrary<List<ArticleTag>> tags() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.of("PERSON", "LOCATION"),
                        Arbitraries.of("a", "b"))
                .as(TagDiffTest::tag)
                .list()
                .uniqueElements(ArticleTag::place);
    }

    @Property
    void everyTagOfBothSidesIsCountedOnce(
            @ForAll("tags") List<ArticleTag> before, @ForAll("tags") List<ArticleTag> after) {
        TagDiff diff = new TagDiff(0);

        diff.add(ARTICLE, before, after);

        int[] counts = new int[5];
        diff.table().stream().skip(1).forEach(row -> {
            for (int column = 1; column < counts.length; column++) {
                counts[column] += Integer.parseInt(row.get(column));
            }
        });
        assertThat(counts[1] + counts[2] + counts[4]).isEqualTo(after.size());
        assertThat(counts[1] + counts[3] + counts[4]).isEqualTo(before.size());
        assertThat(diff.examples()).isEmpty();
    }
}
