package io.depesche.sink.watch;

import static io.depesche.sink.watch.WatchSamples.anyWord;
import static io.depesche.sink.watch.WatchSamples.inLanguage;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Alert;
import io.depesche.contracts.record.AlertedArticle;
import io.depesche.contracts.record.TaggedArticle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a watchlist is told of an article, and when not again. */
class AlertsTest {

    private static final Instant NOW = Instant.parse("2025-03-14T08:00:00Z");

    private final Watchlists watchlists = Watchlists.of(List.of(anyWord("a", "Streik", "Bahn"), anyWord("b", "Bahn")));

    @Test
    void aRevisionIsToldOnlyWhereSomethingNewFires() {
        Alerts first = alerts("Der Streik beginnt.", Optional.empty());
        Alerts again = alerts("Der Streik beginnt. Ein Streik!", first.memory());
        Alerts more = alerts("Der Streik bei der Bahn beginnt.", again.memory());

        assertThat(first.alerts()).extracting(Alert::getWatchlistId).containsExactly("a");
        assertThat(again.alerts()).isEmpty();
        assertThat(again.memory()).isEqualTo(first.memory());
        assertThat(more.alerts()).extracting(Alert::getWatchlistId).containsExactly("a", "b");
        assertThat(more.memory().orElseThrow().getFired())
                .isEqualTo(Map.of("a", List.of("Bahn", "Streik"), "b", List.of("Bahn")));
    }

    @Test
    void anAlertTellsOfTheArticle() {
        Alert alert = alerts("Der Streik beginnt.", Optional.empty()).alerts().get(0);

        assertThat(alert.getWatchlistName()).isEqualTo("Watchlist a");
        assertThat(alert.getRevision()).isEqualTo(2);
        assertThat(alert.getHeadline()).isEqualTo("Anna Schwarz eröffnet die Brücke");
        assertThat(alert.getPublished()).contains(Instant.parse("2025-03-14T07:00:00Z"));
        assertThat(alert.getPlaces()).isEqualTo(1);
        assertThat(alert.getCanceled()).isFalse();
    }

    @Test
    void takingBackNamesEveryWatchlistAndHoldsNoText() {
        AlertedArticle memory =
                new AlertedArticle("beispielblatt", Map.of("b", List.of("Bahn"), "a", List.of("Streik")), NOW);

        Alerts canceled = Alerts.canceled("a1", memory);

        assertThat(canceled.memory()).isEmpty();
        assertThat(canceled.alerts()).extracting(Alert::getWatchlistId).containsExactly("a", "b");
        assertThat(canceled.alerts()).allSatisfy(alert -> {
            assertThat(alert.getCanceled()).isTrue();
            assertThat(alert.getHeadline()).isEmpty();
            assertThat(alert.getMatches()).isEmpty();
        });
    }

    private Alerts alerts(String body, Optional<AlertedArticle> before) {
        TaggedArticle article = inLanguage("de", body);
        return Alerts.of(article, watchlists.find(article), before, NOW);
    }
}
