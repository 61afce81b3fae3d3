package io.depesche.ingest.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Is told what was fetched over the wire, robots.txt and redirects included. Called by several threads; what it throws is a fault. */
@FunctionalInterface
public interface Exchanges {

    /** Nobody listens. */
    Exchanges UNHEARD = exchange -> {};

    /** A header as sent. */
    record Field(String name, String value) {}

    /** Why a body is not whole. */
    enum Cut {
        /** It is longer than the limit. */
        LENGTH,
        /** It took too long. */
        TIME,
        /** The connection was lost, or closed because the crawler stopped. */
        DISCONNECT
    }

    /**
     * A request and the answer to it, as far as it came.
     *
     * @param address the address asked
     * @param server the IP address that was asked
     * @param started when the request was sent
     * @param took until the last byte
     * @param requestTarget path and query of the request line; the method is GET, the version HTTP/1.1
     * @param requestHeaders in their order
     * @param status the answer's status
     * @param reason the answer's reason phrase, often empty
     * @param headers the answer's headers in their order
     * @param body the bytes as sent, content encoding kept, transfer encoding undone
     * @param cut why the body is not whole, if it is not
     */
    @SuppressWarnings("ArrayRecordComponent") // told once and never compared
    record Exchange(
            URI address,
            InetAddress server,
            Instant started,
            Duration took,
            String requestTarget,
            List<Field> requestHeaders,
            int status,
            String reason,
            List<Field> headers,
            byte[] body,
            Optional<Cut> cut) {}

    /** An exchange is over. */
    void over(Exchange exchange);
}
