package io.depesche.sink.watch;

import io.depesche.contracts.record.WatchMatch;
import io.depesche.contracts.record.Watchlist;
import java.util.List;
import java.util.Set;

/**
 * A watchlist that an article makes fire.
 *
 * @param watchlist the watchlist
 * @param fired the words, phrases, entities and dates of it that the article has
 * @param matches where, at most {@value Watchlists#MOST_PLACES} places in reading order
 * @param places how many places there are in all
 */
public record WatchHit(Watchlist watchlist, Set<String> fired, List<WatchMatch> matches, int places) {

    public WatchHit {
        fired = Set.copyOf(fired);
        matches = List.copyOf(matches);
    }
}
