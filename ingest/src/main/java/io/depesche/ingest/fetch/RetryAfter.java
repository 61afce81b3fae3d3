package io.depesche.ingest.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The Retry-After header (RFC 9110, section 10.2.3). */
final class RetryAfter {

    /** A host that asks for more is asked again after this. */
    static final Duration MAX = Duration.ofHours(24);

    private RetryAfter() {}

    /** How long an answer asks to wait: seconds, or until a date. Empty where it does not say, or nothing of use. */
    static Optional<Duration> of(Answer answer, Instant now) {
        return answer.header("retry-after")
                .flatMap(value -> parse(value, now))
                .filter(wait -> !wait.isNegative() && !wait.isZero())
                .map(wait -> wait.compareTo(MAX) > 0 ? MAX : wait);
    }

    private static Optional<Duration> parse(String value, Instant now) {
        if (!value.isEmpty() && value.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Optional.of(value.length() > 9 ? MAX : Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            return Optional.of(Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value))));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
