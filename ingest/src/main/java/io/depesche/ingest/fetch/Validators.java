package io.depesche.ingest.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What a conditional request asks by (RFC 9110, section 13).
 *
 * @param etag the ETag of the last answer, as sent
 * @param lastModified its Last-Modified, as sent, where it is strong
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    private static final int MAX_LENGTH = 1_000;

    /**
     * A Last-Modified counts whole seconds: a page that changes twice in one second would be missed. RFC 9110, section 8.8.2.2,
     * calls it strong where the answer was made at least a second later; two, because clocks inside a cluster differ.
     */
    private static final Duration STRONG_AFTER = Duration.ofSeconds(2);

    /** The validators of an answer. */
    static Validators of(Optional<String> etag, Optional<String> lastModified, Optional<String> date) {
        boolean strong = lastModified
                .flatMap(Validators::instant)
                .filter(changed -> date.flatMap(Validators::instant)
                        .filter(answered -> !answered.isBefore(changed.plus(STRONG_AFTER)))
                        .isPresent())
                .isPresent();
        return new Validators(
                etag.filter(text -> text.length() <= MAX_LENGTH), strong ? lastModified : Optional.empty());
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
