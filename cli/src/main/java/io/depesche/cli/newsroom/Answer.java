package io.depesche.cli.newsroom;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an outlet answers to a path. */
final class Answer {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Optional<Instant> modified;
    private final Optional<String> location;
    private final Duration pause;

    private Answer(
            int status,
            String contentType,
            byte[] body,
            Optional<Instant> modified,
            Optional<String> location,
            Duration pause) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.modified = modified;
        this.location = location;
        this.pause = pause;
    }

    /** Content that last changed at {@code modified}. */
    static Answer ok(String contentType, byte[] body, Instant modified) {
        return new Answer(200, contentType, body, Optional.of(modified), Optional.empty(), Duration.ZERO);
    }

    static Answer ok(String contentType, String body, Charset charset, Instant modified) {
        return ok(contentType, body.getBytes(charset), modified);
    }

    static Answer movedTo(String address) {
        return new Answer(301, "text/plain", new byte[0], Optional.empty(), Optional.of(address), Duration.ZERO);
    }

    static Answer notFound() {
        byte[] body = "<!DOCTYPE html><title>404</title><h1>404</h1>".getBytes(StandardCharsets.UTF_8);
        return new Answer(404, "text/html; charset=utf-8", body, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    /** To any method but GET and HEAD. */
    static Answer onlyToBeRead() {
        return new Answer(405, "text/plain", new byte[0], Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    /** The same answer, given only after a while. */
    Answer after(Duration delay) {
        return new Answer(status, contentType, body, modified, location, delay);
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    /** How long the outlet takes before it answers. */
    Duration pause() {
        return pause;
    }

    /** The headers to send along with the status. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        modified.ifPresent(time -> {
            headers.put("ETag", etag());
            headers.put("Last-Modified", HTTP_DATE.format(time));
        });
        location.ifPresent(address -> headers.put("Location", address));
        return headers;
    }

    /** Whether a client that sends these has the content already (RFC 9110, section 13.2.2: the tag decides where there is one). */
    boolean isKnownBy(Optional<String> ifNoneMatch, Optional<String> ifModifiedSince) {
        if (modified.isEmpty()) {
            return false;
        }
        if (ifNoneMatch.isPresent()) {
            return Arrays.stream(ifNoneMatch.get().split(","))
                    .map(String::strip)
                    .anyMatch(tag -> tag.equals("*") || tag.equals(etag()));
        }
        return ifModifiedSince
                .flatMap(Answer::httpDate)
                .filter(since -> !modified.get().truncatedTo(SECONDS).isAfter(since))
                .isPresent();
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(HTTP_DATE.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            // RFC 9110, section 13.1.3: a date that isn't valid is ignored.
            return Optional.empty();
        }
    }

    /** A strong entity tag: equal for equal bodies, another one after any change. */
    private String etag() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(hash, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
