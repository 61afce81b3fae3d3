package io.depesche.ingest.discover;

import io.depesche.ingest.fetch.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Answers of servers for tests. */
final class Answers {

    private Answers() {}

    static Answer of(String address, String type, String text) {
        return of(address, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer of(String address, String type, byte[] body) {
        return new Answer(URI.create(address), 200, Map.of("content-type", List.of(type)), body, Duration.ZERO);
    }
}
