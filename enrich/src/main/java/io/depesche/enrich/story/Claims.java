package io.depesche.enrich.story;

import io.depesche.contracts.record.Claim;
import io.depesche.contracts.record.ClaimKind;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.TaggedArticle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the few claims of an article that others may contradict: people befallen, amounts whose sentence says what they are for, magnitudes, when and
 * where it happened, who has an office. Only what the text says plainly; no amount that is a part of another, is feared or long past. Not safe for several
 * threads.
 */
public final class Claims {

    /** So many are kept of a report. */
    static final int MOST = 8;

    /** So many bytes of sentences and contexts are kept of a report, or else the first claim. */
    private static final int MOST_BYTES = 1_200;

    /** Of a thing, so many earlier claims are kept that a later revision states otherwise. */
    private static final int MOST_EARLIER = 2;

    private final Map<String, ClaimWords> byLanguage = Map.of("de", ClaimWords.german(), "en", ClaimWords.english());

    /** The claims of an article in German or English, those most likely to matter first; none of other languages. */
    public List<Claim> of(TaggedArticle tagged) {
        String language = tagged.getLanguage().getTag().split("-", 2)[0];
        return Optional.ofNullable(byLanguage.get(language))
                .map(words -> claims(tagged, words))
                .orElse(List.of());
    }

    private static List<Claim> claims(TaggedArticle tagged, ClaimWords words) {
        ClaimText text = new ClaimText(tagged.getArticle(), words.tokenizer());
        List<Claim> all = new ArrayList<>(new AmountClaims(tagged, text, words).claims());
        all.addAll(new EventClaims(tagged, text, words).claims());
        all.sort(Comparator.comparingInt(Claims::rank)
                .thenComparing(Claim::getField)
                .thenComparingInt(Claim::getStart)
                .thenComparing(Claim::getAbout));
        Set<String> told = new HashSet<>();
        return fitting(all.stream()
                .filter(claim -> !claim.getContexts().isEmpty() || told.add(claim.getKind() + claim.getAbout()))
                .toList());
    }

    /** Tolls and what else says enough; then what needs its context, headline first. */
    private static int rank(Claim claim) {
        boolean says = claim.getContexts().isEmpty();
        if (claim.getKind() == ClaimKind.AMOUNT) {
            return says ? 0 : claim.getField() == Field.HEADLINE ? 2 : 3;
        }
        return claim.getKind() == ClaimKind.NAME ? 4 : 1;
    }

    private static List<Claim> fitting(List<Claim> claims) {
        List<Claim> fitting = new ArrayList<>();
        int bytes = 0;
        for (Claim claim : claims) {
            bytes += bytesOf(claim);
            if (fitting.size() < MOST && (fitting.isEmpty() || bytes <= MOST_BYTES)) {
                fitting.add(claim);
            }
        }
        return fitting;
    }

    private static int bytesOf(Claim claim) {
        int bytes = claim.getSentence().getBytes(StandardCharsets.UTF_8).length;
        for (String context : claim.getContexts()) {
            bytes += context.getBytes(StandardCharsets.UTF_8).length + 1;
        }
        return bytes;
    }

    /**
     * The claims of a later revision, each with what the latest of the earlier ones stated otherwise. What it says again it has said since the first time.
     */
    public static List<Claim> revised(List<Claim> earlier, List<Claim> now) {
        List<Claim> claims = new ArrayList<>();
        for (Claim claim : now) {
            List<Claim> before =
                    earlier.stream().filter(old -> areOfOneThing(old, claim)).toList();
            claims.add(before.stream()
                    .filter(old -> areEqual(old, claim))
                    .min(Comparator.comparing(Claim::getSaid))
                    .map(old -> Claim.newBuilder(claim).setSaid(old.getSaid()).build())
                    .orElse(claim));
            before.stream()
                    .filter(old -> !areEqual(old, claim) && !claims.contains(old))
                    .sorted(Comparator.comparing(Claim::getSaid).reversed())
                    .limit(MOST_EARLIER)
                    .forEach(claims::add);
        }
        return fitting(claims);
    }

    /** Whether two claims tell of the same thing, so that they can contradict each other. */
    static boolean areOfOneThing(Claim first, Claim second) {
        boolean sayEnough =
                first.getContexts().isEmpty() && second.getContexts().isEmpty();
        return first.getKind() == second.getKind()
                && first.getAbout().equals(second.getAbout())
                && (sayEnough || !Collections.disjoint(first.getContexts(), second.getContexts()));
    }

    private static boolean areEqual(Claim first, Claim second) {
        return first.getValue().equals(second.getValue()) && first.getMod().equals(second.getMod());
    }
}
