package io.depesche.ingest.extract;

import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A fetched page.
 *
 * @param bytes the page as received, content encoding undone; not copied, so the caller leaves it alone
 * @param address where it was fetched from, after redirects
 * @param charset the charset parameter of the Content-Type header, as sent
 * @param zone where a time that states no zone is to be read; without it such a time is read as UTC
 */
@SuppressWarnings("ArrayRecordComponent") // a page is passed on once and never compared
public record Page(byte[] bytes, URI address, Optional<String> charset, Optional<ZoneId> zone) {

    /** A page of which nothing but bytes and address is known. */
    public static Page of(byte[] bytes, URI address) {
        return new Page(bytes, address, Optional.empty(), Optional.empty());
    }
}
