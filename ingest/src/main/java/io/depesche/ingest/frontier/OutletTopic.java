package io.depesche.ingest.frontier;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.OutletOrigin;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletRecords;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TopicTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outlets in {@code news.outlet.v1}: reads them, and changes them for every crawler at once. */
public final class OutletTopic {

    private final TopicTable<OutletDefinition> table;

    public OutletTopic(KafkaSettings kafka, RecordSerdes serdes, String clientId) {
        this.table = new TopicTable<>(Topics.OUTLET, kafka, serdes, clientId);
    }

    /** All outlets by their ids. A record that cannot be read is told in the log and left out. */
    public Map<String, OutletDefinition> read() {
        return table.read();
    }

    /**
     * Makes the topic say what the outlets file says: its outlets are added or changed, those that came from a file and are not in it
     * any more are taken out, those that a command added stay, and what a command has disabled stays disabled.
     *
     * @param requested when given, sources and articles of these outlets are fetched again unless they were since
     */
    public void load(List<Outlet> file, Optional<Instant> requested) {
        Map<String, OutletDefinition> existing = read();
        Map<String, @Nullable OutletDefinition> changes = new HashMap<>();
        for (Outlet outlet : file) {
            OutletDefinition before = existing.get(outlet.id());
            OutletDefinition definition = OutletDefinition.newBuilder(
                            OutletRecords.definition(outlet, OutletOrigin.FILE))
                    .setEnabled(before == null || before.getEnabled())
                    .setRequested(requested
                            .or(() -> Optional.ofNullable(before).flatMap(OutletDefinition::getRequested))
                            .orElse(null))
                    .build();
            if (!definition.equals(before)) {
                changes.put(outlet.id(), definition);
            }
        }
        existing.values().stream()
                .filter(before -> before.getOrigin() == OutletOrigin.FILE)
                .map(OutletDefinition::getId)
                .filter(id -> file.stream().noneMatch(outlet -> outlet.id().equals(id)))
                .forEach(id -> changes.put(id, null));
        write(changes);
    }

    /** Writes definitions, or tombstones for outlets that are to go, and returns when Kafka has them. */
    public void write(Map<String, @Nullable OutletDefinition> changes) {
        table.write(changes);
    }
}
