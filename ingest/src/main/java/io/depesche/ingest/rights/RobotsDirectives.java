package io.depesche.ingest.rights;

import io.depesche.ingest.fetch.RobotsRules;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The directives of a robots meta element or an X-Robots-Tag header: words such as {@code noindex}, some with a value
 * ({@code max-snippet:0}), all behind the name of a crawler where they are for that one alone ({@code otherbot: noindex}).
 */
final class RobotsDirectives {

    private static final String UNAVAILABLE_AFTER = "unavailable_after";
    private static final Set<String> VALUED =
            Set.of(UNAVAILABLE_AFTER, "max-snippet", "max-image-preview", "max-video-preview");
    /** Words without a value. What stands before one of these and a colon is the name of a crawler. */
    private static final Set<String> PLAIN = Set.of(
            "all",
            "index",
            "follow",
            "none",
            "noindex",
            "nofollow",
            "noarchive",
            "nocache",
            "nosnippet",
            "noai",
            "noimageai",
            "noimageindex",
            "notranslate",
            "indexifembedded",
            "noodp",
            "noydir");

    private static final Set<String> RESERVING = Set.of("nosnippet", "noarchive", "noai");
    private static final List<DateTimeFormatter> TIMES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss z", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEEE, d-MMM-uu HH:mm:ss z", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("d-MMM-uuuu HH:mm:ss z", Locale.ENGLISH));

    private record Directive(String name, String value) {}

    private final List<Directive> ours = new ArrayList<>();

    /**
     * @param written the attribute or header as written
     */
    RobotsDirectives(String written) {
        boolean forUs = true;
        String[] parts = written.split(",");
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            int colon = part.indexOf(':');
            String name = name(part, colon);
            if (colon >= 0 && !VALUED.contains(name)) {
                String rest = part.substring(colon + 1).strip();
                int next = rest.indexOf(':');
                if (PLAIN.contains(name(rest, next)) || VALUED.contains(name(rest, next))) {
                    forUs = name.equalsIgnoreCase(RobotsRules.PRODUCT_TOKEN);
                    part = rest;
                    colon = next;
                    name = name(rest, next);
                }
            }
            String value = colon < 0 ? "" : part.substring(colon + 1).strip();
            // A date may hold a comma after its day of the week.
            if (name.equals(UNAVAILABLE_AFTER) && isWord(value) && i + 1 < parts.length) {
                value = value + ", " + parts[++i].strip();
            }
            if (forUs && !name.isEmpty()) {
                ours.add(new Directive(name, value));
            }
        }
    }

    private static String name(String part, int colon) {
        return (colon < 0 ? part : part.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isWord(String value) {
        return !value.isEmpty() && value.chars().allMatch(Character::isLetter);
    }

    /** What the directives ask of us. */
    RightsPolicy.Outcome outcome(Optional<Instant> now) {
        if (has("noindex") || has("none")) {
            return RightsPolicy.Outcome.SKIP;
        }
        boolean reserves = ours.stream()
                .anyMatch(directive -> RESERVING.contains(directive.name())
                        || (directive.name().equals("max-snippet")
                                && directive.value().equals("0"))
                        || (directive.name().equals(UNAVAILABLE_AFTER) && isPast(directive.value(), now)));
        return reserves ? RightsPolicy.Outcome.METADATA_ONLY : RightsPolicy.Outcome.PUBLISH;
    }

    private boolean has(String name) {
        return ours.stream().anyMatch(directive -> directive.name().equals(name));
    }

    private static boolean isPast(String date, Optional<Instant> now) {
        return now.isPresent()
                && time(date).filter(end -> end.isBefore(now.get())).isPresent();
    }

    private static Optional<Instant> time(String date) {
        for (DateTimeFormatter format : TIMES) {
            try {
                return Optional.of(Instant.from(format.parse(date)));
            } catch (DateTimeException e) {
                // another format then
            }
        }
        try {
            return Optional.of(LocalDate.parse(date)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
