package io.depesche.enrich;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.enrich.step.entity.EntityList;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads lists of names: CSV (RFC 4180) in UTF-8, a row {@code id,type,name,alias,alias...} for each entity. A first row that starts with
 * {@code id,type,name} is a header. Rows that cannot be used are told, each in a line, and the others read.
 *
 * @param entities of the good rows, in their order
 * @param problems one line for each bad row, with its number
 */
public record EntityListFile(List<ListedEntity> entities, List<String> problems) {

    /** So many bad rows are told before the rest is only counted. */
    private static final int MOST_PROBLEMS = 100;

    private static final int COLUMNS = 3;

    private static final CsvMapper CSV = CsvMapper.builder(CsvFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(100_000)
                            .build())
                    .build())
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    public EntityListFile {
        entities = List.copyOf(entities);
        problems = List.copyOf(problems);
    }

    /** Reads a list; throws only where the characters themselves cannot be read. */
    public static EntityListFile read(Reader reader) throws IOException {
        return new Rows().read(reader);
    }

    private static final class Rows {

        private final List<ListedEntity> entities = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private final Map<String, Integer> rowOfId = new HashMap<>();
        private int bad;
        private int number;

        EntityListFile read(Reader reader) throws IOException {
            try (MappingIterator<String[]> rows = CSV.readerFor(String[].class).readValues(reader)) {
                while (rows.hasNextValue()) {
                    number++;
                    String[] row = rows.nextValue();
                    problemOf(row).ifPresent(this::tell);
                }
            } catch (JacksonException | RuntimeJsonMappingException e) {
                tell("no CSV from here on: " + firstLine(e.getMessage()));
            }
            if (bad > MOST_PROBLEMS) {
                problems.add("and %d more".formatted(bad - MOST_PROBLEMS));
            }
            return new EntityListFile(entities, problems);
        }

        private Optional<String> problemOf(String[] row) {
            if (number == 1 && isHeader(row)) {
                return Optional.empty();
            }
            if (row.length < COLUMNS) {
                return Optional.of("%d columns; expected id,type,name,alias,...".formatted(row.length));
            }
            Optional<EntityType> type = typeOf(row[1]);
            if (type.isEmpty()) {
                return Optional.of(
                        "type '%.30s' is none of %s".formatted(row[1], Arrays.toString(EntityType.values())));
            }
            ListedEntity entity = new ListedEntity(
                    row[0],
                    type.get(),
                    row[2],
                    Arrays.stream(row)
                            .skip(COLUMNS)
                            .filter(alias -> !alias.isEmpty())
                            .toList());
            return EntityList.problemOf(entity).or(() -> keep(entity));
        }

        private Optional<String> keep(ListedEntity entity) {
            if (entities.size() == EntityList.MOST_ENTITIES) {
                return Optional.of("more than %,d entities".formatted(EntityList.MOST_ENTITIES));
            }
            Integer before = rowOfId.putIfAbsent(entity.getId(), number);
            if (before != null) {
                return Optional.of("id %s stands in row %d already".formatted(entity.getId(), before));
            }
            entities.add(entity);
            return Optional.empty();
        }

        private void tell(String problem) {
            if (++bad <= MOST_PROBLEMS) {
                problems.add("row %d: %s".formatted(number, problem));
            }
        }
    }

    private static boolean isHeader(String[] row) {
        return row.length >= COLUMNS
                && row[0].replace("\uFEFF", "").equalsIgnoreCase("id")
                && row[1].equalsIgnoreCase("type")
                && row[2].equalsIgnoreCase("name");
    }

    private static Optional<EntityType> typeOf(String name) {
        return Arrays.stream(EntityType.values())
                .filter(type -> type.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
