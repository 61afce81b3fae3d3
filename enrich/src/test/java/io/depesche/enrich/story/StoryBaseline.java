package io.depesche.enrich.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What every textbook would do, to compare with: TF-IDF of the words' first seven letters, the headline three times, and the story
 * whose centroid is nearest, if it is near enough. How near is enough is chosen by the very truth that it is measured against.
 */
final class StoryBaseline {

    private static final int LETTERS = 7;

    private final Map<String, Integer> documentsWith = new HashMap<>();
    private int documents;

    private StoryBaseline() {}

    /** The story of each report, by the threshold that is best. */
    static List<String> best(List<Report> reports, ToDoubleFunction<List<String>> quality) {
        List<String> best = List.of();
        double most = -1;
        for (double threshold = 0.1; threshold < 0.6; threshold += 0.02) {
            List<String> stories = new StoryBaseline().stories(reports, threshold);
            double its = quality.applyAsDouble(stories);
            if (its > most) {
                best = stories;
                most = its;
            }
        }
        return best;
    }

    private List<String> stories(List<Report> reports, double threshold) {
        Map<String, Map<String, Double>> centroids = new HashMap<>();
        List<String> stories = new ArrayList<>();
        for (Report report : reports) {
            Map<String, Double> vector = vectorOf(report);
            String nearest = report.id();
            double near = threshold;
            for (Map.Entry<String, Map<String, Double>> story : centroids.entrySet()) {
                double cosine = dot(vector, story.getValue())
                        / Math.sqrt(dot(vector, vector) * dot(story.getValue(), story.getValue()));
                if (cosine > near) {
                    near = cosine;
                    nearest = story.getKey();
                }
            }
            Map<String, Double> centroid = centroids.computeIfAbsent(nearest, id -> new HashMap<>());
            vector.forEach((term, weight) -> centroid.merge(term, weight, Double::sum));
            stories.add(nearest);
        }
        return stories;
    }

    private Map<String, Double> vectorOf(Report report) {
        Map<String, Double> vector = new HashMap<>();
        String text = (report.headline() + " ").repeat(3) + report.text();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (word.length() > 1) {
                vector.merge(word.substring(0, Math.min(LETTERS, word.length())), 1.0, Double::sum);
            }
        }
        documents++;
        vector.keySet().forEach(term -> documentsWith.merge(term, 1, Integer::sum));
        vector.replaceAll((term, count) ->
                (1 + Math.log(count)) * Math.log((documents + 1.0) / documentsWith.getOrDefault(term, 0)));
        double length = Math.sqrt(dot(vector, vector));
        if (length > 0) {
            vector.replaceAll((term, weight) -> weight / length);
        }
        return vector;
    }

    private static double dot(Map<String, Double> one, Map<String, Double> other) {
        double dot = 0;
        for (Map.Entry<String, Double> term : one.entrySet()) {
            dot += term.getValue() * other.getOrDefault(term.getKey(), 0.0);
        }
        return dot;
    }
}
