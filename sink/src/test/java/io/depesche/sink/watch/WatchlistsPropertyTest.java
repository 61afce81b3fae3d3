package io.depesche.sink.watch;

import static io.depesche.sink.watch.WatchSamples.anyWord;
import static io.depesche.sink.watch.WatchSamples.inLanguage;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.WatchCriteria;
import io.depesche.contracts.record.Watchlist;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any watchlists and any text. */
class WatchlistsPropertyTest {

    @Property
    void everyMatchQuotesItsField(
            @ForAll("articles") TaggedArticle article, @ForAll("watchlists") List<Watchlist> all) {
        assertThat(Watchlists.of(all).find(article)).allSatisfy(hit -> assertThat(hit.matches())
                .allSatisfy(match -> assertThat(new TextSpan(match.getStart(), match.getEnd(), match.getExact())
                                .quotes(textOf(article.getArticle(), match.getField())))
                        .isTrue()));
    }

    @Property
    void manyAtOnceFindWhatEachFindsAlone(
            @ForAll("articles") TaggedArticle article, @ForAll("watchlists") List<Watchlist> all) {
        List<WatchHit> alone = new ArrayList<>();
        all.forEach(one -> alone.addAll(Watchlists.of(List.of(one)).find(article)));

        assertThat(Watchlists.of(all).find(article)).isEqualTo(alone);
    }

    private static String textOf(RawArticle article, Field field) {
        return switch (field) {
            case HEADLINE -> article.getHeadline();
            case LEAD -> article.getLead().orElse("");
            case BODY -> article.getBody();
        };
    }

    @Provide
    Arbitrary<TaggedArticle> articles() {
        Arbitrary<String> piece = Arbitraries.of(
                "Streik",
                "streiks",
                "bahn",
                "Bahnstreik",
                "EU",
                "eu",
                "a",
                "🌉",
                "Hamburg",
                "'s",
                "-",
                ". ",
                " ",
                " ",
                "\n\n",
                "ß");
        return Combinators.combine(
                        Arbitraries.of("de", "en", "und"),
                        piece.list().ofMaxSize(30).map(pieces -> String.join("", pieces)))
                .as((language, body) -> inLanguage(language, body));
    }

    @Provide
    Arbitrary<List<Watchlist>> watchlists() {
        Arbitrary<List<String>> words = Arbitraries.of(
                        "Streik",
                        "*streik",
                        "*streik*",
                        "bahn*",
                        "Bahn Streik",
                        "EU",
                        "eu",
                        "streik bahn streik",
                        "*ahn*",
                        "a s",
                        "ßß")
                .list()
                .ofMaxSize(3);
        return Combinators.combine(words, words)
                .as((all, any) -> Watchlist.newBuilder(anyWord("x"))
                        .setAllOf(new WatchCriteria(all, List.of()))
                        .setAnyOf(new WatchCriteria(any, List.of("Hamburg")))
                        .build())
                .list()
                .ofMaxSize(6)
                .map(WatchlistsPropertyTest::numbered);
    }

    private static List<Watchlist> numbered(List<Watchlist> watchlists) {
        List<Watchlist> numbered = new ArrayList<>();
        for (Watchlist watchlist : watchlists) {
            numbered.add(
                    Watchlist.newBuilder(watchlist).setId("w" + numbered.size()).build());
        }
        return numbered;
    }
}
