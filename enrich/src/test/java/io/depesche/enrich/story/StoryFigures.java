package io.depesche.enrich.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Precision and recall over reports, with the bootstrap's interval: true stories are drawn, not reports, as those of one stand together. */
final class StoryFigures {

    private static final int DRAWS = 2_000;

    private final Map<String, List<Row>> byStory = new LinkedHashMap<>();

    /** What one report adds to the fractions of precision and recall. */
    private record Row(double right, double found, double known, double there) {}

    /** A report of a true story: what was found to go with it, and what truly does. Each pair counts once. */
    void add(String story, Set<Integer> found, Set<Integer> truth) {
        int right = shared(found, truth);
        add(story, new Row(right, found.size(), right, truth.size()));
    }

    /** The same, each report counting the same however many go with it. */
    void addShares(String story, Set<Integer> found, Set<Integer> truth) {
        double right = shared(found, truth);
        add(story, new Row(right / found.size(), 1, right / truth.size(), 1));
    }

    private static int shared(Set<Integer> found, Set<Integer> truth) {
        Set<Integer> right = new HashSet<>(found);
        right.retainAll(truth);
        return right.size();
    }

    private void add(String story, Row row) {
        byStory.computeIfAbsent(story, key -> new ArrayList<>()).add(row);
    }

    int reports() {
        return byStory.values().stream().mapToInt(List::size).sum();
    }

    double precision() {
        return precision(byStory.values());
    }

    double recall() {
        return recall(byStory.values());
    }

    double f1() {
        return f1(byStory.values());
    }

    /** Between which values F1 lies in 95 of 100 draws. */
    double[] interval() {
        Random random = new Random(11);
        List<List<Row>> stories = new ArrayList<>(byStory.values());
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            List<List<Row>> some = new ArrayList<>();
            for (int at = 0; at < stories.size(); at++) {
                some.add(stories.get(random.nextInt(stories.size())));
            }
            drawn[draw] = f1(some);
        }
        Arrays.sort(drawn);
        return new double[] {drawn[DRAWS / 40], drawn[DRAWS - 1 - DRAWS / 40]};
    }

    private static double f1(Iterable<List<Row>> stories) {
        double precision = precision(stories);
        double recall = recall(stories);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double precision(Iterable<List<Row>> stories) {
        double right = 0;
        double found = 0;
        for (List<Row> rows : stories) {
            for (Row row : rows) {
                right += row.right();
                found += row.found();
            }
        }
        return found == 0 ? 1 : right / found;
    }

    private static double recall(Iterable<List<Row>> stories) {
        double known = 0;
        double there = 0;
        for (List<Row> rows : stories) {
            for (Row row : rows) {
                known += row.known();
                there += row.there();
            }
        }
        return there == 0 ? 1 : known / there;
    }
}
