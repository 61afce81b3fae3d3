package io.depesche.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.OutletOrigin;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletRecords;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.service.ConfigError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutletChangesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T06:00:00.123456Z");

    private final Map<String, OutletDefinition> existing = new TreeMap<>();

    private static Outlet outlet(String id, String name) {
        return OutletsFile.parse(
                        "test",
                        "outlets: [{ id: %s, name: %s, language: de, homepage: 'https://%s.example/' }]"
                                .formatted(id, name, id))
                .get(0);
    }

    private OutletDefinition there(String id, OutletOrigin origin) {
        OutletDefinition definition = OutletRecords.definition(outlet(id, "Blatt"), origin);
        existing.put(id, definition);
        return definition;
    }

    private static OutletDefinition disabled(OutletDefinition definition) {
        return OutletDefinition.newBuilder(definition).setEnabled(false).build();
    }

    @Test
    void whatIsNewIsAddedAsACommandsAndWhatIsThereIsChanged() {
        there("alt", OutletOrigin.FILE);
        there("gleich", OutletOrigin.COMMAND);

        OutletChanges changes = OutletChanges.add(
                existing, List.of(outlet("neu", "Neues"), outlet("alt", "Altes"), outlet("gleich", "Blatt")));

        assertThat(changes.told()).containsExactly("added     neu", "changed   alt", "as it was gleich");
        assertThat(changes.records()).containsOnlyKeys("alt", "neu");
        assertThat(changes.records().values())
                .allSatisfy(record -> assertThat(record.getOrigin()).isEqualTo(OutletOrigin.COMMAND));
        assertThat(changes.records().get("alt").getName()).isEqualTo("Altes");
    }

    @Test
    void aDisabledOutletStaysDisabledWhenItIsChanged() {
        existing.put("alt", disabled(there("alt", OutletOrigin.FILE)));

        assertThat(OutletChanges.add(existing, List.of(outlet("alt", "Altes")))
                        .records()
                        .get("alt")
                        .getEnabled())
                .isFalse();
    }

    @Test
    void disablingAndEnablingKeepEverythingElse() {
        OutletDefinition before = there("alt", OutletOrigin.FILE);

        OutletDefinition disabled =
                OutletChanges.disable(existing, List.of("alt")).records().get("alt");
        assertThat(disabled.getEnabled()).isFalse();
        existing.put("alt", disabled);
        OutletChanges again = OutletChanges.enable(existing, List.of("alt"));

        assertThat(again.records()).containsExactly(Map.entry("alt", before));
        assertThat(again.told()).containsExactly("enabled   alt");
        existing.put("alt", before);
        assertThat(OutletChanges.enable(existing, List.of("alt")).records()).isEmpty();
    }

    @Test
    void removingWritesATombstoneAndTellsOfTheFile() {
        there("alt", OutletOrigin.FILE);
        there("neu", OutletOrigin.COMMAND);

        OutletChanges changes = OutletChanges.remove(existing, List.of("neu", "alt", "neu"));

        assertThat(changes.records()).containsOnlyKeys("alt", "neu").containsValues(null, null);
        assertThat(changes.told())
                .containsExactly(
                        "removed   neu", "removed   alt; comes back when a crawler starts whose outlets file names it");
    }

    @Test
    void aCrawlIsAskedForInWholeMilliseconds() {
        there("alt", OutletOrigin.FILE);

        assertThat(OutletChanges.crawl(existing, List.of("alt"), NOW)
                        .records()
                        .get("alt")
                        .getRequested())
                .isEqualTo(Optional.of(Instant.parse("2026-11-25T06:00:00.123Z")));
    }

    @Test
    void aDisabledOutletIsNotCrawled() {
        existing.put("alt", disabled(there("alt", OutletOrigin.FILE)));

        assertThatThrownBy(() -> OutletChanges.crawl(existing, List.of("alt"), NOW))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("'alt' is disabled");
    }

    @Test
    void anUnknownOutletIsNamedAndNothingChanges() {
        there("alt", OutletOrigin.FILE);

        assertThatThrownBy(() -> OutletChanges.disable(existing, List.of("alt", "neu")))
                .isInstanceOf(ConfigError.class)
                .hasMessage("no outlet 'neu' among the 1 in news.outlet.v1 (depesche outlets list)");
    }
}
