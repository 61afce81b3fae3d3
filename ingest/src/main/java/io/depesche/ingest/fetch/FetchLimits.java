package io.depesche.ingest.fetch;

import java.time.Duration;

/**
 * What one fetch may cost.
 *
 * @param connect longest time to connect, TLS included
 * @param response longest silence of the server
 * @param total longest time of one exchange from the first byte sent to the last one read, however busily it trickles
 * @param bytes most bytes of a body, both as sent and after decompression
 */
public record FetchLimits(Duration connect, Duration response, Duration total, int bytes) {

    /** Patient enough for a slow server, short enough that a hostile one binds a worker for a minute at most. */
    public static final FetchLimits USUAL =
            new FetchLimits(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60), 5 << 20);
}
