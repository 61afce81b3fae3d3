package io.depesche.ingest.rights;

import io.depesche.contracts.record.RightsStatement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides from an outlet's statements what of an article is published. The strictest of the statements that are honoured decides;
 * of TDM statements only those count that stand nearest to the page: headers before meta elements before the site's file. An
 * article whose use for training alone is reserved is published, as nothing is trained with it here. That robots.txt lets the page
 * be fetched at all is decided before, whatever is honoured.
 */
public final class RightsPolicy {

    /** What happens to an article, mildest first. */
    public enum Outcome {
        /** It is published whole. */
        PUBLISH,
        /** It is published without lead and body. */
        METADATA_ONLY,
        /** It is not published. */
        SKIP
    }

    /**
     * What was decided.
     *
     * @param because the statement that decided; empty where everything may be published
     */
    public record Decision(Outcome outcome, Optional<RightsStatement> because) {}

    private static final Decision NOTHING_RESERVED = new Decision(Outcome.PUBLISH, Optional.empty());

    private RightsPolicy() {}

    /**
     * Decides. A statement that says when something ends is measured by when it was met.
     *
     * @param honoured the families of statements that decide
     */
    public static Decision decide(List<RightsStatement> statements, Set<RightsFamily> honoured) {
        List<RightsStatement> nearest = nearestReservation(statements);
        Decision decision = NOTHING_RESERVED;
        for (RightsStatement statement : statements) {
            Outcome outcome = familyOf(statement)
                    .filter(honoured::contains)
                    .map(family -> outcome(family, statement, nearest))
                    .orElse(Outcome.PUBLISH);
            if (outcome.compareTo(decision.outcome()) > 0) {
                decision = new Decision(outcome, Optional.of(statement));
            }
        }
        return decision;
    }

    private static Outcome outcome(RightsFamily family, RightsStatement statement, List<RightsStatement> nearest) {
        return switch (family) {
            case ROBOTS -> new RobotsDirectives(statement.getValue()).outcome(statement.getStated());
            case TDMREP -> nearest.contains(statement) && reserves(statement) ? Outcome.METADATA_ONLY : Outcome.PUBLISH;
            case CONTENT_SIGNAL -> refusesUse(statement.getValue()) ? Outcome.METADATA_ONLY : Outcome.PUBLISH;
        };
    }

    private static Optional<RightsFamily> familyOf(RightsStatement statement) {
        return switch (statement.getSignal()) {
            case ROBOTS_META, X_ROBOTS_TAG -> Optional.of(RightsFamily.ROBOTS);
            case TDMREP -> Optional.of(RightsFamily.TDMREP);
            case CONTENT_SIGNAL -> Optional.of(RightsFamily.CONTENT_SIGNAL);
            case ROBOTS_TXT, LICENCE, OTHER -> Optional.empty();
        };
    }

    /** Reservations, made or denied, at the place nearest to the page that has any. */
    private static List<RightsStatement> nearestReservation(List<RightsStatement> statements) {
        List<RightsStatement> reservations = statements.stream()
                .filter(statement -> familyOf(statement)
                        .filter(family -> family == RightsFamily.TDMREP)
                        .isPresent())
                .filter(statement -> reservation(statement).isPresent())
                .toList();
        int nearest =
                reservations.stream().mapToInt(RightsPolicy::distance).min().orElse(0);
        return reservations.stream()
                .filter(statement -> distance(statement) == nearest)
                .toList();
    }

    private static int distance(RightsStatement statement) {
        String evidence = statement.getEvidence();
        if (evidence.equals(Rights.RESERVATION)) {
            return 0;
        }
        return evidence.endsWith(TdmRules.PATH) ? 2 : 1;
    }

    private static boolean reserves(RightsStatement statement) {
        return reservation(statement).filter("1"::equals).isPresent();
    }

    /** The value, 0 or 1, of a reservation. */
    private static Optional<String> reservation(RightsStatement statement) {
        String[] parts = statement.getValue().split(":", 2);
        return Optional.of(parts)
                .filter(two -> two.length == 2 && two[0].strip().equalsIgnoreCase(Rights.RESERVATION))
                .map(two -> two[1].strip())
                .filter(value -> value.equals("0") || value.equals("1"));
    }

    /** Whether a content signal says that the text may not be searched, or not be input to a model that answers. */
    private static boolean refusesUse(String signals) {
        return Arrays.stream(signals.toLowerCase(Locale.ROOT).split(","))
                .map(signal -> signal.replaceAll("\\s", ""))
                .anyMatch(signal -> signal.equals("search=no") || signal.equals("ai-input=no"));
    }
}
