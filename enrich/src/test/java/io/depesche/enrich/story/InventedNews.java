package io.depesche.enrich.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Streams of invented reports in which everything happens often: copies, revisions (some in another language), growing stories that
 * merge, events in two languages, late and far-dated reports, articles taken back. A seed always makes the same stream.
 */
final class InventedNews {

    private static final long START = Instant.parse("2026-11-02T08:00:00Z").toEpochMilli();
    private static final List<String> LANGUAGES = List.of("de", "de", "de", "en", "nl");
    private static final int EVENTS = 4;

    private final Random random;
    private final long step;
    private final List<Report> reports = new ArrayList<>();
    private long now = START;

    /** @param step the time between two reports, at most */
    private InventedNews(long seed, Duration step) {
        this.random = new Random(seed);
        this.step = step.toMillis();
    }

    static List<Report> stream(long seed, int size, Duration step) {
        InventedNews news = new InventedNews(seed, step);
        while (news.reports.size() < size) {
            news.reports.add(news.next());
        }
        return news.reports;
    }

    private Report next() {
        now += (long) (random.nextDouble() * step);
        String id = "a" + reports.size();
        int kind = random.nextInt(20);
        if (kind < 3 && !reports.isEmpty()) {
            return copy(id, anyOf(reports));
        }
        if (kind < 7 && !reports.isEmpty()) {
            return revision(anyOf(reports));
        }
        return own(id, random.nextInt(EVENTS), anyOf(LANGUAGES));
    }

    private Report copy(String id, Report original) {
        return new Report(
                id, "copyist", original.language(), published(), "Reprint", original.text(), original.things());
    }

    /** The same article once more, with its text changed, repeated, or that of another article. */
    private Report revision(Report before) {
        String language = random.nextInt(4) == 0 ? anyOf(LANGUAGES) : before.language();
        String text = random.nextBoolean()
                ? anyOf(reports).text()
                : before.text() + " " + words(random.nextInt(EVENTS), Side.BOTH, 4);
        long published = random.nextInt(3) == 0 ? published() : before.published();
        return new Report(before.id(), before.outlet(), language, published, before.headline(), text, before.things());
    }

    private Report own(String id, int event, String language) {
        Side side = anyOf(List.of(Side.values()));
        List<Report.NamedThing> things = List.of(
                new Report.NamedThing("place" + event, true, 1 + random.nextInt(3)),
                new Report.NamedThing(
                        "person" + event + (side.firstPerson + random.nextInt(side.persons)),
                        false,
                        1 + random.nextInt(3)));
        return new Report(
                id,
                "outlet" + random.nextInt(4),
                language,
                published(),
                words(event, side, 5),
                words(event, side, 30),
                things);
    }

    /** What a report tells of an event: those of one side found a story each, which one that tells both brings together. */
    private enum Side {
        ONE(0, 8, 1, 1),
        OTHER(8, 8, 2, 1),
        BOTH(0, 16, 1, 2);

        private final int first;
        private final int count;
        private final int firstPerson;
        private final int persons;

        Side(int first, int count, int firstPerson, int persons) {
            this.first = first;
            this.count = count;
            this.firstPerson = firstPerson;
            this.persons = persons;
        }
    }

    /** Words of an event, the same in all languages, some of them of all events. */
    private String words(int event, Side side, int count) {
        return IntStream.range(0, count)
                .mapToObj(at -> random.nextInt(8) == 0
                        ? "gemein" + (char) ('a' + random.nextInt(20))
                        : (char) ('b' + event) + "or" + (char) ('a' + side.first + random.nextInt(side.count)) + "stad")
                .collect(Collectors.joining(" "));
    }

    private long published() {
        return switch (random.nextInt(120)) {
            case 0 -> now + Duration.ofDays(400).toMillis();
            case 1 -> now - Duration.ofDays(9).toMillis();
            case 2, 3, 4 -> now + Duration.ofHours(20).toMillis();
            case 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 ->
                now - (long) (random.nextDouble() * Duration.ofDays(3).toMillis());
            default -> now;
        };
    }

    private <T> T anyOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
