package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.contracts.TopicOf;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import io.depesche.service.KafkaSettings;
import io.depesche.service.RegistrySerdes;
import io.depesche.service.TopicTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes a table that users keep in a compacted topic, and says on stdout what was changed. */
final class TableEdit<V> {

    private final TopicOf<V> topic;
    private final TopicTable<V> table;
    private final Console console;
    private final String command;

    /**
     * The table of a cluster that answers and has the topic.
     *
     * @param command the command's name, as in {@code entities}, by which messages and client ids go
     */
    TableEdit(TopicOf<V> topic, KafkaOption kafka, Console console, String command) {
        KafkaSettings settings = kafka.settings(console.env());
        try (Cluster cluster = new Cluster(settings, "depesche-" + command + "-admin")) {
            cluster.awaitWith(List.of(topic));
        }
        this.topic = topic;
        this.table =
                new TopicTable<>(topic, settings, RegistrySerdes.from(kafka.in(console.env())), "depesche-" + command);
        this.console = console;
        this.command = command;
    }

    /** All values by their keys. */
    Map<String, V> read() {
        return table.read();
    }

    /**
     * Writes values that are new or changed.
     *
     * @param replace whether all others go
     * @param most so many values are followed; with more the change is refused
     */
    void write(Map<String, V> wanted, boolean replace, int most) {
        Map<String, V> existing = table.read();
        Map<String, @Nullable V> changes = new TreeMap<>();
        wanted.forEach((key, value) -> {
            if (!value.equals(existing.get(key))) {
                changes.put(key, value);
            }
        });
        int written = changes.size();
        List<String> others = new ArrayList<>(existing.keySet());
        others.removeAll(wanted.keySet());
        if (replace) {
            others.forEach(key -> changes.put(key, null));
        }
        int total = wanted.size() + (replace ? 0 : others.size());
        ConfigError.check(
                total <= most, "%d records would be in %s; at most %d are followed", total, topic.name(), most);
        table.write(changes);
        console.out()
                .printf(
                        "%d written, %d removed, %d as they were%n",
                        written, changes.size() - written, wanted.size() - written);
    }

    /** Takes values out, all of which must be there; {@code thing} is what messages call one. */
    void remove(List<String> keys, String thing) {
        Map<String, V> existing = table.read();
        Map<String, @Nullable V> changes = new TreeMap<>();
        for (String key : keys) {
            ConfigError.check(
                    existing.containsKey(key),
                    "no %s '%s' among the %d in %s (depesche %s list)",
                    thing,
                    key,
                    existing.size(),
                    topic.name(),
                    command);
            changes.put(key, null);
        }
        table.write(changes);
        changes.keySet().forEach(key -> console.out().println("removed   " + key));
    }
}
