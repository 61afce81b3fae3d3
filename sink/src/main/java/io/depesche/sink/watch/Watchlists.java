package io.depesche.sink.watch;

import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.WatchCriteria;
import io.depesche.contracts.record.WatchMatch;
import io.depesche.contracts.record.WatchMatchKind;
import io.depesche.contracts.record.Watchlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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

/**
 * Many watchlists, made ready to be looked for in one pass over an article. Whatever they have in common is looked for once, and
 * only the watchlists of which something was found are looked at.
 */
public final class Watchlists {

    /** So many places are told for one watchlist and article. */
    public static final int MOST_PLACES = 50;

    /** None. */
    public static final Watchlists NONE = new Watchlists(List.of());

    private static final Comparator<WatchMatch> IN_READING_ORDER = Comparator.comparing(WatchMatch::getField)
            .thenComparing(WatchMatch::getStart)
            .thenComparing(WatchMatch::getEnd)
            .thenComparing(WatchMatch::getKind)
            .thenComparing(WatchMatch::getFired);

    /** A watchlist and how much of it an article must have. */
    private record Prepared(Watchlist watchlist, int all, boolean any, Set<String> outlets, Set<String> languages) {

        boolean counts(String outlet, String language) {
            return (outlets.isEmpty() || outlets.contains(outlet))
                    && (languages.isEmpty() || languages.contains(language) || languages.contains(baseOf(language)));
        }
    }

    /** Which watchlists ask for a criterion. */
    private static final class Askers {

        private int[] all = {};
        private int[] any = {};

        void addAll(int watchlist) {
            all = with(all, watchlist);
        }

        void addAny(int watchlist) {
            any = with(any, watchlist);
        }

        private static int[] with(int[] watchlists, int one) {
            int[] more = Arrays.copyOf(watchlists, watchlists.length + 1);
            more[watchlists.length] = one;
            return more;
        }
    }

    private final List<Prepared> prepared = new ArrayList<>();
    /** What is asked for; the same word in the same spelling is one criterion. */
    private final List<Askers> askers = new ArrayList<>();

    private final List<String> spellings = new ArrayList<>();
    private final TermIndex terms;
    /** Criteria by term, since spellings that differ only in capitals are one term. */
    private final List<List<Integer>> byTerm = new ArrayList<>();

    private final Map<String, Integer> byEntityId = new HashMap<>();
    private final Map<String, List<Integer>> byName = new HashMap<>();
    /** Watchlists that ask for nothing but a date. */
    private final List<Integer> byDateAlone = new ArrayList<>();

    private Watchlists(Collection<Watchlist> watchlists) {
        Map<String, Integer> words = new HashMap<>();
        Map<WatchTerm, Integer> distinctTerms = new LinkedHashMap<>();
        for (Watchlist watchlist : watchlists) {
            int number = prepared.size();
            Set<Integer> all = criteria(watchlist.getAllOf(), words, distinctTerms);
            Set<Integer> any = criteria(watchlist.getAnyOf(), words, distinctTerms);
            all.forEach(criterion -> askers.get(criterion).addAll(number));
            any.forEach(criterion -> askers.get(criterion).addAny(number));
            if (all.isEmpty() && any.isEmpty()) {
                byDateAlone.add(number);
            }
            prepared.add(new Prepared(
                    watchlist,
                    all.size(),
                    !any.isEmpty(),
                    Set.copyOf(watchlist.getOutlets()),
                    Set.copyOf(watchlist.getLanguages())));
        }
        terms = new TermIndex(List.copyOf(distinctTerms.keySet()));
    }

    /** Makes watchlists ready, none of which has a problem as {@link WatchlistRules} sees it. */
    public static Watchlists of(Collection<Watchlist> watchlists) {
        return new Watchlists(watchlists.stream()
                .sorted(Comparator.comparing(Watchlist::getId))
                .toList());
    }

    private Set<Integer> criteria(
            WatchCriteria criteria, Map<String, Integer> words, Map<WatchTerm, Integer> distinctTerms) {
        Set<Integer> numbers = new LinkedHashSet<>();
        for (String word : criteria.getWords()) {
            numbers.add(words.computeIfAbsent(word, unknown -> {
                int criterion = criterion(word);
                int term = distinctTerms.computeIfAbsent(WatchTerm.of(word), fresh -> {
                    byTerm.add(new ArrayList<>(1));
                    return byTerm.size() - 1;
                });
                byTerm.get(term).add(criterion);
                return criterion;
            }));
        }
        for (String entity : criteria.getEntities()) {
            numbers.add(byEntityId.computeIfAbsent(entity, unknown -> {
                int criterion = criterion(entity);
                byName.computeIfAbsent(small(entity), fresh -> new ArrayList<>(1))
                        .add(criterion);
                return criterion;
            }));
        }
        return numbers;
    }

    private int criterion(String spelling) {
        spellings.add(spelling);
        askers.add(new Askers());
        return spellings.size() - 1;
    }

    /** How many watchlists there are. */
    public int size() {
        return prepared.size();
    }

    /** The watchlists that fire, by their ids. */
    public List<WatchHit> find(TaggedArticle article) {
        String outlet = article.getArticle().getOutlet();
        String language = article.getLanguage().getTag();
        Found found = new Found();
        findTerms(article, baseOf(language), found);
        findEntities(article, found);
        Announcements announcements = Announcements.of(article);
        List<WatchHit> hits = new ArrayList<>();
        candidates(found, announcements).forEach((number, candidate) -> {
            Prepared watchlist = prepared.get(number);
            if (candidate.satisfies(watchlist) && watchlist.counts(outlet, language)) {
                hit(watchlist.watchlist(), candidate, found, announcements).ifPresent(hits::add);
            }
        });
        return hits;
    }

    /** Where each criterion was found, in the order of the search. */
    private static final class Found {

        private final Map<Integer, List<WatchMatch>> places = new TreeMap<>();
        private final Map<Integer, Integer> further = new HashMap<>();

        /** Remembers a place; the match is made only where it can still be told. */
        void add(int criterion, java.util.function.Supplier<WatchMatch> match) {
            List<WatchMatch> known = places.computeIfAbsent(criterion, unknown -> new ArrayList<>());
            if (known.size() < MOST_PLACES) {
                known.add(match.get());
            } else {
                further.merge(criterion, 1, Integer::sum);
            }
        }
    }

    private void findTerms(TaggedArticle article, String language, Found found) {
        for (FieldText field : FieldText.of(article.getArticle())) {
            WordText words = new WordText(field.text());
            terms.find(words, language, (term, first, last) -> {
                for (int criterion : byTerm.get(term)) {
                    found.add(
                            criterion,
                            () -> field.match(
                                    words.start(first),
                                    words.end(last),
                                    WatchMatchKind.WORD,
                                    spellings.get(criterion)));
                }
            });
        }
    }

    private void findEntities(TaggedArticle article, Found found) {
        if (byEntityId.isEmpty()) {
            return;
        }
        for (Entity entity : article.getEntities()) {
            for (int criterion : criteriaOf(entity)) {
                for (Mention mention : entity.getMentions()) {
                    found.add(
                            criterion,
                            () -> new WatchMatch(
                                    mention.getField(),
                                    mention.getStart(),
                                    mention.getEnd(),
                                    mention.getExact(),
                                    WatchMatchKind.ENTITY,
                                    spellings.get(criterion)));
                }
            }
        }
    }

    private Set<Integer> criteriaOf(Entity entity) {
        Set<Integer> criteria = new LinkedHashSet<>();
        Optional.ofNullable(byEntityId.get(entity.getId())).ifPresent(criteria::add);
        criteria.addAll(byName.getOrDefault(small(entity.getName()), List.of()));
        for (Mention mention : entity.getMentions()) {
            if (mention.getKind() == MentionKind.NAME) {
                criteria.addAll(byName.getOrDefault(small(mention.getExact()), List.of()));
            }
        }
        return criteria;
    }

    /** What an article has of one watchlist. */
    private static final class Candidate {

        private final Set<Integer> criteria = new LinkedHashSet<>();
        private int all;
        private boolean any;

        boolean satisfies(Prepared watchlist) {
            return all == watchlist.all() && (any || !watchlist.any());
        }
    }

    private Map<Integer, Candidate> candidates(Found found, Announcements announcements) {
        Map<Integer, Candidate> candidates = new TreeMap<>();
        found.places.keySet().forEach(criterion -> {
            for (int number : askers.get(criterion).all) {
                Candidate candidate = candidates.computeIfAbsent(number, unknown -> new Candidate());
                candidate.criteria.add(criterion);
                candidate.all++;
            }
            for (int number : askers.get(criterion).any) {
                Candidate candidate = candidates.computeIfAbsent(number, unknown -> new Candidate());
                candidate.criteria.add(criterion);
                candidate.any = true;
            }
        });
        if (!announcements.dates().isEmpty()) {
            byDateAlone.forEach(number -> candidates.put(number, new Candidate()));
        }
        return candidates;
    }

    private Optional<WatchHit> hit(Watchlist watchlist, Candidate candidate, Found found, Announcements announcements) {
        List<WatchMatch> matches = new ArrayList<>();
        Set<String> fired = new LinkedHashSet<>();
        int further = 0;
        for (int criterion : candidate.criteria) {
            matches.addAll(found.places.getOrDefault(criterion, List.of()));
            further += found.further.getOrDefault(criterion, 0);
            fired.add(spellings.get(criterion));
        }
        if (watchlist.getAnnouncedWithinDays().isPresent()) {
            List<DateTag> dates =
                    announcements.within(watchlist.getAnnouncedWithinDays().get());
            if (dates.isEmpty()) {
                return Optional.empty();
            }
            dates.forEach(date -> matches.add(match(date)));
            dates.forEach(date -> fired.add(date.getValue()));
        }
        int places = matches.size() + further;
        matches.sort(IN_READING_ORDER);
        return Optional.of(
                new WatchHit(watchlist, fired, matches.subList(0, Math.min(matches.size(), MOST_PLACES)), places));
    }

    private static WatchMatch match(DateTag date) {
        return new WatchMatch(
                date.getField(), date.getStart(), date.getEnd(), date.getExact(), WatchMatchKind.DATE, date.getValue());
    }

    private static String small(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static String baseOf(String languageTag) {
        int end = languageTag.indexOf('-');
        return end < 0 ? languageTag : languageTag.substring(0, end);
    }
}
