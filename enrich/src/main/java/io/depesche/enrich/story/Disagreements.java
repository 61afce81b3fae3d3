package io.depesche.enrich.story;

import io.depesche.contracts.record.Claim;
import io.depesche.contracts.record.ClaimKind;
import io.depesche.contracts.record.ClaimedValue;
import io.depesche.contracts.record.Correction;
import io.depesche.contracts.record.Disagreement;
import io.depesche.contracts.record.DisagreementState;
import io.depesche.contracts.record.ReportTrace;
import io.depesche.contracts.record.StoryEntity;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the own reports of one story state differently. A copy only repeats, unless an outlet takes up its own report again. */
final class Disagreements {

    private static final int MOST = 10;
    private static final int MOST_VALUES = 6;
    private static final int MOST_CLAIMS = 4;

    /** Of a greater story the latest own reports are compared. */
    private static final int MOST_REPORTS = 400;

    /** More values of one thing are a sign that it is not one thing, except for a number that goes on changing. */
    private static final int COMPARED = 40;

    private static final double FAR = 5;

    /** Numbers that fall as time goes by; others rise. */
    private static final Set<String> FALLING = Set.of("missing", "evacuated");

    private static final Comparator<Claim> IN_TIME = Comparator.comparing(Claim::getSaid)
            .thenComparing(Claim::getArticleId)
            .thenComparingInt(Claim::getRevision)
            .thenComparing(Claim::getField)
            .thenComparingInt(Claim::getStart);

    private static final Comparator<Disagreement> IN_ORDER = Comparator.comparing(Disagreement::getState)
            .thenComparing(Comparator.comparingInt(Disagreements::outlets).reversed())
            .thenComparing(Disagreement::getKind)
            .thenComparing(Disagreement::getAbout)
            .thenComparing(disagreement -> disagreement.getContext().orElse(""));

    private final Map<String, Set<String>> namesOf = new HashMap<>();
    private final Map<Thing, List<Claim>> byThing = new TreeMap<>();

    /** What claims are about, with the context that they share. */
    private record Thing(ClaimKind kind, String about, String context) implements Comparable<Thing> {

        @Override
        public int compareTo(Thing other) {
            return Comparator.comparing(Thing::kind)
                    .thenComparing(Thing::about)
                    .thenComparing(Thing::context)
                    .compare(this, other);
        }
    }

    private Disagreements(Collection<ReportTrace> reports) {
        Map<String, String> outlets = reports.stream()
                .map(ReportTrace::getMember)
                .collect(Collectors.toMap(
                        member -> member.getArticleId(), member -> member.getOutlet(), (first, second) -> first));
        for (ReportTrace report : reports) {
            Optional<String> original = report.getMember().getDuplicateOf();
            if (original.isEmpty() || report.getMember().getOutlet().equals(outlets.get(original.get()))) {
                namesOf.put(
                        report.getMember().getArticleId(),
                        report.getEntities().stream().map(StoryEntity::getName).collect(Collectors.toSet()));
                report.getClaims().forEach(this::enter);
            }
        }
    }

    /** The disagreements of the reports of one story, at most {@value #MOST}: the open ones first, then those of most outlets. */
    static List<Disagreement> among(Collection<ReportTrace> reports) {
        return new Disagreements(reports.stream()
                        .skip(Math.max(0, reports.size() - MOST_REPORTS))
                        .toList())
                .found().stream().sorted(IN_ORDER).limit(MOST).toList();
    }

    private void enter(Claim claim) {
        List<String> contexts = claim.getContexts().isEmpty() ? List.of("") : claim.getContexts();
        for (String context : contexts) {
            byThing.computeIfAbsent(new Thing(claim.getKind(), claim.getAbout(), context), key -> new ArrayList<>())
                    .add(claim);
        }
    }

    /** The largest groups first; a claim that is told of is not told of again in another context. */
    private List<Disagreement> found() {
        Set<Claim> told = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Disagreement> found = new ArrayList<>();
        byThing.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .forEach(entry -> {
                    List<Claim> claims = clear(entry.getValue().stream()
                            .filter(claim -> !told.contains(claim))
                            .sorted(IN_TIME)
                            .toList());
                    disagreement(entry.getKey(), claims).ifPresent(disagreement -> {
                        found.add(disagreement);
                        told.addAll(claims);
                    });
                });
        return found;
    }

    /** Without the revisions that name two values themselves: they tell of two things. */
    private static List<Claim> clear(List<Claim> claims) {
        Map<String, Long> values = claims.stream()
                .collect(Collectors.groupingBy(
                        Disagreements::revision,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Claim::getValue, Collectors.toSet()), set -> (long) set.size())));
        return claims.stream()
                .filter(claim -> values.getOrDefault(revision(claim), 0L) == 1)
                .toList();
    }

    private static String revision(Claim claim) {
        return claim.getArticleId() + " " + claim.getRevision();
    }

    /** @param claims in time */
    private Optional<Disagreement> disagreement(Thing thing, List<Claim> claims) {
        List<List<Claim>> values = contradicting(claims);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<Claim> shown =
                values.stream().flatMap(List::stream).sorted(IN_TIME).toList();
        return Optional.of(Disagreement.newBuilder()
                .setKind(thing.kind())
                .setAbout(thing.about())
                .setContext(thing.context().isEmpty() ? null : thing.context())
                .setState(stateOf(shown))
                .setValues(firstAndLast(values).stream()
                        .map(Disagreements::claimedValue)
                        .toList())
                .setCorrections(corrections(shown))
                .build());
    }

    /** The claims by their values, each of which another one contradicts, in time; none where all agree. */
    private List<List<Claim>> contradicting(List<Claim> claims) {
        Map<String, List<Claim>> byValue = new LinkedHashMap<>();
        claims.forEach(claim -> byValue.computeIfAbsent(
                        claim.getValue() + claim.getMod().orElse(""), key -> new ArrayList<>())
                .add(claim));
        List<List<Claim>> values = byValue.values().stream().limit(COMPARED).toList();
        return values.stream()
                .filter(value -> values.stream().anyMatch(other -> contradict(value.get(0), other.get(0))))
                .toList();
    }

    private static <T> List<T> firstAndLast(List<T> values) {
        return values.size() <= MOST_VALUES
                ? values
                : Stream.concat(
                                values.stream().limit(1),
                                values.subList(values.size() - MOST_VALUES + 1, values.size()).stream())
                        .toList();
    }

    private static ClaimedValue claimedValue(List<Claim> claims) {
        Map<String, Claim> byOutlet = new LinkedHashMap<>();
        claims.forEach(claim -> byOutlet.putIfAbsent(claim.getOutlet(), claim));
        return new ClaimedValue(
                claims.get(0).getValue(),
                byOutlet.values().stream().limit(MOST_CLAIMS).toList());
    }

    private boolean contradict(Claim first, Claim second) {
        return switch (first.getKind()) {
            case AMOUNT -> !rangeOf(first).agrees(rangeOf(second)) && areNear(first, second);
            case DATE -> areDifferentDates(first.getValue(), second.getValue());
            case PLACE -> areDifferentPlaces(first, second);
            case NAME -> areTwoFormsOfAName(first.getValue(), second.getValue());
        };
    }

    /** Where the context has to tell what is meant, numbers that lie far apart are of different things. */
    private static boolean areNear(Claim first, Claim second) {
        double one = Math.abs(first.getNumber().orElseThrow());
        double other = Math.abs(second.getNumber().orElseThrow());
        return first.getContexts().isEmpty() || Math.max(one, other) <= FAR * Math.min(one, other);
    }

    private static AmountRange rangeOf(Claim claim) {
        return AmountRange.of(claim.getNumber().orElseThrow(), claim.getMod().orElse(""));
    }

    /** Whole weeks apart they may be one weekday, read as that of another week. */
    private static boolean areDifferentDates(String first, String second) {
        if (first.equals(second) || first.indexOf(':') >= 0) {
            return !first.equals(second);
        }
        return ChronoUnit.DAYS.between(LocalDate.parse(first), LocalDate.parse(second)) % 7 != 0;
    }

    /** A report that names both places knows how one belongs to the other. */
    private boolean areDifferentPlaces(Claim first, Claim second) {
        return !first.getValue().equals(second.getValue())
                && !namesOf.getOrDefault(first.getArticleId(), Set.of()).contains(second.getValue())
                && !namesOf.getOrDefault(second.getArticleId(), Set.of()).contains(first.getValue());
    }

    /** Names that share a part, so that one person will be meant, and differ in another. */
    private static boolean areTwoFormsOfAName(String first, String second) {
        Set<String> parts = partsOf(first);
        Set<String> others = partsOf(second);
        return !Collections.disjoint(parts, others) && !parts.containsAll(others) && !others.containsAll(parts);
    }

    private static Set<String> partsOf(String name) {
        return Arrays.stream(name.split("[ -]"))
                .filter(part -> !part.endsWith("."))
                .collect(Collectors.toSet());
    }

    /** @param claims in time */
    private static DisagreementState stateOf(List<Claim> claims) {
        Claim first = claims.get(0);
        boolean changes =
                first.getKind() == ClaimKind.AMOUNT && !first.getAbout().equals(AmountClaims.MAGNITUDE);
        if (changes && (isOneWay(claims, 1) || (FALLING.contains(first.getAbout()) && isOneWay(claims, -1)))) {
            return DisagreementState.UPDATED;
        }
        Map<String, Claim> latest = new LinkedHashMap<>();
        claims.forEach(claim -> latest.put(claim.getOutlet(), claim));
        Set<String> values = new HashSet<>();
        latest.values().forEach(claim -> values.add(claim.getValue()));
        return values.size() == 1 ? DisagreementState.SETTLED : DisagreementState.OPEN;
    }

    /** Whether no later claim goes back, and none of the same time differs. */
    private static boolean isOneWay(List<Claim> claims, int direction) {
        for (int at = 1; at < claims.size(); at++) {
            Claim before = claims.get(at - 1);
            Claim claim = claims.get(at);
            double step = direction
                    * (claim.getNumber().orElseThrow() - before.getNumber().orElseThrow());
            if (step < 0 || (step > 0 && claim.getSaid().equals(before.getSaid()))) {
                return false;
            }
        }
        return true;
    }

    /** @param claims in time */
    private List<Correction> corrections(List<Claim> claims) {
        Map<String, Claim> latest = new HashMap<>();
        List<Correction> corrections = new ArrayList<>();
        for (Claim claim : claims) {
            Claim before = latest.put(claim.getOutlet(), claim);
            if (before != null && contradict(before, claim)) {
                corrections.add(
                        new Correction(claim.getOutlet(), before.getValue(), claim.getValue(), claim.getSaid()));
            }
        }
        return corrections;
    }

    private static int outlets(Disagreement disagreement) {
        return (int) disagreement.getValues().stream()
                .flatMap(value -> value.getClaims().stream())
                .map(Claim::getOutlet)
                .distinct()
                .count();
    }
}
