package io.depesche.ingest.fetch;

/** Why a fetch brought nothing. */
public enum FetchProblem {
    /** robots.txt forbids it, or could not be read, which RFC 9309 treats alike. */
    FORBIDDEN_BY_ROBOTS,
    /** The address, or one that it redirects to, may not be asked. */
    REFUSED_ADDRESS,
    /** Status 404 or 410. */
    NOT_FOUND,
    /** More bytes than allowed, before or after decompression. */
    TOO_LARGE,
    /** Redirects in a circle or too many of them. */
    TOO_MANY_REDIRECTS,
    /** Not connected, no answer, or not all of it in time. */
    TIMEOUT,
    /** No such host, no connection, connection lost. */
    UNREACHABLE,
    /** Another status that brings no page. */
    BAD_STATUS,
    /** An answer that is no proper HTTP. */
    BAD_ANSWER,
    /** The crawler stops. */
    STOPPED
}
