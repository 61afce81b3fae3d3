package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Tells which known things the names of one article mean. A name that could mean several, or that needs support and has none,
 * means none of them: no link is better than a wrong one.
 */
final class EntityLinker {

    /** Sentences of one name that are looked at for support. */
    private static final int MOST_SENTENCES = 50;

    private static final Set<String> COUNTIES = Set.of("County", "Counties", "county", "counties");

    private static final Set<String> BEFORE_LANGUAGES = Set.of("im", "ins", "vom");

    private static final Set<String> AFTER_LANGUAGES = Set.of(
            "and",
            "as",
            "at",
            "but",
            "class",
            "classes",
            "for",
            "from",
            "in",
            "into",
            "is",
            "language",
            "lessons",
            "on",
            "or",
            "to",
            "was",
            "with");

    private static final Set<EntityType> OTHERS = Set.of(EntityType.PRODUCT, EntityType.EVENT, EntityType.OTHER);

    private final KnownForms forms;

    EntityLinker(KnownEntities known, boolean german) {
        this.forms = new KnownForms(known, german);
    }

    /**
     * One name of an article.
     *
     * @param key what tells it from the article's other names
     * @param forms how it stands in the text, the most telling form first
     * @param derived whether it is an adjective or an inhabitant
     * @param sentences where it stands
     * @param within keys of the places that are named right after it ("Paris, Texas")
     */
    record Named(
            String key,
            Set<String> forms,
            EntityType type,
            boolean derived,
            List<Sentence> sentences,
            Set<String> within) {}

    /**
     * What a name means.
     *
     * @param derived whether the name is an adjective or an inhabitant of the place
     */
    record Link(KnownEntity entity, boolean derived) {}

    /** What each of an article's names means, by its key. */
    Map<String, Link> link(List<Named> names) {
        Map<String, List<KnownName>> candidates = new LinkedHashMap<>();
        names.forEach(name -> candidates.put(name.key(), candidatesOf(name)));
        Map<String, List<String>> countries = countries(candidates);
        names.forEach(name -> candidates.computeIfPresent(name.key(), (key, of) -> inPlace(of, name, countries)));

        Map<String, Link> links = new LinkedHashMap<>();
        candidates.forEach((key, of) ->
                only(of, candidate -> !candidate.is(KnownName.SUPPORTED)).ifPresent(link -> links.put(key, link)));
        Surroundings article = new Surroundings(links.values());
        for (Named name : names) {
            List<KnownName> of = candidates.get(name.key());
            if (!links.containsKey(name.key()) && !of.isEmpty()) {
                Set<String> words = wordsOf(name.sentences());
                only(of, candidate -> candidate.is(KnownName.SUPPORTED) && article.support(candidate, words))
                        .ifPresent(link -> links.put(name.key(), link));
            }
        }
        return links;
    }

    /** The countries and their parts that are named, as their ISO codes from the whole to the part. */
    private static Map<String, List<String>> countries(Map<String, List<KnownName>> candidates) {
        Map<String, List<String>> countries = new LinkedHashMap<>();
        candidates.forEach(
                (key, of) -> only(of, candidate -> candidate.entity().id().startsWith("iso:"))
                        .ifPresent(link -> countries.put(key, link.entity().places())));
        return countries;
    }

    /** "Paris, Texas" is in Texas, or unknown. */
    private static List<KnownName> inPlace(
            List<KnownName> candidates, Named name, Map<String, List<String>> countries) {
        List<KnownName> left = candidates;
        for (String key : name.within()) {
            List<String> place = countries.getOrDefault(key, List.of());
            if (!place.isEmpty()) {
                left = left.stream()
                        .flatMap(candidate -> in(place, candidate).stream())
                        .toList();
            }
        }
        return left;
    }

    private static Optional<KnownName> in(List<String> place, KnownName candidate) {
        if (!candidate.entity().id().startsWith("gn:")) {
            return Optional.of(candidate);
        }
        if (candidate.entity().places().contains(place.get(place.size() - 1))) {
            return Optional.of(new KnownName(candidate.entity(), candidate.conditions() & ~KnownName.SUPPORTED));
        }
        // A country may as well be the next in a row of places ("Berlin, Frankreich und ...").
        return place.size() == 1 && !candidate.is(KnownName.SUPPORTED) ? Optional.of(candidate) : Optional.empty();
    }

    private List<KnownName> candidatesOf(Named name) {
        if (name.derived()) {
            return name.sentences().stream().allMatch(sentence -> isLanguageAfterIn(sentence, name.forms()))
                    ? List.of()
                    : forms.derived(name.forms());
        }
        boolean county = name.sentences().stream().anyMatch(EntityLinker::speaksOfCounties);
        List<KnownName> found = forms.named(name.forms()).stream()
                .filter(candidate -> mayBe(candidate, name.type()))
                .filter(candidate -> !county || !candidate.entity().id().startsWith("gn:"))
                .toList();
        boolean people = found.isEmpty()
                && name.type() == EntityType.LOCATION
                && name.sentences().stream().noneMatch(sentence -> isLanguageIn(sentence, name.forms()));
        return people ? forms.inhabitants(name.forms()) : found;
    }

    /** "In Orange and Riverside counties" names no cities. */
    private static boolean speaksOfCounties(Sentence sentence) {
        return IntStream.range(0, sentence.size()).anyMatch(token -> COUNTIES.contains(sentence.word(token)));
    }

    /** "Englische" is a language in "ins Englische", and none in "ins Englische Theater". */
    private static boolean isLanguageAfterIn(Sentence sentence, Set<String> forms) {
        for (int token = 1; token < sentence.size(); token++) {
            if (forms.contains(sentence.word(token)) && BEFORE_LANGUAGES.contains(sentence.word(token - 1))) {
                return Shape.isCapitalised(sentence.word(token))
                        && (token + 1 == sentence.size() || !Shape.isCapitalised(sentence.word(token + 1)));
            }
        }
        return false;
    }

    /** "French" is a language in "he speaks French", and none in "French ministers". */
    private static boolean isLanguageIn(Sentence sentence, Set<String> forms) {
        for (int token = 0; token < sentence.size(); token++) {
            String word = sentence.word(token);
            if (forms.contains(word) && !word.endsWith("s")) {
                String next = token + 1 < sentence.size() ? sentence.word(token + 1) : "";
                if (next.isEmpty() || !Character.isLetter(next.charAt(0)) || AFTER_LANGUAGES.contains(next)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** People named like a country are people. */
    private static boolean mayBe(KnownName candidate, EntityType seen) {
        EntityType type = candidate.entity().type();
        return candidate.is(KnownName.TYPED)
                ? agree(type, seen)
                : type != EntityType.LOCATION || seen != EntityType.PERSON;
    }

    private static boolean agree(EntityType known, EntityType seen) {
        return known == seen || (OTHERS.contains(known) && OTHERS.contains(seen));
    }

    /** The one thing that is left, if it is one. */
    private static Optional<Link> only(List<KnownName> candidates, Predicate<KnownName> condition) {
        Map<String, Link> left = new LinkedHashMap<>();
        candidates.stream()
                .filter(condition)
                .forEach(candidate -> left.putIfAbsent(
                        candidate.entity().id(), new Link(candidate.entity(), candidate.is(KnownName.DERIVED))));
        return left.size() == 1 ? Optional.of(left.values().iterator().next()) : Optional.empty();
    }

    private static Set<String> wordsOf(Collection<Sentence> sentences) {
        Set<String> words = new HashSet<>();
        sentences.stream().distinct().limit(MOST_SENTENCES).forEach(sentence -> {
            for (int token = 0; token < sentence.size(); token++) {
                for (String part : sentence.word(token).split("-")) {
                    words.add(part.toLowerCase(Locale.ROOT));
                }
            }
        });
        return words;
    }

    /** What the article speaks of for certain. */
    private static final class Surroundings {

        private final Set<String> things = new HashSet<>();
        private final Set<String> places = new LinkedHashSet<>();

        Surroundings(Collection<Link> links) {
            links.stream().map(Link::entity).forEach(entity -> {
                things.add(entity.id());
                if (entity.type() == EntityType.LOCATION) {
                    places.addAll(entity.places());
                }
            });
        }

        boolean support(KnownName candidate, Set<String> words) {
            KnownEntity entity = candidate.entity();
            if (things.contains(entity.id())) {
                return true;
            }
            if (!entity.words().isEmpty()) {
                return entity.words().stream().anyMatch(words::contains);
            }
            List<String> needed = entity.places();
            if (candidate.is(KnownName.BY_REGION)) {
                return needed.size() > 1 && places.contains(needed.get(needed.size() - 1));
            }
            return needed.stream().anyMatch(places::contains);
        }
    }
}
