package io.depesche.enrich.step.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds known names under the forms in which texts have them: "Deutschlands", "der Deutschen Bahn", "Apple's", "den Grünen", "Berliner",
 * "Französinnen".
 */
final class KnownForms {

    private static final List<String> ADJECTIVE_ENDINGS = List.of("en", "em", "er", "es", "e");

    /** In the order in which they are tried; "e" is that of most names ("Deutsche Bahn"). */
    private static final List<String> BASE_ENDINGS = List.of("e", "er", "es", "en");

    private static final Set<String> GERMAN_SPEAKING = Set.of("DE", "AT", "CH", "LI", "LU");

    private static final List<String> GENITIVES = List.of("es", "s", "'");

    private static final int SHORTEST_STEM = 3;

    /** No known name is longer, in signs and in words. */
    private static final int LONGEST = 120;

    private static final int MOST_WORDS = 20;

    private static final int MOST_ADJECTIVES = 3;

    private final KnownEntities known;
    private final boolean german;

    KnownForms(KnownEntities known, boolean german) {
        this.known = known;
        this.german = german;
    }

    /** What a name may mean: the first of its forms that is known decides. */
    List<KnownName> named(Collection<String> forms) {
        for (String form : forms) {
            if (form.length() <= LONGEST) {
                List<KnownName> found = known.named(form);
                if (found.isEmpty()) {
                    found = firstNamed(variantsOf(form));
                }
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private List<KnownName> firstNamed(Collection<String> variants) {
        for (String variant : variants) {
            List<KnownName> found = known.named(variant);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** Which place an adjective or inhabitant belongs to. */
    List<KnownName> derived(Collection<String> forms) {
        for (String form : forms) {
            for (String stem : stemsOf(form)) {
                List<KnownName> found = known.derived(stem);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            List<KnownName> city = german ? townOf(form) : List.of();
            if (!city.isEmpty()) {
                return city;
            }
        }
        return List.of();
    }

    /** Which place the inhabitants are of, or what is of it, where the tagger took the word for the place itself. */
    List<KnownName> inhabitants(Collection<String> forms) {
        for (String form : forms) {
            if (Shape.isCapitalised(form) && form.indexOf(' ') < 0) {
                List<KnownName> found = known.derived(withoutPossessive(form));
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private Set<String> variantsOf(String form) {
        Set<String> variants = new LinkedHashSet<>();
        String name = KnownEntities.normalized(form);
        variants.add(name);
        if (!german) {
            String bare = withoutPossessive(name);
            variants.add(bare);
            variants.add(withoutArticle(bare));
            return variants;
        }
        variants.addAll(withoutGenitive(name));
        for (String inflected : List.copyOf(variants)) {
            variants.addAll(withBaseAdjectives(inflected));
        }
        return variants;
    }

    private static String withoutPossessive(String name) {
        if (name.endsWith("'s")) {
            return name.substring(0, name.length() - 2);
        }
        return name.endsWith("'") ? name.substring(0, name.length() - 1) : name;
    }

    private static String withoutArticle(String name) {
        return name.startsWith("the ") || name.startsWith("The ") ? name.substring(4) : name;
    }

    private static List<String> withoutGenitive(String name) {
        return GENITIVES.stream()
                .filter(ending -> name.endsWith(ending) && name.length() - ending.length() >= SHORTEST_STEM)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .toList();
    }

    /** "Deutschen Bahn" as "Deutsche Bahn", "Deutscher Bahn" and so on: the adjectives before the noun all in one other case. */
    private static List<String> withBaseAdjectives(String name) {
        String[] words = name.split(" ", MOST_WORDS);
        int adjectives = 0;
        while (adjectives < Math.min(MOST_ADJECTIVES, words.length - 1) && endingOf(words[adjectives]) > 0) {
            adjectives++;
        }
        List<String> forms = new ArrayList<>();
        for (int count = adjectives; count > 0; count--) {
            for (String ending : BASE_ENDINGS) {
                StringBuilder base = new StringBuilder();
                for (int word = 0; word < words.length; word++) {
                    int cut = word < count ? endingOf(words[word]) : 0;
                    base.append(word == 0 ? "" : " ")
                            .append(words[word], 0, words[word].length() - cut)
                            .append(cut == 0 ? "" : ending);
                }
                forms.add(base.toString());
            }
        }
        return forms;
    }

    /** Length of the ending that an adjective may have. */
    private static int endingOf(String word) {
        return ADJECTIVE_ENDINGS.stream()
                .filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM)
                .mapToInt(String::length)
                .findFirst()
                .orElse(0);
    }

    private Set<String> stemsOf(String form) {
        Set<String> stems = new LinkedHashSet<>();
        if (form.length() > LONGEST) {
            return stems;
        }
        String word = KnownEntities.normalized(form);
        stems.add(german ? word : withoutPossessive(word));
        if (german) {
            int ending = endingOf(word);
            if (ending > 0 && word.toLowerCase(Locale.ROOT).startsWith("sch", word.length() - ending - 3)) {
                stems.add(word.substring(0, word.length() - ending));
            }
            stems.addAll(withoutGenitive(word));
        }
        return stems;
    }

    /** Elsewhere towns seldom give an adjective, but words that end like one ("Yorker"); those that do are listed. */
    private static boolean isGermanTown(KnownEntity place) {
        return place.id().startsWith("gn:")
                && GERMAN_SPEAKING.contains(place.places().get(0));
    }

    /** The town of "Berliner", "Bremer", "Karlsruher", "Münchner" and their inflected forms. */
    private List<KnownName> townOf(String form) {
        if (form.length() > LONGEST) {
            return List.of();
        }
        String word = KnownEntities.normalized(form);
        for (String ending : List.of("erinnen", "erin", "ern", "ers", "er")) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM - 1) {
                String stem = word.substring(0, word.length() - ending.length());
                List<String> towns = new ArrayList<>(List.of(stem, stem + "e", stem + "en"));
                if (stem.endsWith("n")) {
                    towns.add(stem.substring(0, stem.length() - 1) + "en");
                }
                for (String town : towns) {
                    List<KnownName> places = known.named(town).stream()
                            .filter(name -> isGermanTown(name.entity()))
                            .map(name -> new KnownName(name.entity(), name.conditions() | KnownName.DERIVED))
                            .toList();
                    if (!places.isEmpty()) {
                        return places;
                    }
                }
            }
        }
        return List.of();
    }
}
