package io.depesche.sink.watch;

import static io.depesche.sink.TaggedArticles.aTaggedArticle;
import static io.depesche.sink.watch.WatchSamples.anyWord;
import static io.depesche.sink.watch.WatchSamples.inLanguage;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Interval;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TimexType;
import io.depesche.contracts.record.WatchCriteria;
import io.depesche.contracts.record.WatchMatch;
import io.depesche.contracts.record.Watchlist;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What watchlists find, and what not. */
class WatchlistsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | Streik | Der Streik beginnt. | Streik",
                "de | streik | Die Streiks beginnen. | Streiks",
                "de | Streik | Wegen des Streikes ruht alles. | Streikes",
                "de | Rente | Die Renten steigen. | Renten",
                "de | Ministerin | Die Ministerinnen kamen. | Ministerinnen",
                "de | Ergebnis | Die Ergebnisse liegen vor. | Ergebnisse",
                "de | Bus | Die Busse fahren. | Busse",
                "de | neu Brücke | Auf der neuen Brücke. | neuen Brücke",
                "de | *streik* | Ein Bahnstreik droht. | Bahnstreik",
                "de | *streik | Die Warnstreiks enden. | Warnstreiks",
                "de | streik* | Das Streikgeld reicht. | Streikgeld",
                "de | Streik | Ein Warn-Streik droht. | Streik",
                "de | Deutsche Bahn | Die „Deutsche Bahn“ fährt. | Deutsche Bahn",
                "de | Bahn Streik | Der Bahn-Streik endet. | Bahn-Streik",
                "de | EU | Die EU berät. | EU",
                "de | AfD | Die AfD klagt. | AfD",
                "de | LKW | Viele LKWs stehen. | LKWs",
                "de | Straße | Auf der STRAßE. | STRAßE",
                "en | strike | Strikes were called. | Strikes",
                "en | subsidy | The subsidies end. | subsidies",
                "en | government shutdown | The government's shutdown. | government's shutdown",
                "en | U.S. Steel | Shares of U.S. Steel fell. | U.S. Steel",
                "en | tax* | Taxation rises. | Taxation",
                "und | Streik | Streik | Streik",
            })
    void findsAWordAndItsForms(String language, String word, String body, String exact) {
        assertThat(exacts(anyWord("w", word), inLanguage(language, body))).containsExactly(exact);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | Streik | Ein Bahnstreik droht.",
                "de | Streik | Das Streikgeld reicht.",
                "de | *streik | Das Streikgeld reicht.",
                "de | streik* | Ein Bahnstreik droht.",
                "de | Haus | Die Häuser stehen.",
                "de | EU | Ist das euer Haus?",
                "de | UN | Bei uns ist es neu und nett, sagt der Bund.",
                "de | ICE | Auf dem Eis, on ice.",
                "de | Bahn Streik | Die Bahn, Streik hin oder her.",
                "de | Bahn Streik | Die Bahn. Streik!",
                "en | strike | Der Striken.",
                "en | subsidy | Die Subsidie.",
                "fr | grève | Les grèves durent.",
                "und | Streik | Streiks",
            })
    void doesNotFindWhatIsAnotherWord(String language, String word, String body) {
        assertThat(exacts(anyWord("w", word), inLanguage(language, body))).isEmpty();
    }

    @Test
    void quotesTheTextInCodePoints() {
        TaggedArticle article = inLanguage("de", "🌉🌉 Ein Bahnstreik droht.");

        List<WatchMatch> matches = Watchlists.of(List.of(anyWord("w", "*streik*")))
                .find(article)
                .get(0)
                .matches();

        assertThat(matches).singleElement().satisfies(match -> {
            assertThat(match.getStart()).isEqualTo(7);
            assertThat(match.getEnd()).isEqualTo(17);
            assertThat(match.getFired()).isEqualTo("*streik*");
        });
    }

    @Test
    void allOfAndAnyOfAreBothHeeded() {
        Watchlist watchlist = Watchlist.newBuilder(anyWord("w", "Streik", "Aussperrung"))
                .setAllOf(new WatchCriteria(List.of("Bahn"), List.of("gn:2911298")))
                .build();

        assertThat(exacts(watchlist, inLanguage("de", "Bahn in Hamburg: Streik")))
                .containsExactly("Bahn", "Hamburg", "Streik");
        assertThat(exacts(watchlist, inLanguage("de", "Bahn in Hamburg"))).isEmpty();
        assertThat(exacts(watchlist, inLanguage("de", "Streik in Hamburg"))).isEmpty();
        TaggedArticle elsewhere = TaggedArticle.newBuilder(inLanguage("de", "Bahn-Streik"))
                .setEntities(List.of())
                .build();
        assertThat(exacts(watchlist, elsewhere)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gn:2911298", "Hamburg", "hamburg"})
    void findsAnEntityByIdAndByName(String entity) {
        Watchlist watchlist = Watchlist.newBuilder(anyWord("w"))
                .setAnyOf(new WatchCriteria(List.of(), List.of(entity)))
                .build();

        assertThat(exacts(watchlist, aTaggedArticle().build())).containsExactly("Hamburg");
    }

    @Test
    void languagesAndOutletsAreHeeded() {
        TaggedArticle article = inLanguage("de-CH", "Streik");
        Watchlist.Builder watchlist = Watchlist.newBuilder(anyWord("w", "Streik"));

        assertThat(exacts(watchlist.setLanguages(List.of("de")).build(), article))
                .hasSize(1);
        assertThat(exacts(watchlist.setLanguages(List.of("en")).build(), article))
                .isEmpty();
        watchlist.setLanguages(List.of());
        assertThat(exacts(watchlist.setOutlets(List.of("beispielblatt")).build(), article))
                .hasSize(1);
        assertThat(exacts(watchlist.setOutlets(List.of("anderes-blatt")).build(), article))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-13, 2025-03-14, 7, false",
        "2025-03-14, 2025-03-15, 7, false",
        "2025-03-15, 2025-03-16, 1, true",
        "2025-03-17, 2025-03-24, 7, false",
        "2025-03-17, 2025-03-24, 9, true",
        "2026-01-01, 2027-01-01, 300, false",
    })
    void anAnnouncementLiesWhollyWithinItsDays(String earliest, String latest, int days, boolean fires) {
        TaggedArticle article = aTaggedArticle()
                .setDates(List.of(DateTag.newBuilder()
                        .setField(Field.BODY)
                        .setStart(0)
                        .setEnd(4)
                        .setExact("Anna")
                        .setType(TimexType.DATE)
                        .setValue(earliest)
                        .setInterval(new Interval(
                                LocalDateTime.parse(earliest + "T00:00"), LocalDateTime.parse(latest + "T00:00")))
                        .build()))
                .build();
        Watchlist watchlist =
                Watchlist.newBuilder(anyWord("w")).setAnnouncedWithinDays(days).build();

        List<WatchHit> hits = Watchlists.of(List.of(watchlist)).find(article);

        assertThat(hits).hasSize(fires ? 1 : 0);
        hits.forEach(hit -> assertThat(hit.fired()).containsExactly(earliest));
    }

    @Test
    void oneThatMatchesEverythingIsCutAndLeavesOthersAlone() {
        TaggedArticle article = inLanguage("de", "die Bahn und die Post ".repeat(10_000));

        List<WatchHit> hits = Watchlists.of(List.of(anyWord("all", "die", "und"), anyWord("one", "Hamburg", "Schwarz")))
                .find(article);

        assertThat(hits).hasSize(2);
        assertThat(hits.get(0).matches()).hasSize(Watchlists.MOST_PLACES);
        assertThat(hits.get(0).places()).isEqualTo(30_001);
        assertThat(hits.get(1).places()).isEqualTo(1);
    }

    @Test
    void aWordWithoutEndTakesLinearTime() {
        TaggedArticle article = inLanguage("de", "aaa".repeat(300_000));

        assertThat(Watchlists.of(List.of(anyWord("w", "*aaa*", "*aaab", "caaa*")))
                        .find(article)
                        .get(0)
                        .places())
                .isEqualTo(1);
    }

    @Test
    void noWatchlistsFindNothing() {
        assertThat(Watchlists.NONE.find(aTaggedArticle().build())).isEmpty();
        assertThat(Watchlists.of(List.of(anyWord("w", "Streik"))).find(inLanguage("de", "'s")).stream()
                        .findFirst())
                .isEqualTo(Optional.empty());
    }

    private static List<String> exacts(Watchlist watchlist, TaggedArticle article) {
        assertThat(WatchlistRules.problemOf(watchlist)).isEmpty();
        return Watchlists.of(List.of(watchlist)).find(article).stream()
                .flatMap(hit -> hit.matches().stream())
                .map(WatchMatch::getExact)
                .toList();
    }
}
