package io.depesche.enrich.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Puts reports into stories, one after the other, as they come: the same reports in the same order give the same stories. It
 * remembers the reports of a window of stream time; all it knows follows from what {@link Decision} gives to be kept, so that
 * {@link #restore} makes it anew. Not safe for several threads.
 */
public final class StoryBook {

    /** How long a report is remembered, and how late one may come. */
    public static final Duration WINDOW = Duration.ofDays(7);

    /** With more reports in the window, the oldest leave early. */
    private static final int MOST_REPORTS = 300_000;

    /** How alike two stories must be to become one: more than a report and its story, as nothing parts them again. */
    private static final double MERGE = 2.5;

    private final ReportReader reader = new ReportReader();
    private final Members members = new Members();
    private final Map<String, Member> byId = new HashMap<>();
    private final TreeSet<Member> byAge = new TreeSet<>(Member.BY_AGE);
    private final Map<String, OpenStory> stories = new HashMap<>();
    private final Map<String, Merge> merges = new HashMap<>();
    private final Map<String, CandidateSearch> byWords = new HashMap<>();
    private final Map<String, CandidateSearch> byCommon = new TreeMap<>();
    private final Map<String, Integer> placedIn = new HashMap<>();
    private final EventLinks links = new EventLinks();
    private final Copies copies = new Copies(members::get);
    private final StreamClock clock = new StreamClock();
    private int nextNumber;
    private long searches;

    /**
     * How far a book has come, to be kept beside the traces.
     *
     * @param nextNumber number of the next report
     * @param clock the time of its stream
     */
    public record Progress(int nextNumber, StreamClock.State clock) {}

    /** Makes the book anew from what was kept: the traces in the order of their numbers. */
    public static StoryBook restore(List<Trace> traces, List<Merge> merges, Progress progress) {
        StoryBook book = new StoryBook();
        merges.forEach(merge -> book.merges.put(merge.story(), merge));
        traces.forEach(book::remember);
        book.merges.keySet().retainAll(book.placedIn.keySet());
        book.clock.restore(progress.clock());
        book.nextNumber = progress.nextNumber();
        return book;
    }

    /** How far the book has come. */
    public Progress progress() {
        return new Progress(nextNumber, clock.state());
    }

    /** Decides where a report belongs. A later revision of an article stays where the first one was put. */
    public Decision add(Report report) {
        long stated = StreamClock.sensible(report.published());
        long now = clock.see(stated);
        long earliest = now - WINDOW.toMillis();
        long latest = now + StreamClock.FAR;
        Forgotten forgotten = forgetOutside(earliest, latest);
        int number = nextNumber++;
        Optional<Member> before = Optional.ofNullable(byId.get(report.id()));
        if (before.isEmpty() && stated < earliest) {
            return forgotten.decision(report.id(), Optional.empty(), List.of(), List.of(), Optional.empty());
        }
        long published = stated < earliest ? before.orElseThrow().published() : Math.min(stated, latest);
        Optional<OpenStory> own = before.map(Member::story).or(() -> openStory(report.id()));
        String language = own.map(OpenStory::language).orElseGet(() -> ReportReader.baseOf(report.language()));
        before.ifPresent(member -> forget(member, forgotten));
        Trace read = reader.read(report, language, number, published);
        Optional<Copies.Copy> copy = before.isPresent() ? Optional.empty() : copies.originalOf(read);
        List<OpenStory> fitting = before.isPresent() || copy.isPresent() ? List.of() : fittingStories(read);
        Trace placed = before.map(member -> read.revisionOf(member.trace()))
                .or(() -> copy.map(found -> read.copyOf(found.original().trace())))
                .or(() -> own.or(() -> fitting.stream().findFirst()).map(story -> read.in(story.id(), story.founded())))
                .orElse(read);
        Trace trace = placed.sameEventAs(eventsOf(placed));
        OpenStory story = remember(trace);
        forgotten.isBack(trace, story.id());
        forgotten.ended.forEach(this::end);
        return forgotten.decision(
                trace.story(),
                trace.duplicateOf()
                        .map(id -> new Decision.Copy(
                                id, copy.map(Copies.Copy::similarity).orElse(1.0))),
                trace.sameEventAs(),
                merged(story, fitting, forgotten),
                Optional.of(trace));
    }

    /** What left the window with a report. */
    private static final class Forgotten {
        private final List<String> reports = new ArrayList<>();
        private final List<String> closed = new ArrayList<>();
        private final List<String> ended = new ArrayList<>();

        /** A report that is remembered, and its story, are not forgotten. */
        void isBack(Trace trace, String open) {
            reports.remove(trace.id());
            closed.remove(open);
            ended.remove(trace.story());
        }

        Decision decision(
                String story,
                Optional<Decision.Copy> duplicateOf,
                List<String> sameEventAs,
                List<Merge> merges,
                Optional<Trace> trace) {
            return new Decision(story, duplicateOf, sameEventAs, merges, trace, reports, closed, ended);
        }
    }

    /** Forgets an article that was taken back; returns whether it was known. */
    public boolean forget(String id) {
        Optional<Member> member = Optional.ofNullable(byId.get(id));
        member.ifPresent(known -> {
            Forgotten forgotten = new Forgotten();
            forget(known, forgotten);
            forgotten.ended.forEach(this::end);
        });
        return member.isPresent();
    }

    /** The stories that a report may belong to, the likeliest first. */
    private List<OpenStory> fittingStories(Trace trace) {
        return likeliest(
                byWords(trace.language()).closestTo(trace.vectors().words(), ++searches),
                story -> Likeness.inOneLanguage(trace.vectors(), trace.published(), story)
                        .oddsOfOneStory(trace.language()));
    }

    /** The stories in other languages that tell of a report's event: those known of its story, else the likeliest. */
    private List<String> eventsOf(Trace trace) {
        Map<String, String> byLanguage = new TreeMap<>();
        Optional<OpenStory> own = openStory(trace.story());
        for (String name : own.map(OpenStory::names).orElseGet(() -> new TreeSet<>(List.of(trace.story())))) {
            for (String other : links.of(name)) {
                openStory(other).ifPresent(story -> byLanguage.putIfAbsent(story.language(), story.id()));
            }
        }
        byCommon.forEach((language, search) -> {
            if (!language.equals(trace.language()) && !byLanguage.containsKey(language)) {
                likeliest(search.closestTo(trace.vectors().common(), ++searches), other -> Likeness.acrossLanguages(
                                        trace.vectors(), trace.published(), other)
                                .oddsOfOneEvent())
                        .stream()
                        .findFirst()
                        .ifPresent(other -> byLanguage.put(language, other.id()));
            }
        });
        return List.copyOf(byLanguage.values());
    }

    /** The stories of odds above even, the likeliest first; of equal ones the closest. */
    private static List<OpenStory> likeliest(List<OpenStory> candidates, ToDoubleFunction<OpenStory> odds) {
        Map<OpenStory, Double> fitting = new LinkedHashMap<>();
        for (OpenStory story : candidates) {
            double its = odds.applyAsDouble(story);
            if (its > 0) {
                fitting.put(story, its);
            }
        }
        return fitting.entrySet().stream()
                .sorted(Map.Entry.<OpenStory, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Ends the younger of two stories that a report, which fits both, has shown to be one. */
    private List<Merge> merged(OpenStory story, List<OpenStory> fitting, Forgotten forgotten) {
        List<OpenStory> others =
                fitting.stream().filter(other -> other != story).toList();
        if (others.isEmpty()) {
            return List.of();
        }
        Vectors vectors = story.centroids().strongest();
        return likeliest(
                        others,
                        other -> Likeness.inOneLanguage(vectors, story.latest(), other)
                                        .oddsOfOneStory(story.language())
                                - MERGE)
                .stream()
                .findFirst()
                .map(other -> story.founded() < other.founded()
                        ? merge(other, story, forgotten)
                        : merge(story, other, forgotten))
                .orElse(List.of());
    }

    private List<Merge> merge(OpenStory story, OpenStory into, Forgotten forgotten) {
        List<Merge> made = story.names().stream()
                .map(name -> new Merge(name, into.id(), into.founded()))
                .toList();
        into.takeOver(story);
        stories.remove(story.id());
        made.forEach(merge -> merges.put(merge.story(), merge));
        story.names().stream().filter(name -> !placedIn.containsKey(name)).forEach(name -> {
            forgotten.ended.add(name);
            end(name);
        });
        return made;
    }

    /** Drops the merge of a story without reports. */
    private void end(String story) {
        Optional.ofNullable(merges.remove(story))
                .map(merge -> stories.get(merge.into()))
                .ifPresent(open -> open.isCalledNoMore(story));
    }

    /** The story that is called so now, if it is open. */
    private Optional<OpenStory> openStory(String name) {
        Merge merge = merges.get(name);
        return Optional.ofNullable(stories.get(merge == null ? name : merge.into()));
    }

    /** The story that a trace is in now, opened where it is not. */
    private OpenStory open(Trace trace) {
        Merge merge = merges.get(trace.story());
        OpenStory story = stories.computeIfAbsent(
                merge == null ? trace.story() : merge.into(),
                id -> new OpenStory(id, trace.language(), merge == null ? trace.founded() : merge.founded()));
        story.isCalled(trace.story());
        return story;
    }

    private CandidateSearch byWords(String language) {
        return byWords.computeIfAbsent(
                language,
                code -> new CandidateSearch(
                        members::get, trace -> trace.vectors().words()));
    }

    private CandidateSearch byCommon(String language) {
        return byCommon.computeIfAbsent(
                language,
                code -> new CandidateSearch(
                        members::get, trace -> trace.vectors().common()));
    }

    private OpenStory remember(Trace trace) {
        Member member = new Member(trace, open(trace));
        members.add(member);
        byId.put(trace.id(), member);
        byAge.add(member);
        member.story().add(member);
        placedIn.merge(trace.story(), 1, Integer::sum);
        links.enters(trace);
        if (trace.isOriginal()) {
            reader.enters(trace);
            byWords(trace.language()).enters(trace);
            byCommon(trace.language()).enters(trace);
            copies.enters(member);
        }
        return member.story();
    }

    private Forgotten forgetOutside(long earliest, long latest) {
        Forgotten forgotten = new Forgotten();
        while (!byAge.isEmpty() && (byAge.first().published() < earliest || byAge.size() >= MOST_REPORTS)) {
            leaves(byAge.first(), forgotten);
        }
        while (!byAge.isEmpty() && byAge.last().published() > latest) {
            leaves(byAge.last(), forgotten);
        }
        forgotten.ended.forEach(this::end);
        return forgotten;
    }

    private void leaves(Member member, Forgotten forgotten) {
        forget(member, forgotten);
        forgotten.reports.add(member.trace().id());
    }

    private void forget(Member member, Forgotten forgotten) {
        Trace trace = member.trace();
        OpenStory story = member.story();
        byAge.remove(member);
        members.remove(member);
        byId.remove(trace.id());
        story.remove(member);
        if (story.isEmpty()) {
            stories.remove(story.id());
            forgotten.closed.add(story.id());
        }
        if (placedIn.merge(trace.story(), -1, (before, less) -> before + less == 0 ? null : before + less) == null
                && merges.containsKey(trace.story())) {
            forgotten.ended.add(trace.story());
        }
        links.leaves(trace);
        if (trace.isOriginal()) {
            reader.leaves(trace);
            byWords(trace.language()).leaves(trace);
            byCommon(trace.language()).leaves(trace);
            copies.leaves(member);
        }
    }
}
