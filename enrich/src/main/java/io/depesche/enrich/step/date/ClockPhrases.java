package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** Times of day: "14.30 Uhr", "9 bis 12 Uhr", "halb neun", "Viertel nach acht", "Mitternacht", "9:30 a.m. EST", "noon". */
final class ClockPhrases implements Phrases {

    /** How many times may share one "Uhr": "8.30-12 und 14.30-16.30 Uhr". */
    private static final int LIST = 5;

    private record Time(int hour, int minute, int end) {}

    @Override
    public List<Role> roles() {
        return List.of(Role.NOON, Role.MIDNIGHT, Role.CLOCK_HALF, Role.CLOCK_QUARTER, Role.NUMBER, Role.HALVES);
    }

    @Override
    public boolean startsWithDigits() {
        return true;
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Expression> spoken = spoken(words, at);
        if (spoken.isPresent()) {
            return spoken;
        }
        Optional<Expression> military = military(words, at);
        if (military.isPresent()) {
            return military;
        }
        Optional<Time> time = time(words, at);
        if (time.isEmpty()) {
            return Optional.empty();
        }
        return english(words, at, time.get()).or(() -> german(words, at, time.get()));
    }

    /** Hour and minute without what shows that they are a time. */
    private static Optional<Time> time(Words words, int at) {
        if (words.isNumber(at)) {
            boolean inWord = words.isGlued(at)
                    && (words.isWord(at - 1)
                            || words.is(at - 1, '.')
                            || words.is(at - 1, ',')
                            || words.is(at - 1, ':'));
            int hour = words.number(at);
            if (inWord || hour < 0 || hour > 24 || words.length(at) > 2) {
                return Optional.empty();
            }
            boolean minutes = (words.is(at + 1, '.') || words.is(at + 1, ':'))
                    && words.isGlued(at + 1)
                    && words.isGlued(at + 2)
                    && words.length(at + 2) == 2
                    && words.isNumber(at + 2);
            if (!minutes) {
                return Optional.of(new Time(hour, 0, at + 1));
            }
            int minute = words.number(at + 2);
            return minute > 59 || (hour == 24 && minute > 0)
                    ? Optional.empty()
                    : Optional.of(new Time(hour, minute, at + 3));
        }
        return words.sense(at, Role.NUMBER)
                .filter(number -> number.number() >= 1 && number.number() <= 24)
                .map(number -> new Time(number.number(), 0, at + number.words()));
    }

    private static Optional<Expression> german(Words words, int at, Time time) {
        int end = time.end;
        if (words.has(end, Role.CLOCK)) {
            int minute = time.minute;
            int last = end + words.sense(end, Role.CLOCK).map(Sense::words).orElse(1);
            boolean trailing = words.isNumber(last)
                    && words.length(last) == 2
                    && words.number(last) < 60
                    && minute == 0
                    && !(words.is(last + 1, '.') && (words.has(last + 2, Role.MONTH) || words.isNumber(last + 2)));
            if (trailing) {
                minute = words.number(last);
                last++;
            }
            if (words.isLowerCase(last - 1)) {
                return Optional.of(withDayAfter(words, clock(at, last, time.hour, minute, ""), time.hour, minute));
            }
            int hour = afternoon(words, last, time.hour);
            return Optional.of(withZone(words, at, last + timeOfDay(words, last), hour, minute));
        }
        if (words.isNumber(at) || words.has(at, Role.NUMBER)) {
            int next = end;
            for (int item = 0; item < LIST; item++) {
                boolean joint = words.has(next, Role.AND) || words.isDash(next) || words.is(next, ',');
                Optional<Time> other = joint ? time(words, next + 1) : Optional.empty();
                if (other.isEmpty()) {
                    break;
                }
                next = other.get().end;
                if (words.has(next, Role.CLOCK)) {
                    return Optional.of(clock(at, end, time.hour, time.minute, ""));
                }
            }
        }
        boolean colon = end == at + 3 && words.is(at + 1, ':');
        boolean thisMorning = words.has(end, Role.DEMONSTRATIVE) && words.has(end + 1, Role.DAY_PART);
        boolean placed = thisMorning || words.has(at - 1, Role.PREPOSITION, "AT") || words.has(end, Role.ZONE);
        boolean seconds = words.is(end, ':') && words.isGlued(end);
        return colon && placed && !seconds
                ? Optional.of(
                        withDayAfter(words, withZone(words, at, end, time.hour, time.minute), time.hour, time.minute))
                : Optional.empty();
    }

    /** One where a word such as "morgens" or "früh" follows the hour, else none. */
    private static int timeOfDay(Words words, int at) {
        boolean part = words.sense(at, Role.FREQUENCY)
                .filter(found ->
                        found.value().startsWith("XXXX-XX-XXT") || found.value().equals("PT1NI"))
                .isPresent();
        return part || words.is(at, "früh") ? 1 : 0;
    }

    /** "8 Uhr abends" is 20:00. */
    private static int afternoon(Words words, int at, int hour) {
        boolean late = words.has(at, Role.FREQUENCY, "XXXX-XX-XXTEV")
                || words.has(at, Role.FREQUENCY, "XXXX-XX-XXTAF")
                || (words.has(at, Role.FREQUENCY, "PT1NI") && hour >= 8);
        return late && hour < 12 ? hour + 12 : hour;
    }

    private static Optional<Expression> english(Words words, int at, Time time) {
        Optional<Sense> meridiem = words.sense(time.end, Role.MERIDIEM);
        int end = time.end;
        if (meridiem.isEmpty()) {
            int joined = YearWords.skipJoint(words, end);
            Optional<Time> other = joined == end ? Optional.empty() : time(words, joined);
            meridiem = other.flatMap(found -> words.sense(found.end, Role.MERIDIEM));
        } else {
            end += meridiem.get().words();
        }
        if (meridiem.isEmpty() || time.hour > 12 || time.hour == 0) {
            return Optional.empty();
        }
        int hour = time.hour % 12 + (meridiem.get().value().equals("PM") ? 12 : 0);
        Expression clock = withZone(words, at, end, hour, time.minute);
        return Optional.of(withDayAfter(words, clock, hour, time.minute));
    }

    /** "9 a.m. Friday", "7:30 this morning" and "5 o'clock in the afternoon" are one tag. */
    private static Expression withDayAfter(Words words, Expression clock, int hour, int minute) {
        boolean in = words.has(clock.end(), Role.PREPOSITION, "IN") && words.has(clock.end() + 1, Role.ARTICLE);
        Prefix prefix = Prefix.at(words, in ? clock.end() + 1 : clock.end());
        Optional<Expression> part = new DayPartPhrases().at(words, prefix);
        Optional<Expression> day = part.isPresent()
                ? part
                : new WeekdayPhrases().at(words, prefix).or(() -> new RelativeDayPhrases().at(words, prefix));
        String zone = clock.meaning() instanceof Meaning.ClockTime time ? time.zone() : "";
        return day.map(found -> {
                    if (found.meaning() instanceof Meaning.DayPart whole) {
                        boolean late = hour < 12 && !whole.part().equals("MO");
                        return Expression.plain(
                                clock.first(),
                                found.end(),
                                new Meaning.ClockTime(late ? hour + 12 : hour, minute, zone, whole.day()));
                    }
                    return Expression.plain(
                            clock.first(),
                            found.end(),
                            new Meaning.ClockTime(hour, minute, zone, Optional.of(found.meaning())));
                })
                .orElse(clock);
    }

    /** "1500 GMT". */
    private static Optional<Expression> military(Words words, int at) {
        int number = words.number(at);
        boolean valid = words.length(at) == 4 && number >= 0 && number / 100 < 24 && number % 100 < 60;
        int end = words.is(at + 1, "hrs") ? at + 2 : at + 1;
        return valid && (end > at + 1 || words.has(end, Role.ZONE))
                ? Optional.of(withZone(words, at, end, number / 100, number % 100))
                : Optional.empty();
    }

    private static Expression withZone(Words words, int at, int end, int hour, int minute) {
        Optional<Sense> zone = words.sense(end, Role.ZONE);
        return clock(
                at,
                zone.isPresent() ? end + 1 : end,
                hour,
                minute,
                zone.map(Sense::value).orElse(""));
    }

    private static Expression clock(int at, int end, int hour, int minute, String zone) {
        return Expression.plain(at, end, new Meaning.ClockTime(hour, minute, zone, Optional.empty()));
    }

    private static Optional<Expression> spoken(Words words, int at) {
        Optional<Sense> noon = words.sense(at, Role.NOON);
        if (noon.isPresent()) {
            return Optional.of(clock(at, at + noon.get().words(), 12, 0, ""));
        }
        if (words.has(at, Role.MIDNIGHT) && !words.isCapitalised(at + 1)) {
            return Optional.of(clock(at, at + 1, 24, 0, ""));
        }
        if (words.has(at, Role.CLOCK_HALF)) {
            return hourWord(words, at + 1).map(hour -> told(words, at, at + 2, (hour + 23) % 24, 30));
        }
        if (words.has(at - 1, Role.PREPOSITION, "AT")) {
            Optional<Expression> minutes = minutes(words, at);
            if (minutes.isPresent()) {
                return minutes;
            }
        }
        if (words.has(at, Role.CLOCK_QUARTER) && words.has(at + 1, Role.CLOCK_PAST)) {
            return hourWord(words, at + 2).map(hour -> told(words, at, at + 3, hour, 15));
        }
        if (words.has(at, Role.CLOCK_QUARTER) && words.has(at + 1, Role.CLOCK_TO)) {
            return hourWord(words, at + 2).map(hour -> told(words, at, at + 3, (hour + 23) % 24, 45));
        }
        boolean three = words.is(at, "drei") && words.has(at + 1, Role.CLOCK_QUARTER);
        if (three || words.has(at, Role.HALVES, "0.75")) {
            int hourAt = three ? at + 2 : at + 1;
            return hourWord(words, hourAt).map(hour -> told(words, at, hourAt + 1, (hour + 23) % 24, 45));
        }
        return Optional.empty();
    }

    /** "um zehn nach acht", "um fünf Minuten vor zwölf". */
    private static Optional<Expression> minutes(Words words, int at) {
        int number = words.isNumber(at)
                ? words.number(at)
                : words.sense(at, Role.NUMBER).map(Sense::number).orElse(0);
        int side = words.has(at + 1, Role.UNITS, "MINUTE") ? at + 2 : at + 1;
        if (number < 1 || number > 29) {
            return Optional.empty();
        }
        boolean past = words.has(side, Role.CLOCK_PAST);
        boolean before = words.has(side, Role.CLOCK_TO);
        return past || before
                ? hourWord(words, side + 1)
                        .map(hour ->
                                told(words, at, side + 2, past ? hour : (hour + 23) % 24, past ? number : 60 - number))
                : Optional.empty();
    }

    /** A time on the dial of twelve hours, with the part of the day that may follow: "halb drei nachmittags". */
    private static Expression told(Words words, int at, int end, int hour, int minute) {
        int last = words.has(end, Role.CLOCK) ? end + 1 : end;
        return clock(at, last + timeOfDay(words, last), afternoon(words, last, hour), minute, "");
    }

    /** "acht" as an hour, where no counted noun follows. */
    private static Optional<Integer> hourWord(Words words, int at) {
        if (words.isCapitalised(at + 1)
                && words.isWord(at + 1)
                && !words.has(at + 1, Role.CLOCK)
                && words.isGlued(at + 1)) {
            return Optional.empty();
        }
        Optional<Integer> number = words.isNumber(at)
                ? Optional.of(words.number(at))
                : words.sense(at, Role.NUMBER)
                        .filter(found ->
                                (found.words() == 1 && !words.word(at).startsWith("ein")) || words.is(at, "eins"))
                        .map(Sense::number);
        return number.filter(hour -> hour >= 1 && hour <= 12 && !words.has(at + 1, Role.NUMBER_NOUN));
    }
}
