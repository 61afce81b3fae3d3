package io.depesche.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time from the command line: an ISO 8601 time with its offset, a day (UTC), or a duration before now. */
final class MomentOption implements ITypeConverter<Instant> {

    /** Records are of no later time, nor of one before 1970. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Clock clock;

    MomentOption() {
        this(Clock.systemUTC());
    }

    MomentOption(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String value) {
        List<Function<String, Instant>> readings = List.of(
                text -> OffsetDateTime.parse(text).toInstant(),
                text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant(),
                text -> clock.instant().minus(Duration.parse(text)));
        return readings.stream()
                .flatMap(reading -> read(reading, value.strip().toUpperCase(Locale.ROOT)).stream())
                .filter(time -> !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is no time; expected one such as 2025-03-14T07:30:00Z, a day, or a duration before now such as PT2H"
                                .formatted(value)));
    }

    private static Optional<Instant> read(Function<String, Instant> reading, String text) {
        try {
            return Optional.of(reading.apply(text));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
