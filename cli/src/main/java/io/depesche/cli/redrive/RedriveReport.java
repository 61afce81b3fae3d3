package io.depesche.cli.redrive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the dead letters, counted by reason and by the topic where they failed. */
public final class RedriveReport {

    private static final int MESSAGE_CHARACTERS = 80;

    /** What became of one letter. */
    enum Fate {
        /** It is not of those that were asked for. */
        OTHER,
        /** An earlier redrive sent it. */
        BEFORE,
        /** It is sent, or would be. */
        SENT,
        /** It would be sent but for the limit. */
        LATER,
        /** It cannot be sent. */
        STAYS
    }

    private static final class Row {
        private final Map<Fate, Integer> counts = new TreeMap<>();
        private String example = "";

        int count(Fate fate) {
            return counts.getOrDefault(fate, 0);
        }

        int letters() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private record Stay(String first, int letters) {}

    private final Map<String, Map<String, Row>> rows = new TreeMap<>();
    private final Map<String, Stay> stays = new TreeMap<>();

    void add(DeadLetter letter, Fate fate) {
        Row row = rows.computeIfAbsent(letter.reason(), reason -> new TreeMap<>())
                .computeIfAbsent(letter.home().orElse("unknown"), topic -> new Row());
        row.counts.merge(fate, 1, Integer::sum);
        if (row.example.isEmpty()) {
            String message = letter.message();
            row.example = letter.key() + ": "
                    + (message.length() > MESSAGE_CHARACTERS
                            ? message.substring(0, MESSAGE_CHARACTERS) + "…"
                            : message);
        }
    }

    void addStay(DeadLetter letter, String why) {
        add(letter, Fate.STAYS);
        stays.merge(why, new Stay(letter.place(), 1), (known, one) -> new Stay(known.first, known.letters + 1));
    }

    /** How many were sent, or would be. */
    public int sent() {
        return count(Fate.SENT);
    }

    /** How many cannot be sent. */
    public int staying() {
        return count(Fate.STAYS);
    }

    /** How many the limit left for another time. */
    public int left() {
        return count(Fate.LATER);
    }

    private int count(Fate fate) {
        return rows.values().stream()
                .flatMap(topics -> topics.values().stream())
                .mapToInt(row -> row.count(fate))
                .sum();
    }

    /** Rows of cells, the head first: what there is by reason and topic, with an example of each. */
    public List<List<String>> table(String sent) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("reason", "failed in", "letters", "before", sent, "left", "stay", "example"));
        rows.forEach((reason, topics) -> topics.forEach((topic, row) -> table.add(List.of(
                reason,
                topic,
                String.valueOf(row.letters()),
                String.valueOf(row.count(Fate.BEFORE)),
                String.valueOf(row.count(Fate.SENT)),
                String.valueOf(row.count(Fate.LATER)),
                String.valueOf(row.count(Fate.STAYS)),
                row.example))));
        return table;
    }

    /** One line for each cause that letters stay for. */
    public List<String> whyTheyStay() {
        return stays.entrySet().stream()
                .map(entry -> "%d stay, the first at %s: %s"
                        .formatted(entry.getValue().letters(), entry.getValue().first(), entry.getKey()))
                .toList();
    }
}
