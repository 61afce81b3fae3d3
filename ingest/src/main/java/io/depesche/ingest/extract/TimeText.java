package io.depesche.ingest.extract;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one date or time as pages write them: ISO 8601, RFC 1123, seconds or milliseconds since 1970, and German and English
 * date lines. Years before 1990 and after 2100 are taken for something else.
 */
final class TimeText {

    /** A date line is short; what is longer is prose, and is not searched. */
    private static final int MAX_LENGTH = 160;
    /** A date has at least these: "1.1.24". */
    private static final int FEWEST_DIGITS = 4;

    private static final String CLOCK =
            "(\\d{1,2})(?::|\\.|h)(\\d{2})(?::(\\d{2}))?(?:[.,]\\d{1,9})?\\s?(am\\b|pm\\b|a\\.m\\.|p\\.m\\.)?";
    private static final Pattern ISO = Pattern.compile("(?<!\\d)(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?!\\d)");
    private static final Pattern COMPACT =
            Pattern.compile("\\b(\\d{4})(\\d{2})(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2})?)?(?!\\d)");
    private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");
    private static final Pattern DOTTED =
            Pattern.compile("(?<![\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern SLASHED = Pattern.compile("(?<![\\d/])(\\d{1,2})/(\\d{1,2})/(\\d{4})(?!\\d)");
    private static final Pattern DAY_MONTH = Pattern.compile(
            "\\b(\\d{1,2})(?:\\.|st|nd|rd|th)?[\\s-](?:of |de )?(\\p{L}{3,10})\\.?,?[\\s-](?:de )?(\\d{4})(?!\\d)");
    private static final Pattern MONTH_DAY =
            Pattern.compile("\\b(\\p{L}{3,10})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})(?!\\d)");
    private static final Pattern YEAR_MONTH_DAY =
            Pattern.compile("(?<!\\d)(\\d{4}),? (\\p{L}{3,10})\\.?,? (\\d{1,2})(?!\\d)");
    private static final Pattern DASHED = Pattern.compile("(?<![\\d-])(\\d{1,2})-(\\d{1,2})-(\\d{4})(?![\\d-])");
    private static final Pattern TIME = Pattern.compile("(?<![\\d.:])" + CLOCK, Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFSET =
            Pattern.compile("^\\s?(?:(?:UTC|GMT)?\\s?([+-]\\d{2}):?(\\d{2})?\\b|(Z|UTC|GMT)\\b)");
    private static final Pattern GERMAN_ZONE =
            Pattern.compile("^\\s?(?:Uhr\\s?)?\\(?(MESZ|MEZ|CEST|CET|EST|EDT|CST|CDT|PST|PDT|ET|PT|BST)\\b");

    private static final Map<String, Integer> MONTHS = months();
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("MESZ", "+02:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("MEZ", "+01:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("BST", "+01:00"),
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("CST", "-06:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("ET", "America/New_York"),
            Map.entry("PT", "America/Los_Angeles"));

    private final Optional<ZoneId> hint;

    /**
     * @param hint where a time without a zone is read; without it, in UTC
     */
    TimeText(Optional<ZoneId> hint) {
        this.hint = hint;
    }

    /** The first time in the text, if it holds one. */
    Optional<StatedTime> read(String text, TimeSource source) {
        String line = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        if (digits(line) < FEWEST_DIGITS) {
            return Optional.empty();
        }
        try {
            if (EPOCH.matcher(line).matches()) {
                long number = Long.parseLong(line);
                Instant instant = line.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
                return Optional.of(new StatedTime(instant, "Z", source, TimePrecision.SECOND));
            }
            return date(line).flatMap(day -> withClock(day, line, source));
        } catch (DateTimeException | NumberFormatException notATime) {
            return Optional.empty();
        }
    }

    private static int digits(String line) {
        int digits = 0;
        for (int index = 0; index < line.length(); index++) {
            char character = line.charAt(index);
            digits += character >= '0' && character <= '9' ? 1 : 0;
        }
        return digits;
    }

    /** A date and where its text ends; the clock, where it is part of the same digits. */
    private record Day(LocalDate date, int end, Optional<LocalTime> clock) {}

    private static Optional<Day> date(String line) {
        return match(ISO, line, 1, 2, 3)
                .or(() -> compact(line))
                .or(() -> match(DOTTED, line, 3, 2, 1))
                .or(() -> named(DAY_MONTH, line, 1, 2))
                .or(() -> named(MONTH_DAY, line, 2, 1))
                .or(() -> yearFirst(line))
                .or(() -> match(DASHED, line, 3, 2, 1))
                .or(() -> slashed(line));
    }

    private static Optional<Day> match(Pattern pattern, String line, int year, int month, int day) {
        Matcher found = pattern.matcher(line);
        return found.find()
                ? day(found, number(found, year), number(found, month), number(found, day))
                : Optional.empty();
    }

    private static Optional<Day> compact(String line) {
        Matcher found = COMPACT.matcher(line);
        if (!found.find()) {
            return Optional.empty();
        }
        Optional<Day> day = day(found, number(found, 1), number(found, 2), number(found, 3));
        if (found.group(4) == null) {
            return day;
        }
        LocalTime clock =
                LocalTime.of(number(found, 4), number(found, 5), found.group(6) == null ? 0 : number(found, 6));
        return day.map(plain -> new Day(plain.date(), plain.end(), Optional.of(clock)));
    }

    /** Month names at any of the places that look like one: "Stand 3. Mai 2024". */
    private static Optional<Day> named(Pattern pattern, String line, int dayGroup, int monthGroup) {
        Matcher found = pattern.matcher(line);
        while (found.find()) {
            Integer month = MONTHS.get(found.group(monthGroup).toLowerCase(Locale.ROOT));
            if (month != null) {
                return day(found, number(found, 3), month, number(found, dayGroup));
            }
        }
        return Optional.empty();
    }

    /** As journals write it: "2023 Jan 7". */
    private static Optional<Day> yearFirst(String line) {
        Matcher found = YEAR_MONTH_DAY.matcher(line);
        while (found.find()) {
            Integer month = MONTHS.get(found.group(2).toLowerCase(Locale.ROOT));
            if (month != null) {
                return day(found, number(found, 1), month, number(found, 3));
            }
        }
        return Optional.empty();
    }

    /** Month first as Americans write it, unless that cannot be. */
    private static Optional<Day> slashed(String line) {
        Matcher found = SLASHED.matcher(line);
        if (!found.find()) {
            return Optional.empty();
        }
        int first = number(found, 1);
        int second = number(found, 2);
        return first > 12 ? day(found, number(found, 3), second, first) : day(found, number(found, 3), first, second);
    }

    private static Optional<Day> day(Matcher found, int year, int month, int day) {
        int full = year < 100 ? 2000 + year : year;
        return full < 1990 || full > 2100
                ? Optional.empty()
                : Optional.of(new Day(LocalDate.of(full, month, day), found.end(), Optional.empty()));
    }

    private Optional<StatedTime> withClock(Day day, String line, TimeSource source) {
        if (day.clock().isPresent()) {
            return Optional.of(stated(day.date(), day.clock().get(), zone(line.substring(day.end())), source, true));
        }
        Matcher clock = TIME.matcher(line);
        if (!clock.find(day.end()) || clock.start() - day.end() > 25) {
            return Optional.of(stated(day.date(), LocalTime.MIN, Optional.empty(), source, TimePrecision.DAY));
        }
        int hour = number(clock, 1);
        String half = clock.group(4) == null ? "" : clock.group(4).toLowerCase(Locale.ROOT);
        if (half.startsWith("p") && hour < 12) {
            hour += 12;
        } else if (half.startsWith("a") && hour == 12) {
            hour = 0;
        }
        boolean seconds = clock.group(3) != null;
        LocalTime time = LocalTime.of(hour, number(clock, 2), seconds ? number(clock, 3) : 0);
        return Optional.of(stated(day.date(), time, zone(line.substring(clock.end())), source, seconds));
    }

    private StatedTime stated(
            LocalDate date, LocalTime time, Optional<ZoneId> zone, TimeSource source, boolean seconds) {
        return stated(date, time, zone, source, seconds ? TimePrecision.SECOND : TimePrecision.MINUTE);
    }

    private StatedTime stated(
            LocalDate date, LocalTime time, Optional<ZoneId> zone, TimeSource source, TimePrecision precision) {
        ZoneId read = zone.or(() -> hint).orElse(ZoneId.of("UTC"));
        return new StatedTime(date.atTime(time).atZone(read).toInstant(), read.getId(), source, precision);
    }

    private static Optional<ZoneId> zone(String rest) {
        Matcher offset = OFFSET.matcher(rest);
        if (offset.find()) {
            return Optional.of(
                    offset.group(3) != null
                            ? ZoneOffset.UTC
                            : ZoneOffset.of(
                                    offset.group(1) + ":" + (offset.group(2) == null ? "00" : offset.group(2))));
        }
        Matcher name = GERMAN_ZONE.matcher(rest);
        return name.find() ? Optional.of(ZoneId.of(ZONES.get(name.group(1)))) : Optional.empty();
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        String[] names = {
            "january januar jänner jan", "february februar feber feb", "march märz maerz mar mär mrz", "april apr",
                    "may mai",
            "june juni jun", "july juli jul", "august aug", "september sep sept", "october oktober oct okt",
            "november nov", "december dezember dec dez"
        };
        for (int month = 0; month < names.length; month++) {
            for (String name : names[month].split(" ")) {
                months.put(name, month + 1);
            }
        }
        return months;
    }
}
