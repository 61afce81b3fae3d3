package io.depesche.cli;

import io.depesche.contracts.Topics;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.OutletOrigin;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletRecords;
import io.depesche.service.ConfigError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a command makes of the outlets there are: the records to write, and a line on each outlet for the user. A command that
 * names an outlet which is not there changes nothing at all.
 */
final class OutletChanges {

    private final Map<String, @Nullable OutletDefinition> records = new TreeMap<>();
    private final List<String> told = new ArrayList<>();

    private OutletChanges() {}

    /** Outlets are added, or changed where they are there already; one that is disabled stays so. */
    static OutletChanges add(Map<String, OutletDefinition> existing, List<Outlet> outlets) {
        OutletChanges changes = new OutletChanges();
        for (Outlet outlet : outlets) {
            OutletDefinition added = OutletRecords.definition(outlet, OutletOrigin.COMMAND);
            OutletDefinition before = existing.get(outlet.id());
            if (before == null) {
                changes.write("added", added);
            } else {
                changes.replace(
                        before,
                        "changed",
                        OutletDefinition.newBuilder(added)
                                .setEnabled(before.getEnabled())
                                .setRequested(before.getRequested().orElse(null))
                                .build());
            }
        }
        return changes;
    }

    /** Outlets are no longer crawled, and remembered. */
    static OutletChanges disable(Map<String, OutletDefinition> existing, List<String> ids) {
        return each(
                existing,
                ids,
                (changes, before) -> changes.replace(
                        before,
                        "disabled",
                        OutletDefinition.newBuilder(before).setEnabled(false).build()));
    }

    /** Outlets are crawled again. */
    static OutletChanges enable(Map<String, OutletDefinition> existing, List<String> ids) {
        return each(
                existing,
                ids,
                (changes, before) -> changes.replace(
                        before,
                        "enabled",
                        OutletDefinition.newBuilder(before).setEnabled(true).build()));
    }

    /** Outlets are taken out. */
    static OutletChanges remove(Map<String, OutletDefinition> existing, List<String> ids) {
        return each(existing, ids, (changes, before) -> {
            changes.records.put(before.getId(), null);
            changes.told.add(
                    before.getOrigin() == OutletOrigin.FILE
                            ? "removed   %s; comes back when a crawler starts whose outlets file names it"
                                    .formatted(before.getId())
                            : "removed   " + before.getId());
        });
    }

    /** Everything of outlets is fetched again that was fetched before {@code now}. */
    static OutletChanges crawl(Map<String, OutletDefinition> existing, List<String> ids, Instant now) {
        return each(existing, ids, (changes, before) -> {
            ConfigError.check(
                    before.getEnabled(),
                    "outlet '%s' is disabled; expected one that is crawled (depesche outlets enable %s)",
                    before.getId(),
                    before.getId());
            changes.write(
                    "asked for",
                    OutletDefinition.newBuilder(before)
                            .setRequested(now.truncatedTo(ChronoUnit.MILLIS))
                            .build());
        });
    }

    private static OutletChanges each(
            Map<String, OutletDefinition> existing,
            List<String> ids,
            BiConsumer<OutletChanges, OutletDefinition> change) {
        OutletChanges changes = new OutletChanges();
        ids.stream().distinct().forEach(id -> change.accept(changes, named(existing, id)));
        return changes;
    }

    /** An outlet that is there; a {@link ConfigError} where it is not. */
    static OutletDefinition named(Map<String, OutletDefinition> existing, String id) {
        OutletDefinition definition = existing.get(id);
        if (definition != null) {
            return definition;
        }
        throw new ConfigError("no outlet '%s' among the %d in %s (depesche outlets list)"
                .formatted(id, existing.size(), Topics.OUTLET.name()));
    }

    private void replace(OutletDefinition before, String what, OutletDefinition after) {
        if (after.equals(before)) {
            told.add("as it was %s".formatted(before.getId()));
        } else {
            write(what, after);
        }
    }

    private void write(String what, OutletDefinition definition) {
        records.put(definition.getId(), definition);
        told.add("%-9s %s".formatted(what, definition.getId()));
    }

    /** Definitions to write, and null for outlets that are to go, by id. */
    Map<String, @Nullable OutletDefinition> records() {
        return records;
    }

    /** What became of each outlet, in the order they were named. */
    List<String> told() {
        return told;
    }
}
