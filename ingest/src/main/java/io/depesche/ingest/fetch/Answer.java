package io.depesche.ingest.fetch;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param address the address that answered, after redirects
 * @param status the HTTP status
 * @param headers all headers, names in lower case
 * @param body the body, content encoding undone; not copied, so that nobody may change it
 * @param took from the start of the request to the last byte
 */
@SuppressWarnings("ArrayRecordComponent") // an answer is passed on once and never compared
public record Answer(URI address, int status, Map<String, List<String>> headers, byte[] body, Duration took) {

    /** The same answer with another body, such as the unpacked one. */
    public Answer withBody(byte[] other) {
        return new Answer(address, status, headers, other, took);
    }

    /** The first header of that name; {@code name} in lower case. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All headers of that name, in their order; {@code name} in lower case. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** The media type of the Content-Type header, in lower case, without parameters. */
    public Optional<String> mediaType() {
        return header("content-type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> !type.isEmpty());
    }

    /** The charset parameter of the Content-Type header, as sent. */
    public Optional<String> charset() {
        String marker = "charset=";
        return header("content-type").flatMap(value -> {
            int at = value.toLowerCase(Locale.ROOT).indexOf(marker);
            return at < 0
                    ? Optional.empty()
                    : Optional.of(value.substring(at + marker.length())
                                    .split(";", 2)[0]
                                    .replace("\"", "")
                                    .replace("'", "")
                                    .strip())
                            .filter(name -> !name.isEmpty());
        });
    }

    /** When the page changed last, as the server says. */
    public Optional<Instant> lastChange() {
        return header("last-modified").flatMap(Validators::instant);
    }

    /** By what to ask the next time. */
    public Validators validators() {
        return Validators.of(header("etag"), header("last-modified"), header("date"));
    }
}
