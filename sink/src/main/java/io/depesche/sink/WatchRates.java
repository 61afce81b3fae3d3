package io.depesche.sink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells which watchlists fire in so many articles that they say nothing: counts by thousands of articles. */
final class WatchRates {

    /** A watchlist that fires in this share of the articles is told. */
    static final double BUSY = 0.2;
    /** So many articles are counted at a time. */
    static final int ARTICLES = 1_000;

    private static final int MOST_TOLD = 20;

    /**
     * A watchlist that fires too often.
     *
     * @param share of the last {@value WatchRates#ARTICLES} articles, 0 to 1
     */
    record Busy(String watchlist, double share) {}

    private final Map<String, Integer> fired = new HashMap<>();
    private int articles;

    /** Counts an article that made these watchlists fire; at the end of a thousand gives those that fire too often, the worst first. */
    List<Busy> count(Iterable<String> watchlists) {
        watchlists.forEach(watchlist -> fired.merge(watchlist, 1, Integer::sum));
        if (++articles < ARTICLES) {
            return List.of();
        }
        List<Busy> busy = new ArrayList<>();
        fired.forEach((watchlist, times) -> {
            if (times >= BUSY * ARTICLES) {
                busy.add(new Busy(watchlist, (double) times / ARTICLES));
            }
        });
        busy.sort(Comparator.comparingDouble(Busy::share).reversed().thenComparing(Busy::watchlist));
        fired.clear();
        articles = 0;
        return busy.subList(0, Math.min(busy.size(), MOST_TOLD));
    }
}
