package io.depesche.enrich.story;

import java.time.Duration;

/**
 * How alike a report and a story are. The weights of the two logistic models were fitted to the development sets (see
 * {@code docs/stories.md}) and rounded; the first number of each is set for precision before recall.
 *
 * @param words cosine of all words
 * @param lead cosine of headline and beginning
 * @param leadHeld share of the report's beginning that stands anywhere in the story
 * @param leadHolds share of the story's beginnings that stands anywhere in the report
 * @param places cosine of the places they name
 * @param bothPlaced whether both name places at all
 * @param things cosine of what else they name
 * @param common cosine of the terms that all languages share
 * @param days between the report and the story's latest one
 * @param reports how many the story has, without copies
 */
record Likeness(
        double words,
        double lead,
        double leadHeld,
        double leadHolds,
        double places,
        boolean bothPlaced,
        double things,
        double common,
        double days,
        int reports) {

    private static final double DAY = Duration.ofDays(1).toMillis();

    /**
     * What each likeness counts in a language, and what two must share at least. German has the more words, so that its texts share
     * fewer of them.
     */
    private record Weights(
            double least,
            double words,
            double lead,
            double leadHeld,
            double leadHolds,
            double places,
            double things,
            double day,
            double size) {}

    private static final Weights ENGLISH = new Weights(-2.6, 2.3, 2.3, 2.3, 3.3, 2.7, 1.8, 0.35, 0.9);
    private static final Weights GERMAN = new Weights(-1.8, 2.5, 2.2, 2.7, 3.8, 2.4, 1.4, 0.4, 0.7);
    private static final Weights OTHER = new Weights(-2.4, 2.5, 2.2, 2.7, 3.8, 2.4, 1.4, 0.4, 0.8);

    /** What naming other places than the story costs. */
    private static final double ELSEWHERE = 0.55;

    /** How alike a report and a story of its language are. */
    static Likeness inOneLanguage(Vectors report, long published, OpenStory story) {
        Centroids sums = story.centroids();
        return new Likeness(
                sums.words().cosine(report.words()),
                sums.lead().cosine(report.lead()),
                sums.words().holds(report.lead()),
                story.lead().heldBy(report.words()),
                sums.places().cosine(report.places()),
                bothPlaced(report, sums),
                sums.things().cosine(report.things()),
                0,
                days(published, story),
                Math.max(1, story.originals()));
    }

    /** How alike a report and a story of another language are, as far as languages compare. */
    static Likeness acrossLanguages(Vectors report, long published, OpenStory story) {
        Centroids sums = story.centroids();
        return new Likeness(
                0,
                0,
                0,
                0,
                sums.places().cosine(report.places()),
                bothPlaced(report, sums),
                sums.things().cosine(report.things()),
                sums.common().cosine(report.common()),
                days(published, story),
                Math.max(1, story.originals()));
    }

    private static boolean bothPlaced(Vectors report, Centroids sums) {
        return !sums.places().isEmpty() && report.places().size() > 0;
    }

    private static double days(long published, OpenStory story) {
        return Math.abs(published - story.latest()) / DAY;
    }

    /**
     * Logarithm of the odds that they tell of one event, in one language. A large story draws less, or a topic that is everywhere would
     * gather all.
     */
    double oddsOfOneStory(String language) {
        Weights weights =
                switch (language) {
                    case "en" -> ENGLISH;
                    case "de" -> GERMAN;
                    default -> OTHER;
                };
        return weights.least
                + weights.words * words
                + weights.lead * lead
                + weights.leadHeld * leadHeld
                + weights.leadHolds * leadHolds
                + weights.places * places
                - (bothPlaced ? ELSEWHERE : 0)
                + weights.things * things
                - weights.day * days
                - weights.size * Math.log(reports);
    }

    /** Logarithm of the odds that they tell of one event, in two languages. */
    double oddsOfOneEvent() {
        return -2.8 + 10.0 * common + 2.5 * places - (bothPlaced ? ELSEWHERE : 0) + 2.7 * things - 0.3 * days;
    }
}
