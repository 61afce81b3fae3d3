package io.depesche.sink.watch;

import io.depesche.contracts.record.WatchCriteria;
import io.depesche.contracts.record.Watchlist;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a watchlist may be, whoever wrote it. */
public final class WatchlistRules {

    /** So many watchlists are followed. */
    public static final int MOST_WATCHLISTS = 50_000;

    /** The furthest day that an announcement may lie ahead. */
    public static final int MOST_DAYS = 3_660;

    static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
    static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}");
    static final int LONGEST_NAME = 200;
    static final int MOST_CRITERIA = 500;

    private WatchlistRules() {}

    /** What is wrong with a watchlist, on one line; nothing where it can be followed. */
    public static Optional<String> problemOf(Watchlist watchlist) {
        if (!ID.matcher(watchlist.getId()).matches()) {
            return Optional.of("id '%s'; expected [a-z0-9-], at most 64 of them".formatted(watchlist.getId()));
        }
        if (watchlist.getName().isBlank() || watchlist.getName().length() > LONGEST_NAME) {
            return Optional.of("its name; expected 1 to %d letters".formatted(LONGEST_NAME));
        }
        WatchCriteria all = watchlist.getAllOf();
        WatchCriteria any = watchlist.getAnyOf();
        int criteria = Stream.of(all.getWords(), all.getEntities(), any.getWords(), any.getEntities())
                .mapToInt(List::size)
                .sum();
        if (criteria > MOST_CRITERIA) {
            return Optional.of("%d words and entities; expected at most %d".formatted(criteria, MOST_CRITERIA));
        }
        if (criteria == 0 && watchlist.getAnnouncedWithinDays().isEmpty()) {
            return Optional.of("nothing to watch for; expected a word, an entity or 'announcedWithin'");
        }
        return Stream.of(all, any)
                .flatMap(WatchlistRules::problems)
                .findFirst()
                .or(() -> watchlist.getLanguages().stream()
                        .filter(tag -> !LANGUAGE.matcher(tag).matches())
                        .findFirst()
                        .map("language '%s'; expected a tag such as de or en-GB"::formatted))
                .or(() -> watchlist.getOutlets().stream()
                        .filter(outlet -> !ID.matcher(outlet).matches())
                        .findFirst()
                        .map("outlet '%s'; expected an outlet's id"::formatted))
                .or(() -> watchlist
                        .getAnnouncedWithinDays()
                        .filter(days -> days < 1 || days > MOST_DAYS)
                        .map(days -> "announced within %d days; expected 1 to %d".formatted(days, MOST_DAYS)));
    }

    private static Stream<String> problems(WatchCriteria criteria) {
        return Stream.concat(
                criteria.getWords().stream()
                        .flatMap(word -> problemOfWord(word).stream().map(what -> "'%s' %s".formatted(word, what))),
                criteria.getEntities().stream().flatMap(entity -> problemOfEntity(entity).stream()
                        .map(what -> "entity '%s' %s".formatted(entity, what))));
    }

    /** What is wrong with a word or phrase, in words that follow it. */
    static Optional<String> problemOfWord(String word) {
        return WatchTerm.problemOf(word);
    }

    /** What is wrong with an entity's id or name, in words that follow it. */
    static Optional<String> problemOfEntity(String entity) {
        boolean fits = !entity.isBlank() && entity.length() <= LONGEST_NAME;
        return fits ? Optional.empty() : Optional.of("is no id or name of 1 to %d letters".formatted(LONGEST_NAME));
    }
}
