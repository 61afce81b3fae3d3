package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/**
 * The things that have a stable id, by their names. They are kept as the text of their resource and read from it when asked for,
 * so that hundreds of thousands of names take a few megabytes.
 *
 * <p>A line of the resource has the id, the type, places, words, German and English name, and all names parted by bars,
 * each after the letter of its conditions ({@code A} is none).
 */
final class KnownEntities {

    private static final String RESOURCE = "/io/depesche/enrich/known-entities.tsv.gz";

    private static final int COLUMNS = 7;

    /** From this length on a name in capitals is the name ("DEUTSCHLAND"); shorter ones are short forms. */
    private static final int SHORTEST_CAPITALS = 4;

    private final byte[] text;
    /** Where a name starts, by the hash of its small letters; 0 is a free place. */
    private final int[] table;

    private KnownEntities(byte[] text) {
        this.text = text;
        int names = 1;
        for (byte sign : text) {
            names += sign == '|' || sign == '\n' ? 1 : 0;
        }
        table = new int[Integer.highestOneBit(names) * 4];
        int column = 0;
        for (int at = 0; at < text.length; at++) {
            switch (text[at]) {
                case '\n' -> column = 0;
                case '\t' -> column++;
                default -> {
                    if (column == COLUMNS - 1 && (text[at - 1] == '\t' || text[at - 1] == '|')) {
                        enter(at);
                    }
                }
            }
        }
    }

    /** The things that come with Depesche. */
    static KnownEntities load() {
        try (InputStream resource = KnownEntities.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("%s is not on the class path".formatted(RESOURCE));
            }
            return new KnownEntities(new GZIPInputStream(resource).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("%s is damaged".formatted(RESOURCE), e);
        }
    }

    /** The things of lines in the resource's form. */
    static KnownEntities of(List<String> lines) {
        return new KnownEntities((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Whom a name may mean, be it written as it is or, if long enough, in capitals. Derived words are no names. */
    List<KnownName> named(String name) {
        return find(name, false);
    }

    /** Calls back for each name of a thing, not for derived words, with the thing's id. */
    void forEachName(BiConsumer<String, String> visitor) {
        for (int start : table) {
            if (start != 0 && (text[start] - 'A' & KnownName.DERIVED) == 0) {
                visitor.accept(nameAt(start), idAt(start));
            }
        }
    }

    private String idAt(int name) {
        int start = name;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        int end = start;
        while (text[end] != '\t') {
            end++;
        }
        return new String(text, start, end - start, StandardCharsets.UTF_8);
    }

    /** Which place a word may be derived from, whatever its case. */
    List<KnownName> derived(String word) {
        return find(word, true);
    }

    /** The form in which names are kept and compared: composed letters, straight apostrophes. */
    static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .replace('’', '\'')
                .replace('‑', '-');
    }

    private List<KnownName> find(String asked, boolean derived) {
        String name = normalized(asked);
        String small = name.toLowerCase(Locale.ROOT);
        boolean anyCase = derived || (name.length() >= SHORTEST_CAPITALS && Shape.isAllCapitals(name));
        List<KnownName> found = new ArrayList<>(2);
        for (int slot = slotOf(small); table[slot] != 0; slot = next(slot)) {
            int start = table[slot];
            int conditions = text[start] - 'A';
            if (derived == ((conditions & KnownName.DERIVED) != 0)) {
                String known = nameAt(start);
                if (known.equals(name)
                        || (anyCase && known.toLowerCase(Locale.ROOT).equals(small))) {
                    found.add(new KnownName(entityAt(start), conditions));
                }
            }
        }
        return found;
    }

    private void enter(int start) {
        int slot = slotOf(nameAt(start).toLowerCase(Locale.ROOT));
        while (table[slot] != 0) {
            slot = next(slot);
        }
        table[slot] = start;
    }

    private int slotOf(String small) {
        int hash = small.hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) & (table.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (table.length - 1);
    }

    /** The name whose conditions stand at {@code start}. */
    private String nameAt(int start) {
        int end = start + 1;
        while (text[end] != '|' && text[end] != '\n') {
            end++;
        }
        return new String(text, start + 1, end - start - 1, StandardCharsets.UTF_8);
    }

    private KnownEntity entityAt(int name) {
        int start = name;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        String[] columns = new String(text, start, name - start, StandardCharsets.UTF_8).split("\t", COLUMNS);
        return new KnownEntity(
                columns[0],
                EntityType.valueOf(columns[1]),
                columns[4],
                columns[5].isEmpty() ? columns[4] : columns[5],
                partsOf(columns[2]),
                Set.copyOf(partsOf(columns[3])));
    }

    private static List<String> partsOf(String column) {
        return column.isEmpty()
                ? List.of()
                : Arrays.stream(column.split(" ")).distinct().toList();
    }
}
