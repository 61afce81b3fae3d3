package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What holds of every stream of reports, whatever they tell. */
class StoryLawsTest {

    private static final int SIZE = 150;
    private static final Duration STEP = Duration.ofHours(8);

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void aRestoredBookGoesOnAsIfNothingHadHappened(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = SIZE) int cut, @ForAll boolean dropsFirst) {
        List<Report> reports = InventedNews.stream(seed, SIZE, STEP);
        Random takenBack = new Random(seed);
        StoryBook book = new StoryBook();
        Kept kept = new Kept(dropsFirst);
        for (Report report : reports.subList(0, cut)) {
            kept.add(book, report);
            if (takenBack.nextInt(12) == 0) {
                kept.forget(book, "a" + takenBack.nextInt(SIZE));
            }
        }
        StoryBook restored = kept.restored();
        for (Report report : reports.subList(cut, SIZE)) {
            assertThat(restored.add(report)).isEqualTo(book.add(report));
        }
        assertThat(restored.progress()).isEqualTo(book.progress());
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void whatComesLaterChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = SIZE) int size) {
        List<Report> reports = InventedNews.stream(seed, SIZE, STEP);

        assertThat(decisionsOf(reports.subList(0, size)))
                .isEqualTo(decisionsOf(reports).subList(0, size));
    }

    private static List<Decision> decisionsOf(List<Report> reports) {
        StoryBook book = new StoryBook();
        return reports.stream().map(book::add).toList();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void idsKeepTheirMeaning(@ForAll long seed) {
        StoryBook book = new StoryBook();
        Kept kept = new Kept(false);
        Set<String> seen = new HashSet<>();
        Map<String, Decision> remembered = new HashMap<>();
        for (Report report : InventedNews.stream(seed, SIZE, STEP)) {
            Optional<Trace> before = kept.trace(report.id());
            Decision decision = kept.add(book, report);
            long earliest = book.progress().clock().now() - StoryBook.WINDOW.toMillis();

            assertThat(decision.story()).isIn(with(seen, report.id()));
            before.filter(trace -> trace.published() >= earliest)
                    .ifPresent(trace -> assertThat(decision.story()).isEqualTo(trace.story()));
            decision.duplicateOf().ifPresent(copy -> {
                assertThat(copy.id()).isNotEqualTo(report.id()).isIn(seen);
                Decision original = Objects.requireNonNull(remembered.get(copy.id()));
                assertThat(original.duplicateOf()).isEmpty();
                assertThat(original.story()).isEqualTo(decision.story());
                assertThat(copy.similarity()).isBetween(0.5, 1.0);
            });
            assertThat(decision.sameEventAs()).isSubsetOf(seen).doesNotContain(decision.story());
            seen.add(report.id());
            decision.trace().ifPresent(trace -> remembered.put(report.id(), decision));
        }
    }

    private static Set<String> with(Set<String> ids, String one) {
        Set<String> all = new HashSet<>(ids);
        all.add(one);
        return all;
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void mergesEndInAStoryThatGoesOn(@ForAll long seed) {
        StoryBook book = new StoryBook();
        Kept kept = new Kept(false);
        for (Report report : InventedNews.stream(seed, SIZE, STEP)) {
            kept.add(book, report);

            assertThat(kept.merges().values()).extracting(Merge::into).noneMatch(into -> kept.merges()
                    .containsKey(into));
            assertThat(kept.storiesPlacedIn()).containsAll(kept.merges().keySet());
        }
    }

    /** The laws say little of streams in which nothing happens. */
    @Test
    void inventedNewsHasAllThatIsDecided() {
        List<Decision> decisions = new ArrayList<>();
        for (int seed = 0; seed < 5; seed++) {
            decisions.addAll(decisionsOf(InventedNews.stream(seed, SIZE, STEP)));
        }

        assertThat(decisions)
                .filteredOn(decision -> decision.duplicateOf().isPresent())
                .hasSizeGreaterThan(50);
        assertThat(decisions)
                .filteredOn(decision -> !decision.sameEventAs().isEmpty())
                .hasSizeGreaterThan(50);
        assertThat(decisions)
                .filteredOn(decision -> !decision.merges().isEmpty())
                .hasSizeGreaterThan(5);
        assertThat(decisions)
                .filteredOn(decision -> !decision.ended().isEmpty())
                .hasSizeGreaterThan(3);
        assertThat(decisions)
                .filteredOn(decision -> !decision.forgotten().isEmpty())
                .hasSizeGreaterThan(50);
        assertThat(decisions).filteredOn(decision -> decision.trace().isEmpty()).hasSizeGreaterThan(10);
    }
}
