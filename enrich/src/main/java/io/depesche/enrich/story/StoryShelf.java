package io.depesche.enrich.story;

import io.depesche.contracts.record.Claim;
import io.depesche.contracts.record.ReportTrace;
import io.depesche.contracts.record.Story;
import io.depesche.contracts.record.StoryDate;
import io.depesche.contracts.record.StoryEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The remembered reports of each story, and the record that tells of it. Not safe for several threads. */
public final class StoryShelf {

    private static final int MOST_MEMBERS = 100;
    private static final int MOST_ENTITIES = 20;
    private static final int MOST_DATES = 10;

    /** Of so many own reports the headline is chosen. */
    private static final int HEADLINES = 20;

    /** Shorter words are not compared between headlines. */
    private static final int SHORTEST_WORD = 4;

    /** A story of more reports is told anew only at every thirtieth part of its growth. */
    private static final int GREAT = 60;

    private final Map<String, Shelved> stories = new HashMap<>();
    private final Map<String, String> storyOf = new HashMap<>();
    private final Map<String, Set<String>> linkedTo = new HashMap<>();
    private final Map<String, String> into = new HashMap<>();

    /**
     * The remembered reports of one story in order of arrival, with what each arrival asks of them at hand: a story may have hundreds of
     * thousands of copies.
     */
    private static final class Shelved {

        private final Map<String, ReportTrace> reports = new LinkedHashMap<>();
        private final TreeMap<Instant, Integer> firstSeen = new TreeMap<>();
        private final TreeMap<Integer, Integer> counted = new TreeMap<>();

        void put(String article, ReportTrace report) {
            Optional.ofNullable(reports.put(article, report)).ifPresent(this::leaves);
            firstSeen.merge(report.getStoryFirstSeen(), 1, Integer::sum);
            counted.merge(report.getStoryReports(), 1, Integer::sum);
        }

        void remove(String article) {
            Optional.ofNullable(reports.remove(article)).ifPresent(this::leaves);
        }

        private void leaves(ReportTrace report) {
            firstSeen.computeIfPresent(report.getStoryFirstSeen(), (time, times) -> times == 1 ? null : times - 1);
            counted.computeIfPresent(report.getStoryReports(), (count, times) -> times == 1 ? null : times - 1);
        }
    }

    /** Puts a report into the story that it is in now; a later revision takes the place of the one before. */
    public void put(String story, ReportTrace report) {
        String id = report.getMember().getArticleId();
        storyOf.put(id, story);
        stories.computeIfAbsent(story, key -> new Shelved()).put(id, report);
        report.getSameEventAs().forEach(other -> linkedTo.computeIfAbsent(other, key -> new TreeSet<>())
                .add(story));
    }

    /** Takes a report out; returns the story that it was in. */
    public Optional<String> remove(String article) {
        Optional<String> story = Optional.ofNullable(storyOf.remove(article));
        story.ifPresent(id -> stories.computeIfPresent(id, (key, shelved) -> {
            shelved.remove(article);
            return shelved.reports.isEmpty() ? null : shelved;
        }));
        story.filter(id -> !stories.containsKey(id)).ifPresent(linkedTo::remove);
        return story;
    }

    /** The story that goes on under the id of one that may have ended in it. */
    public String storyNow(String story) {
        return into.getOrDefault(story, story);
    }

    /** Whether a report of a story says that another one tells of the same event. */
    public boolean isLinked(String story, String other) {
        return reportsOf(story).anyMatch(report -> report.getSameEventAs().contains(other));
    }

    /** Forgets that a story ended in another one, of which no report is left. */
    public void forgetMerge(String story) {
        into.remove(story);
    }

    /** Puts the reports of a story that ended into the one that goes on. */
    public void merge(Merge merge) {
        into.put(merge.story(), merge.into());
        Shelved all = new Shelved();
        Stream.concat(reportsOf(merge.story()), reportsOf(merge.into()))
                .sorted(Comparator.comparingInt(ReportTrace::getNumber))
                .forEach(report -> all.put(report.getMember().getArticleId(), report));
        stories.remove(merge.story());
        all.reports.keySet().forEach(article -> storyOf.put(article, merge.into()));
        if (!all.reports.isEmpty()) {
            stories.put(merge.into(), all);
        }
    }

    /** The story that an article is in now. */
    public Optional<String> storyOf(String article) {
        return Optional.ofNullable(storyOf.get(article));
    }

    /** What an article stated so far, to be kept where a later revision states it otherwise. */
    public List<Claim> claimsOf(String article) {
        return storyOf(article)
                .map(stories::get)
                .map(shelved -> shelved.reports.get(article))
                .map(ReportTrace::getClaims)
                .orElse(List.of());
    }

    /** Publication of the earliest report of a story, of those that are forgotten as well. */
    public Optional<Instant> firstSeen(String story) {
        return Optional.ofNullable(stories.get(story)).map(shelved -> shelved.firstSeen.firstKey());
    }

    /** How many reports a story had, with those that are forgotten. */
    public int reports(String story) {
        return Optional.ofNullable(stories.get(story))
                .map(shelved -> Math.max(shelved.counted.lastKey(), shelved.reports.size()))
                .orElse(0);
    }

    /** Whether a story has grown enough to be told anew. */
    public boolean isDue(String story) {
        int reports = reports(story);
        return reports <= GREAT || reports % (reports / (GREAT / 2)) == 0;
    }

    private Stream<ReportTrace> reportsOf(String story) {
        return Optional.ofNullable(stories.get(story)).stream().flatMap(shelved -> shelved.reports.values().stream());
    }

    /** The record that tells of a story; absent where it has no report any more. */
    public Optional<Story> record(String story) {
        List<ReportTrace> reports = reportsOf(story).toList();
        if (reports.isEmpty()) {
            return Optional.empty();
        }
        List<ReportTrace> own = reports.stream()
                .filter(report -> report.getMember().getDuplicateOf().isEmpty())
                .toList();
        List<ReportTrace> telling = own.isEmpty() ? reports : own;
        Instant last = reports.stream()
                .map(ReportTrace::getPublished)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Optional.of(Story.newBuilder()
                .setId(story)
                .setLanguage(reports.get(0).getLanguage())
                .setHeadline(headlineOf(telling))
                .setReports(reports(story))
                .setMembers(latest(reports).stream().map(ReportTrace::getMember).toList())
                .setOutlets(outletsOf(reports))
                .setIndependentOutlets(outletsOf(own).size())
                .setFirstSeen(firstSeen(story).orElseThrow())
                .setLastSeen(last)
                .setReportsOfLastDay((int) reports.stream()
                        .filter(report -> report.getPublished().isAfter(last.minus(Duration.ofDays(1))))
                        .count())
                .setEntities(entitiesOf(telling))
                .setDates(datesOf(telling))
                .setDisagreements(Disagreements.among(reports))
                .setSameEventAs(sameEventsAs(story, reports))
                .build());
    }

    /** As its own reports say, and those of the other stories. */
    private List<String> sameEventsAs(String story, List<ReportTrace> reports) {
        return Stream.concat(
                        reports.stream().flatMap(report -> report.getSameEventAs().stream()),
                        linkedTo.getOrDefault(story, Set.of()).stream())
                .map(this::storyNow)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<ReportTrace> latest(List<ReportTrace> reports) {
        return reports.subList(Math.max(0, reports.size() - MOST_MEMBERS), reports.size());
    }

    private static List<String> outletsOf(List<ReportTrace> reports) {
        return reports.stream()
                .map(report -> report.getMember().getOutlet())
                .distinct()
                .toList();
    }

    /** The headline that shares most words with the others, in proportion to its own; of equal ones the first. */
    private static String headlineOf(List<ReportTrace> reports) {
        List<String> headlines = reports.stream()
                .limit(HEADLINES)
                .map(report -> report.getMember().getHeadline())
                .toList();
        List<Set<String>> words = headlines.stream().map(StoryShelf::wordsOf).toList();
        int best = 0;
        double most = -1;
        for (int at = 0; at < headlines.size(); at++) {
            double shared = 0;
            for (Set<String> other : words) {
                shared += words.get(at).stream().filter(other::contains).count();
            }
            double share = shared / (words.get(at).size() + 1);
            if (share > most) {
                best = at;
                most = share;
            }
        }
        return headlines.get(best);
    }

    private static Set<String> wordsOf(String headline) {
        return Stream.of(headline.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** An entity or a date with the number of reports that name it. */
    private static final class Count<T> {
        private final T first;
        private int reports;
        private double salience;

        Count(T first) {
            this.first = first;
        }
    }

    private static List<StoryEntity> entitiesOf(List<ReportTrace> reports) {
        Map<String, Count<StoryEntity>> counts = new LinkedHashMap<>();
        for (ReportTrace report : reports) {
            for (StoryEntity entity : report.getEntities()) {
                Count<StoryEntity> count = counts.computeIfAbsent(entity.getId(), id -> new Count<>(entity));
                count.reports++;
                count.salience += entity.getSalience();
            }
        }
        return counts.values().stream()
                .map(count -> StoryEntity.newBuilder(count.first)
                        .setReports(count.reports)
                        .setSalience(count.salience / reports.size())
                        .build())
                .sorted(Comparator.comparingDouble(StoryEntity::getSalience)
                        .reversed()
                        .thenComparing(StoryEntity::getId))
                .limit(MOST_ENTITIES)
                .toList();
    }

    private static List<StoryDate> datesOf(List<ReportTrace> reports) {
        Map<String, Count<StoryDate>> counts = new LinkedHashMap<>();
        for (ReportTrace report : reports) {
            for (StoryDate date : report.getDates()) {
                counts.computeIfAbsent(date.getValue(), value -> new Count<>(date)).reports++;
            }
        }
        return counts.values().stream()
                .map(count -> StoryDate.newBuilder(count.first)
                        .setReports(count.reports)
                        .build())
                .sorted(Comparator.comparingInt(StoryDate::getReports)
                        .reversed()
                        .thenComparing(StoryDate::getValue))
                .limit(MOST_DATES)
                .toList();
    }
}
