package io.depesche.cli;

import io.depesche.contracts.record.Claim;
import io.depesche.contracts.record.ClaimedValue;
import io.depesche.contracts.record.Correction;
import io.depesche.contracts.record.Disagreement;
import io.depesche.contracts.record.DisagreementState;
import io.depesche.contracts.record.Story;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows a story to a person: headline, who reports it, and what they disagree on. Times are UTC. */
final class StoryPrinter {

    private static final int OUTLETS_SHOWN = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private StoryPrinter() {}

    static String print(Story story) {
        StringBuilder text = new StringBuilder();
        text.append(story.getHeadline()).append("\n   ").append(sizeOf(story));
        story.getMergedInto()
                .ifPresent(other -> text.append("\n   merged into ").append(other));
        for (Disagreement disagreement : story.getDisagreements()) {
            text.append("\n   ").append(line(disagreement));
            for (Correction correction : disagreement.getCorrections()) {
                text.append("\n      ").append(line(correction));
            }
        }
        return text.toString();
    }

    private static String sizeOf(Story story) {
        int outlets = story.getOutlets().size();
        return "%s, reports: %d, outlets: %d, with a report of their own: %d: %s%s"
                .formatted(
                        story.getLanguage(),
                        story.getReports(),
                        outlets,
                        story.getIndependentOutlets(),
                        story.getOutlets().stream().limit(OUTLETS_SHOWN).collect(Collectors.joining(", ")),
                        outlets > OUTLETS_SHOWN ? ", …" : "");
    }

    private static String line(Disagreement disagreement) {
        boolean updated = disagreement.getState() == DisagreementState.UPDATED;
        return "%s %s%s: %s"
                .formatted(
                        disagreement.getState().toString().toLowerCase(Locale.ROOT),
                        disagreement.getAbout(),
                        disagreement.getContext().map(" (%s)"::formatted).orElse(""),
                        disagreement.getValues().stream()
                                .map(StoryPrinter::line)
                                .collect(Collectors.joining(updated ? " → " : " / ")));
    }

    private static String line(ClaimedValue value) {
        Claim first = value.getClaims().get(0);
        return "%s%s [%s]"
                .formatted(
                        first.getMod().map(StoryPrinter::sign).orElse(""),
                        value.getValue(),
                        value.getClaims().stream()
                                .map(claim -> claim.getOutlet() + " " + time(claim.getSaid()))
                                .collect(Collectors.joining(", ")));
    }

    private static String sign(String mod) {
        return switch (mod) {
            case "MORE_THAN" -> ">";
            case "LESS_THAN" -> "<";
            case "EQUAL_OR_MORE" -> "≥";
            case "EQUAL_OR_LESS" -> "≤";
            default -> "~";
        };
    }

    private static String line(Correction correction) {
        return "%s corrected %s to %s at %s"
                .formatted(
                        correction.getOutlet(),
                        correction.getBefore(),
                        correction.getAfter(),
                        time(correction.getTime()));
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
