package io.depesche.ingest.extract;

import java.net.URI;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The people who wrote the article. Every mention that {@link Bylines} finds counts for its name by where it stands, and
 * against the others; names with enough on their side are given. Agencies are left out, and so is the outlet where only
 * metadata calls it the author.
 *
 * <p>The weights were learned (logistic regression, L2) on the development corpus and checked across sites, not pages.
 */
final class Authors {

    private static final List<String> SITE =
            List.of("og:site_name", "application-name", "publisher", "copyright", "dc.publisher");

    /** What a mention counts for its name, by source and by where it stands; ODD: does not look like a person's name. */
    private static final Map<String, Double> WEIGHTS = Map.ofEntries(
            Map.entry("BARE_END", 0.50),
            Map.entry("BARE_HEAD", 0.70),
            Map.entry("CLASS_ELSE", 0.54),
            Map.entry("CLASS_END", -0.01),
            Map.entry("CLASS_HEAD", 0.33),
            Map.entry("CLASS_LATER", -0.40),
            Map.entry("ITEMPROP_ELSE", -0.23),
            Map.entry("ITEMPROP_END", 0.57),
            Map.entry("ITEMPROP_HEAD", 0.45),
            Map.entry("ITEMPROP_LATER", -0.56),
            Map.entry("JSON_ORGANIZATION", -0.72),
            Map.entry("JSON_OTHER", -0.37),
            Map.entry("JSON_OTHER_ODD", 0.37),
            Map.entry("JSON_PERSON", 1.15),
            Map.entry("JSON_PERSON_ODD", 0.38),
            Map.entry("LABEL_ELSE", 0.73),
            Map.entry("LABEL_END", 0.06),
            Map.entry("LABEL_HEAD", 0.39),
            Map.entry("LINE_ELSE", 0.37),
            Map.entry("LINE_HEAD", 0.84),
            Map.entry("LINK_ELSE", 0.87),
            Map.entry("LINK_END", 0.24),
            Map.entry("LINK_HEAD", 0.38),
            Map.entry("LINK_LATER", -0.29),
            Map.entry("META", 0.67),
            Map.entry("META_LABELLED", 0.13),
            Map.entry("META_LABELLED_ODD", 0.75),
            Map.entry("META_ODD", -0.43),
            Map.entry("META_OTHER", 0.54),
            Map.entry("META_OTHER_ODD", 0.72),
            Map.entry("NICKNAME_ELSE", 0.02),
            Map.entry("NICKNAME_END", -0.28),
            Map.entry("NICKNAME_HEAD", 0.46),
            Map.entry("NICKNAME_LATER", -0.32),
            Map.entry("REL_ELSE", 0.59),
            Map.entry("REL_END", 0.80),
            Map.entry("REL_HEAD", 0.10),
            Map.entry("REL_LATER", 0.14),
            Map.entry("SCRIPT", 0.30));

    /**
     * Places that contradict a name which none of them has.
     *
     * @param weight what that counts
     */
    private record Rival(double weight, Set<String> places) {

        boolean isAmong(Set<String> others) {
            return others.stream().anyMatch(places::contains);
        }
    }

    private static final Rival HEAD =
            new Rival(-1.75, Set.of("CLASS_HEAD", "LINK_HEAD", "REL_HEAD", "ITEMPROP_HEAD", "LINE_HEAD", "LABEL_HEAD"));
    private static final List<Rival> RIVALS = List.of(
            HEAD,
            new Rival(-1.77, Set.of("JSON_PERSON")),
            new Rival(-1.23, Set.of("META", "META_OTHER", "META_LABELLED")),
            new Rival(-0.90, Set.of("CLASS_END", "LINK_END", "REL_END", "ITEMPROP_END", "LINE_END", "LABEL_END")),
            new Rival(-1.48, Set.of("JSON_PERSON_ODD", "META_ODD", "META_LABELLED_ODD", "META_OTHER_ODD")),
            new Rival(-0.68, Set.of("NICKNAME_HEAD")));

    private static final double BASE = -0.16;
    /** Metadata and the page itself agree. */
    private static final double BOTH = 0.66;
    /** Two kinds of bylines by the headline agree. */
    private static final double TWICE = 0.45;
    /** Three kinds of sources agree. */
    private static final double OFTEN = 0.50;
    /** On the page only in side columns, footers and lists of other articles. */
    private static final double APART = -1.59;

    private static final double LOWER_CASE = 0.58;
    private static final double ONE_WORD = 0.46;
    private static final double OTHER_WORDS = 0.89;
    /** The outlet's own name in a byline: a blog under its author's name. */
    private static final double OUTLET = 0.39;
    /** A part of the outlet's name, or more than it. */
    private static final double NEARLY_OUTLET = -0.33;
    /** Names with this much are given. */
    private static final double ENOUGH = -0.1;
    /** Where no name has enough, the best is given if it has this much. */
    private static final double BARELY = -1.5;

    private static final int MAX_NAMES = 20;

    private final Set<String> outlets;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Set<String> places = new HashSet<>();
    private Optional<String> agency = Optional.empty();
    private boolean person;

    private Authors(Set<String> outlets) {
        this.outlets = outlets;
    }

    /** A name, the kinds of places that have it, and the zones of the page these are in. */
    private static final class Candidate {

        private final String name;
        private final Set<String> places = new HashSet<>();
        private final Set<Bylines.Zone> zones = EnumSet.noneOf(Bylines.Zone.class);
        private boolean apart = true;

        Candidate(String name) {
            this.name = name;
        }

        boolean isShown() {
            return zones.size() > 1 || !zones.contains(Bylines.Zone.METADATA);
        }
    }

    /** In the page's order, each once. */
    static List<String> of(
            PageElements elements,
            JsonLd described,
            PageMetadata metadata,
            PageBlocks page,
            String headline,
            Body body,
            URI address) {
        Authors authors = new Authors(outlets(described, metadata, address));
        Bylines.of(elements, described, metadata, page, headline, body).forEach(authors::add);
        return authors.chosen();
    }

    private static Set<String> outlets(JsonLd described, PageMetadata metadata, URI address) {
        Set<String> outlets = new HashSet<>();
        metadata.each(SITE).forEach(name -> outlets.add(PlainText.letters(name)));
        described.texts("publisher").forEach(name -> outlets.add(PlainText.letters(name)));
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        String bare = host.startsWith("www.") ? host.substring(4) : host;
        outlets.add(PlainText.letters(bare));
        outlets.add(PlainText.letters(bare.substring(0, Math.max(0, bare.lastIndexOf('.')))));
        outlets.add(PlainText.letters(bare.substring(0, Math.max(0, bare.indexOf('.')))));
        outlets.remove("");
        return outlets;
    }

    private void add(Bylines.Claim claim) {
        if (claim.source() == Bylines.Source.AGENCY) {
            agency = agency.or(() -> AuthorNames.agency(claim.name()));
            return;
        }
        String letters = PlainText.letters(claim.name());
        boolean isPerson = AuthorNames.isPerson(claim.name());
        String place = place(claim, isPerson);
        Candidate candidate = candidates.computeIfAbsent(letters, unused -> new Candidate(claim.name()));
        candidate.places.add(place);
        candidate.zones.add(claim.zone());
        if (claim.zone() == Bylines.Zone.METADATA) {
            person |= isPerson;
        } else {
            candidate.apart &= claim.apart();
        }
        if (!place.endsWith("_LATER") && !outlets.contains(letters) && !AuthorNames.hasOtherWords(claim.name())) {
            places.add(place);
        }
    }

    private static String place(Bylines.Claim claim, boolean isPerson) {
        String source = claim.source() == Bylines.Source.JSON_TEXT
                ? Bylines.Source.JSON_PERSON.name()
                : claim.source().name();
        return switch (claim.zone()) {
            case METADATA -> isPerson || claim.source() == Bylines.Source.JSON_ORGANIZATION ? source : source + "_ODD";
            case ELSEWHERE -> claim.apart() || claim.rank() > 0 ? source + "_LATER" : source + "_ELSE";
            case HEAD, END -> source + "_" + claim.zone();
        };
    }

    private List<String> chosen() {
        Map<String, Double> weighed = new LinkedHashMap<>();
        candidates.forEach((letters, candidate) -> {
            if (isCandidate(letters, candidate)) {
                weighed.put(candidate.name, weight(letters, candidate));
            }
        });
        double best =
                weighed.values().stream().mapToDouble(Double::doubleValue).max().orElse(BARELY);
        double limit = best >= ENOUGH ? ENOUGH : Math.max(best, BARELY);
        Set<String> names = new LinkedHashSet<>();
        weighed.forEach((name, weight) -> {
            if (weight >= limit && names.size() < MAX_NAMES) {
                names.add(name);
            }
        });
        if (names.isEmpty()) {
            agency.ifPresent(names::add);
        }
        return names.stream()
                .filter(name -> names.stream().noneMatch(other -> isPart(name, other)))
                .toList();
    }

    /** Whether a full name has the name among its words. */
    private static boolean isPart(String name, String full) {
        String words = " " + full.toLowerCase(Locale.ROOT) + " ";
        return !name.equals(full) && words.contains(" " + name.toLowerCase(Locale.ROOT) + " ");
    }

    /** A bare line or a mention far from the article supports a name but proposes none. */
    private boolean isCandidate(String letters, Candidate candidate) {
        boolean proposed = candidate.places.stream()
                .anyMatch(
                        place -> !place.startsWith("BARE") && !place.endsWith("_LATER") && !place.equals("LINE_ELSE"));
        boolean outlet = outlets.contains(letters) && !candidate.isShown() && !AuthorNames.isPerson(candidate.name);
        // An agency's report: whoever is named below it, but not by the headline, wrote something else.
        boolean report = agency.isPresent() && !person && !HEAD.isAmong(candidate.places);
        return proposed && !outlet && !report;
    }

    private double weight(String letters, Candidate candidate) {
        double weight = BASE;
        for (String place : candidate.places) {
            weight += WEIGHTS.getOrDefault(place, 0.0);
        }
        for (Rival rival : RIVALS) {
            weight += rival.isAmong(places) && !rival.isAmong(candidate.places) ? rival.weight() : 0;
        }
        String name = candidate.name;
        boolean shown = candidate.isShown();
        boolean outlet = outlets.contains(letters);
        weight += shown && candidate.zones.contains(Bylines.Zone.METADATA) ? BOTH : 0;
        weight += candidate.places.stream().filter(HEAD.places()::contains).count() >= 2 ? TWICE : 0;
        weight += candidate.places.size() >= 3 ? OFTEN : 0;
        weight += shown && candidate.apart ? APART : 0;
        weight += Character.isLowerCase(name.charAt(0)) ? LOWER_CASE : 0;
        weight += name.indexOf(' ') < 0 ? ONE_WORD : 0;
        weight += AuthorNames.hasOtherWords(name) ? OTHER_WORDS : 0;
        weight += outlet ? OUTLET : isNearlyOutlet(letters) ? NEARLY_OUTLET : 0;
        return weight;
    }

    private boolean isNearlyOutlet(String letters) {
        return outlets.stream()
                .anyMatch(outlet -> outlet.length() > 4 && (outlet.contains(letters) || letters.contains(outlet)));
    }
}
