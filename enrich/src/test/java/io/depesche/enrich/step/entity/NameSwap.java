package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * More training sentences from the marked ones, by putting other names of the same type in place of theirs (mention replacement; Dai
 * and Adel 2020): the model learns from them what surrounds names, and to trust the lists. The same seed gives the same sentences.
 */
final class NameSwap {

    private static final int BIG_CITY = 400_000;
    private static final int TOWN = 5_000;
    private static final int MOST_WORDS = 6;
    private static final int MOST_BRAND_WORDS = 3;

    /** What of each language is used: countries of its towns and organizations, and a pattern of where its brands are sold. */
    private record Area(Locale locale, Set<String> countries, String brands) {}

    private static final Area GERMAN = new Area(Locale.GERMAN, Set.of("DE", "AT", "CH"), ".*\\b(de|at|ch|001)\\b.*");

    private static final Area ENGLISH =
            new Area(Locale.ENGLISH, Set.of("US", "GB", "CA", "AU"), ".*\\b(us|gb|ca|au|001)\\b.*");

    private final PeopleNames people;
    private final List<String> organizations = new ArrayList<>();
    private final List<String> acronyms = new ArrayList<>();
    private final List<String> brands = new ArrayList<>();
    private final List<String> towns = new ArrayList<>();
    private final List<String> knownPlaces = new ArrayList<>();
    private final SplittableRandom random;

    /** @param folder {@code corpora/ner} */
    NameSwap(String language, Path folder, PeopleNames people, List<GeoNamesCities.City> cities, long seed)
            throws IOException {
        this.people = people;
        this.random = new SplittableRandom(seed);
        Area area = language.equals("de") ? GERMAN : ENGLISH;
        for (String line : NameLists.lines(folder.resolve("linking/organizations.tsv.gz"))) {
            addOrganization(line.split("\t", -1), language, area);
        }
        for (String line : NameLists.lines(folder.resolve("linking/brands.tsv.gz"))) {
            String[] columns = line.split("\t", -1);
            if (columns[2].startsWith("brands")
                    && columns[3].matches(area.brands())
                    && wordsOf(columns[1]).length <= MOST_BRAND_WORDS) {
                brands.add(columns[1]);
            }
        }
        for (GeoNamesCities.City city : cities) {
            if (city.population() > BIG_CITY) {
                knownPlaces.add(city.name());
            } else if (city.population() > TOWN && area.countries().contains(city.country())) {
                towns.add(city.name());
            }
        }
        for (String country : Locale.getISOCountries()) {
            knownPlaces.add(new Locale("", country).getDisplayCountry(area.locale()));
        }
    }

    private void addOrganization(String[] columns, String language, Area area) {
        String name = columns[4].replaceAll(" ?\\([^)]*\\)", "");
        boolean fits = columns[5].isEmpty() ? area.countries().contains(columns[2]) : columns[5].equals(language);
        if (fits && wordsOf(name).length <= MOST_WORDS) {
            (columns[6].equals("acronym") ? acronyms : organizations).add(name);
        }
    }

    /** Copies of a {@code share} of the sentences, those in which a name was replaced. */
    List<TrainingSentence> swapped(List<TrainingSentence> sentences, double share) {
        List<TrainingSentence> made = new ArrayList<>();
        for (TrainingSentence sentence : sentences) {
            if (random.nextDouble() < share) {
                swapped(sentence).ifPresent(made::add);
            }
        }
        return made;
    }

    private Optional<TrainingSentence> swapped(TrainingSentence original) {
        Sentence sentence = original.sentence();
        Copy copy = new Copy();
        boolean changed = false;
        int token = 0;
        while (token < sentence.size()) {
            int next = endOfName(original, token);
            Optional<String> other = next > token && random.nextInt(3) > 0 && !isGenitive(sentence, next)
                    ? nameFor(typeAt(original, token), next - token)
                    : Optional.empty();
            if (other.isPresent()) {
                changed = true;
                copy.addName(wordsOf(other.get()), typeAt(original, token));
                token = next;
            } else {
                for (int end = Math.max(next, token + 1); token < end; token++) {
                    copy.add(sentence.word(token), original.allowed().at(token));
                }
            }
        }
        return changed && copy.size() <= Tokenizer.MOST_TOKENS ? Optional.of(copy.sentence()) : Optional.empty();
    }

    private static EntityType typeAt(TrainingSentence sentence, int token) {
        return Label.typeOf(Integer.numberOfTrailingZeros(sentence.allowed().at(token)));
    }

    /** One past the last token of the name that starts here; {@code token} where none surely does. */
    private static int endOfName(TrainingSentence sentence, int token) {
        int mask = sentence.allowed().at(token);
        int label = Integer.numberOfTrailingZeros(mask);
        if (Integer.bitCount(mask) != 1 || label == Label.NONE || Label.formOf(label) != Label.BEGIN) {
            return token;
        }
        int end = token + 1;
        while (end < sentence.sentence().size() && sentence.allowed().at(end) == 1 << (label + 1)) {
            end++;
        }
        return end;
    }

    /** Whether a name is followed by a noun and ends like a genitive: another name would need that ending as well. */
    private static boolean isGenitive(Sentence sentence, int end) {
        return end < sentence.size() && sentence.word(end - 1).endsWith("s") && Shape.isCapitalised(sentence.word(end));
    }

    private Optional<String> nameFor(EntityType type, int words) {
        return switch (type) {
            case PERSON -> Optional.of(person(words));
            case ORGANIZATION ->
                Optional.of(any(words > 1 ? organizations : random.nextInt(3) == 0 ? acronyms : brands));
            case LOCATION -> Optional.of(any(random.nextBoolean() ? knownPlaces : towns));
            default -> Optional.empty();
        };
    }

    private String person(int words) {
        if (words == 1) {
            return any(random.nextInt(4) == 0 ? people.forenames() : people.surnames());
        }
        String middle = random.nextInt(6) == 0 ? (char) ('A' + random.nextInt(26)) + ". " : "";
        return any(people.forenames()) + " " + middle + any(people.surnames());
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private static String[] wordsOf(String name) {
        return name.strip().split("\\s+");
    }

    /** A sentence as it grows, its tokens parted by single spaces. */
    private static final class Copy {

        private final StringBuilder text = new StringBuilder();
        private final List<Integer> bounds = new ArrayList<>();
        private final List<Integer> masks = new ArrayList<>();

        void add(String word, int mask) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            bounds.add(text.length());
            text.append(word);
            bounds.add(text.length());
            masks.add(mask);
        }

        void addName(String[] words, EntityType type) {
            for (int index = 0; index < words.length; index++) {
                add(words[index], 1 << Label.of(type, index == 0 ? Label.BEGIN : Label.INSIDE));
            }
        }

        int size() {
            return masks.size();
        }

        TrainingSentence sentence() {
            return new TrainingSentence(
                    new Sentence(
                            text.toString(),
                            bounds.stream().mapToInt(Integer::intValue).toArray()),
                    new TrainingSentence.Allowed(
                            masks.stream().mapToInt(Integer::intValue).toArray()));
        }
    }
}
