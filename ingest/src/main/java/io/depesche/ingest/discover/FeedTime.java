package io.depesche.ingest.discover;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times as feeds write them: RFC 822 and what is taken for it, ISO 8601 to any precision, by week and by day of the year,
 * asctime, seconds since 1970, and dates with the names of months in some European languages. What cannot be a time is none.
 */
final class FeedTime {

    private static final int MAX_LENGTH = 100;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,13}");
    private static final Pattern COMPACT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:[T ]?(\\d{2})(\\d{2})(\\d{2})?)?(?!\\d)");
    private static final Pattern WEEK = Pattern.compile("(\\d{4})-?[Ww](\\d{2})(?:-?([1-7]))?(?!\\d)");
    private static final Pattern DAY_OF_YEAR = Pattern.compile("(\\d{4})-?(\\d{3})(?!\\d)");
    private static final Pattern ISO =
            Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?(?![\\d:])(?!\\s*-?\\s*\\p{L}{3})");
    private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4})(\\d{2})(?!\\d)");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern KOREAN = Pattern.compile("(\\d{4})년\\s?(\\d{1,2})월\\s?(\\d{1,2})일");

    private static final String CLOCK_TEXT = "(\\d{1,2})[:.h](\\d{1,2})(?:[:.](\\d{1,2}))?(?:[.,]\\d{1,12})?";
    private static final Pattern CLOCK = Pattern.compile("(?<![\\d:])" + CLOCK_TEXT + "(?![\\d:])");
    private static final Pattern COMPACT_CLOCK = Pattern.compile("^[T ](\\d{2})(\\d{2})?(\\d{2})?(?![\\d:])");
    private static final Pattern AFTERNOON = Pattern.compile("(?i)(?<!\\p{L})p\\.?m\\b|오후");
    private static final Pattern MORNING = Pattern.compile("(?i)(?<!\\p{L})a\\.?m\\b|오전");
    private static final Pattern OFFSET = Pattern.compile(
            "^\\s*(?:GMT|UTC|UT|Z)?\\s*([+-])(\\d{1,2})(?::?(\\d{2}))?(?:\\s|$|\\()", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:/\\p{L}+(?:_\\p{L}+)?)?");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d+:.-])\\d{1,4}(?![\\d:])");

    private static final Map<String, Integer> MONTHS = months();
    private static final Map<String, ZoneId> ZONES = zones();

    private final ZoneId zone;
    private final TimeSource source;

    /**
     * @param zone of times that name none
     * @param source what states the times
     */
    FeedTime(ZoneId zone, TimeSource source) {
        this.zone = zone;
        this.source = source;
    }

    /** The time that a text states, as precisely as it does. */
    Optional<StatedTime> read(String text) {
        String line = text.strip();
        if (line.isEmpty() || line.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            if (SECONDS.matcher(line).matches()) {
                return Optional.of(
                        stated(Instant.ofEpochSecond(Long.parseLong(line)), ZoneOffset.UTC, TimePrecision.SECOND));
            }
            if (MILLISECONDS.matcher(line).matches()) {
                return Optional.of(
                        stated(Instant.ofEpochMilli(Long.parseLong(line)), ZoneOffset.UTC, TimePrecision.SECOND));
            }
            String plain = KOREAN.matcher(line).replaceFirst("$1-$2-$3");
            return date(plain)
                    .filter(day ->
                            day.date().getYear() >= FIRST_YEAR && day.date().getYear() <= LAST_YEAR)
                    .map(day -> withClock(day, plain));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A date, how precise it is, and what is left of the text: before it, after it, or around it. */
    private record Day(LocalDate date, TimePrecision precision, String rest) {}

    private static Optional<Day> date(String line) {
        String start = line.replaceFirst("^\\p{L}+\\.?,?\\s+(?=\\d{4}[-/])", "");
        Matcher week = WEEK.matcher(start);
        if (week.lookingAt()) {
            return Optional.of(new Day(
                    week(number(week, 1), number(week, 2), week.group(3) == null ? 1 : number(week, 3)),
                    TimePrecision.DAY,
                    start.substring(week.end())));
        }
        Matcher compact = COMPACT.matcher(start);
        if (compact.lookingAt()) {
            LocalDate date = LocalDate.of(number(compact, 1), number(compact, 2), number(compact, 3));
            String clock = compact.group(4) == null
                    ? ""
                    : "T" + compact.group(4) + ":" + compact.group(5)
                            + (compact.group(6) == null ? "" : ":" + compact.group(6));
            return Optional.of(new Day(date, TimePrecision.DAY, clock + start.substring(compact.end())));
        }
        Matcher ordinal = DAY_OF_YEAR.matcher(start);
        if (ordinal.lookingAt()) {
            return Optional.of(new Day(
                    LocalDate.ofYearDay(number(ordinal, 1), number(ordinal, 2)),
                    TimePrecision.DAY,
                    start.substring(ordinal.end())));
        }
        Matcher month = YEAR_MONTH.matcher(start);
        if (month.lookingAt()) {
            return Optional.of(new Day(
                    LocalDate.of(number(month, 1), number(month, 2), 1),
                    TimePrecision.MONTH,
                    start.substring(month.end())));
        }
        Matcher iso = ISO.matcher(start);
        if (iso.lookingAt()) {
            boolean toMonth = iso.group(2) != null;
            boolean toDay = iso.group(3) != null;
            return Optional.of(new Day(
                    LocalDate.of(number(iso, 1), toMonth ? number(iso, 2) : 1, toDay ? number(iso, 3) : 1),
                    toDay ? TimePrecision.DAY : toMonth ? TimePrecision.MONTH : TimePrecision.YEAR,
                    start.substring(iso.end())));
        }
        return numbers(line).or(() -> named(line));
    }

    private static LocalDate week(int year, int week, int day) {
        LocalDate first = LocalDate.of(year, 1, 4);
        if (week < 1
                || week
                        > IsoFields.WEEK_OF_WEEK_BASED_YEAR
                                .rangeRefinedBy(first)
                                .getMaximum()) {
            throw new DateTimeException("no such week");
        }
        return first.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                .plusDays(day - first.getDayOfWeek().getValue());
    }

    /** Days of dotted dates come first; of slashed ones the month does, as Americans write it, unless that cannot be. */
    private static Optional<Day> numbers(String line) {
        Matcher found = NUMBERS.matcher(line);
        if (!found.find()) {
            return Optional.empty();
        }
        int first = number(found, 1);
        int second = number(found, 3);
        boolean dayFirst = !found.group(2).equals("/") || first > 12;
        LocalDate date = LocalDate.of(year(found.group(4)), dayFirst ? second : first, dayFirst ? first : second);
        return Optional.of(new Day(date, TimePrecision.DAY, line.substring(found.end())));
    }

    /** A month by name, with day and year in any order around it. */
    private static Optional<Day> named(String text) {
        // 14-Mar-25, 2025-März-14T9:15
        String line = text.replaceAll("(?<=\\p{L})-|-(?=\\p{L})", " ").replaceAll("(?<=\\d)T(?=\\d)", " ");
        Matcher clock = CLOCK.matcher(line);
        boolean timed = clock.find();
        String dated = timed ? line.substring(0, clock.start()) + " " : line;
        String tail = timed ? line.substring(clock.end()) : "";
        Optional<Integer> month = WORD.matcher(dated)
                .results()
                .map(word -> MONTHS.get(word.group().toLowerCase(Locale.ROOT)))
                .filter(found -> found != null)
                .findFirst();
        if (month.isEmpty()) {
            return Optional.empty();
        }
        int day = 0;
        String year = "";
        Matcher number = NUMBER.matcher(timed ? dated + withoutOffset(tail) : dated);
        while (number.find()) {
            String digits = number.group();
            if (digits.length() > 2 || (day > 0 && year.isEmpty())) {
                year = digits;
            } else if (day == 0) {
                day = Integer.parseInt(digits);
            }
        }
        return year.isEmpty()
                ? Optional.empty()
                : Optional.of(new Day(
                        LocalDate.of(year(year), month.get(), day == 0 ? 1 : day),
                        day == 0 ? TimePrecision.MONTH : TimePrecision.DAY,
                        timed ? line.substring(clock.start()) : dated));
    }

    private static String withoutOffset(String tail) {
        return tail.replaceAll("[+-]\\d{1,2}:?\\d{0,2}", " ");
    }

    /** As RFC 2822 reads years of fewer than four digits. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 2 ? (year < 50 ? 2000 : 1900) + year : digits.length() == 3 ? 1900 + year : year;
    }

    private StatedTime withClock(Day day, String line) {
        Matcher clock = CLOCK.matcher(day.rest());
        Matcher compact = COMPACT_CLOCK.matcher(day.rest());
        boolean timed = clock.find();
        if (!timed && !(day.precision() == TimePrecision.DAY && compact.find())) {
            ZoneId read = zone(day.rest()).orElse(zone);
            return stated(day.date().atStartOfDay(read).toInstant(), read, day.precision());
        }
        Matcher found = timed ? clock : compact;
        int hour = number(found, 1);
        int minute = found.group(2) == null ? 0 : number(found, 2);
        boolean seconds = found.group(3) != null;
        // A leap second is the end of its minute.
        int second = seconds ? Math.min(number(found, 3), number(found, 3) == 60 ? 59 : 60) : 0;
        if (AFTERNOON.matcher(line).find() && hour < 12) {
            hour += 12;
        } else if (MORNING.matcher(line).find() && hour == 12) {
            hour = 0;
        }
        boolean midnight = hour == 24 && minute == 0 && second == 0;
        LocalDateTime local = midnight
                ? day.date().plusDays(1).atStartOfDay()
                : day.date().atTime(LocalTime.of(hour, minute, second));
        ZoneId read = zone(day.rest().substring(found.end())).orElse(zone);
        return stated(local.atZone(read).toInstant(), read, seconds ? TimePrecision.SECOND : TimePrecision.MINUTE);
    }

    private static Optional<ZoneId> zone(String rest) {
        Matcher offset = OFFSET.matcher(rest);
        if (offset.find()) {
            int hours = number(offset, 2);
            int minutes = offset.group(3) == null ? 0 : number(offset, 3);
            int sign = offset.group(1).equals("-") ? -1 : 1;
            return Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes));
        }
        Matcher word = WORD.matcher(rest);
        while (word.find()) {
            String name = word.group().toUpperCase(Locale.ROOT);
            if (ZONES.containsKey(name)) {
                return Optional.of(ZONES.get(name));
            }
            if (name.indexOf('/') > 0 && ZoneId.getAvailableZoneIds().contains(word.group())) {
                return Optional.of(ZoneId.of(word.group()));
            }
        }
        return Optional.empty();
    }

    private StatedTime stated(Instant instant, ZoneId zone, TimePrecision precision) {
        return new StatedTime(instant, zone.getId(), source, precision);
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static Map<String, Integer> months() {
        String[] names = {
            "jan january januar jänner jaenner janvier janv enero ene gennaio gen januari janeiro január ιαν",
            "feb february februar feber février fevrier fév févr fevr febrero febbraio februari fevereiro fev február φεβ",
            "mar march märz maerz mär mrz mars marzo maart mrt março marco március μάρ μαρ",
            "apr april avril avr abril abr aprile április απρ",
            "may mai mayo maggio mag mei maj maio május máj μάϊ μαϊ μάι μαι",
            "jun june juni juin junio giugno giu junho június ιούν ιουν ιον",
            "jul july juli juil juillet julio luglio lug julho július ιούλ ιουλ ιολ",
            "aug august août aout agosto ago augustus augusti augusztus αύγ αυγ",
            "sep sept september septembre septiembre settembre set setembro szeptember σεπ",
            "oct october oktober okt octobre octubre ottobre ott outubro out október οκτ",
            "nov november novembre noviembre novembro νοέ νοε",
            "dec december dezember dez décembre decembre déc diciembre dic dicembre dezembro δεκ"
        };
        Map<String, Integer> months = new HashMap<>();
        for (int month = 0; month < names.length; month++) {
            for (String name : names[month].split(" ")) {
                months.put(name, month + 1);
            }
        }
        return months;
    }

    private static Map<String, ZoneId> zones() {
        Map<String, String> offsets = Map.ofEntries(
                Map.entry("Z", "Z UT UTC GMT WET"),
                Map.entry("+01:00", "CET MEZ BST WEST"),
                Map.entry("+02:00", "CEST MESZ EET SAST"),
                Map.entry("+03:00", "EEST MSK"),
                Map.entry("+05:30", "IST"),
                Map.entry("+08:00", "HKT SGT AWST"),
                Map.entry("+09:00", "JST KST"),
                Map.entry("+09:30", "ACST"),
                Map.entry("+10:00", "AEST"),
                Map.entry("+11:00", "AEDT"),
                Map.entry("+12:00", "NZST"),
                Map.entry("+13:00", "NZDT"),
                Map.entry("-03:30", "NST"),
                Map.entry("-03:00", "ADT"),
                Map.entry("-04:00", "AST EDT"),
                Map.entry("-05:00", "EST CDT"),
                Map.entry("-06:00", "CST MDT"),
                Map.entry("-07:00", "MST PDT"),
                Map.entry("-08:00", "PST AKDT"),
                Map.entry("-09:00", "AKST"),
                Map.entry("-10:00", "HST"),
                Map.entry("America/New_York", "ET"),
                Map.entry("America/Chicago", "CT"),
                Map.entry("America/Denver", "MT"),
                Map.entry("America/Los_Angeles", "PT"));
        Map<String, ZoneId> zones = new HashMap<>();
        offsets.forEach((offset, names) -> {
            for (String name : names.split(" ")) {
                zones.put(name, ZoneId.of(offset));
            }
        });
        return zones;
    }
}
