package io.depesche.ingest.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of a fetch. */
public sealed interface FetchResult {

    /**
     * The page, with a status of 200 to 299.
     *
     * @param hops the addresses that redirected, in their order, the one that was ordered first; none where that answered itself
     * @param permanent whether there were redirects, and all of them said that they stay (301, 308)
     */
    record Fetched(Answer answer, List<URI> hops, boolean permanent) implements FetchResult {

        public Fetched {
            hops = List.copyOf(hops);
        }

        /** A page at the address that was ordered. */
        public Fetched(Answer answer) {
            this(answer, List.of(), false);
        }
    }

    /** Status 304: nothing changed since the validators were given. */
    record NotModified() implements FetchResult {}

    /**
     * No page.
     *
     * @param detail half a sentence for people, without the address
     * @param status the status of the answer, where there was one
     * @param retryAfter how long the host asks to be left alone (Retry-After), or how long its robots.txt, which could not be
     *     read, is not asked for again; at most 24 hours
     * @param hostTrouble whether the whole host is in trouble (no connection, no answer in time, status 429 or 5xx, for the page
     *     or for robots.txt), not this page alone
     */
    record Failed(
            FetchProblem problem,
            String detail,
            Optional<Integer> status,
            Optional<Duration> retryAfter,
            boolean hostTrouble)
            implements FetchResult {

        /** A failure without an answer. */
        public Failed(FetchProblem problem, String detail) {
            this(problem, detail, Optional.empty(), Optional.empty(), isOfHost(problem));
        }

        /** A failure for what a host answered. */
        static Failed of(FetchProblem problem, String detail, int status, Optional<Duration> retryAfter) {
            return new Failed(problem, detail, Optional.of(status), retryAfter, status == 429 || status >= 500);
        }

        private static boolean isOfHost(FetchProblem problem) {
            return problem == FetchProblem.TIMEOUT || problem == FetchProblem.UNREACHABLE;
        }
    }
}
