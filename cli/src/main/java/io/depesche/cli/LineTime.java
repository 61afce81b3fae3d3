package io.depesche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.depesche.cli.JsonLines.BadLine;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * A date or time of a line, ISO 8601.
 *
 * @param time local time; midnight where only the day is given
 * @param zone its offset, UTC where none is given
 * @param dayOnly whether only the day is given
 */
record LineTime(LocalDateTime time, ZoneOffset zone, boolean dayOnly) {

    private static final int DAY = "2025-03-14".length();

    private static final int LAST_YEAR = 9999;

    /** The time under a name, absent where there is none. */
    static Optional<LineTime> of(JsonNode line, String name) throws BadLine {
        Optional<String> given = JsonLines.textOf(line, name).filter(value -> !value.isBlank());
        return given.isPresent() ? Optional.of(parse(name, given.get())) : Optional.empty();
    }

    private static LineTime parse(String name, String given) throws BadLine {
        String value = given.strip().replace(' ', 'T');
        try {
            LineTime parsed = value.length() <= DAY
                    ? new LineTime(LocalDate.parse(value).atStartOfDay(), ZoneOffset.UTC, true)
                    : of(DateTimeFormatter.ISO_DATE_TIME.parseBest(value, OffsetDateTime::from, LocalDateTime::from));
            if (parsed.time.getYear() >= 1 && parsed.time.getYear() <= LAST_YEAR) {
                return parsed;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw new BadLine("\"%s\" %s is no ISO 8601 date or time".formatted(name, given));
    }

    private static LineTime of(TemporalAccessor time) {
        return time instanceof OffsetDateTime zoned
                ? new LineTime(zoned.toLocalDateTime(), zoned.getOffset(), false)
                : new LineTime((LocalDateTime) time, ZoneOffset.UTC, false);
    }

    /** Milliseconds since 1970, UTC. */
    long milliseconds() {
        return time.toInstant(zone).toEpochMilli();
    }
}
