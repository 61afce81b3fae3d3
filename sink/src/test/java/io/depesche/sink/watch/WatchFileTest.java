package io.depesche.sink.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.contracts.record.Watchlist;
import io.depesche.service.ConfigError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How files of watchlists are read, and refused. */
class WatchFileTest {

    @Test
    void readsEveryKey() {
        List<Watchlist> watchlists = WatchFile.parse(
                "watch.yaml",
                """
                watchlists:
                  - id: bahnstreik
                    name: Streik bei der Bahn
                    allOf: { entities: [wd:Q9322, Deutsche Bahn] }
                    anyOf:
                      words: ["*streik*", Tarifkonflikt]
                    languages: [de]
                    outlets: [harkenburger-bote]
                    announcedWithin: P7D
                  - id: messe
                    anyOf: { words: [Messe] }
                """);

        assertThat(watchlists).extracting(Watchlist::getId).containsExactly("bahnstreik", "messe");
        Watchlist first = watchlists.get(0);
        assertThat(first.getName()).isEqualTo("Streik bei der Bahn");
        assertThat(first.getAllOf().getEntities()).containsExactly("wd:Q9322", "Deutsche Bahn");
        assertThat(first.getAnyOf().getWords()).containsExactly("*streik*", "Tarifkonflikt");
        assertThat(first.getLanguages()).containsExactly("de");
        assertThat(first.getOutlets()).containsExactly("harkenburger-bote");
        assertThat(first.getAnnouncedWithinDays()).contains(7);
        assertThat(watchlists.get(1).getName()).isEqualTo("messe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: a, anyOf: {words: [Streik]}, anyof: {}} | w:2: unknown key 'anyof' in watchlist 'a'; expected one of",
                "{id: a b, anyOf: {words: [Streik]}} | w:2: 'a b' for 'id'; expected [a-z0-9-]",
                "{anyOf: {words: [Streik]}} | w:2: no key 'id'",
                "{id: a} | w:2: nothing to watch for; expected a word, an entity or 'announcedWithin'",
                "{id: a, anyOf: {words: ['Bahn*streik']}} | w:2: 'Bahn*streik' has a '*' inside a word",
                "{id: a, anyOf: {words: ['*']}} | w:2: '*' is no word; expected at least 2 letters",
                "{id: a, anyOf: {words: ['*ab']}} | w:2: '*ab' has a '*' at fewer than 3 letters",
                "{id: a, anyOf: {words: ['* Bahn']}} | w:2: '* Bahn' has a '*' that stands at no word",
                "{id: a, anyOf: {words: [a b c d e f g h i]}} | w:2: 'a b c d e f g h i' has 9 words; expected at most 8",
                "{id: a, anyOf: {words: [[x]]}} | w:2: 'words' is a list; expected one value",
                "{id: a, anyOf: {entities: ['']}} | w:2: entity '' is no id or name",
                "{id: a, languages: [Deutsch], anyOf: {words: [Streik]}} | w:2: 'Deutsch' for 'languages'; expected",
                "{id: a, announcedWithin: PT5M} | w:2: 'PT5M' for 'announcedWithin'; expected an ISO 8601 duration",
                "{id: a, announcedWithin: P1DT1H} | w:2: 'P1DT1H' for 'announcedWithin'; expected whole days",
                "{id: a, anyOf: {words: [Streik] | w:3: is no YAML",
            })
    void tellsThePlaceAndWhatWasExpected(String watchlist, String message) {
        assertThatThrownBy(() -> WatchFile.parse("w", "watchlists:\n  - " + watchlist + "\n"))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesAnIdForTheSecondTime() {
        assertThatThrownBy(
                        () -> WatchFile.parse(
                                "w",
                                """
                watchlists:
                  - { id: a, anyOf: { words: [Streik] } }
                  - { id: a, anyOf: { words: [Bahn] } }
                """))
                .hasMessage("w:3: a second watchlist with the id 'a'; expected each id once");
    }
}
