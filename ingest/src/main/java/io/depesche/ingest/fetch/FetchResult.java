package io.depesche.ingest.fetch;

/** What became of a fetch. */
public sealed interface FetchResult {

    /** The page, with a status of 200 to 299. */
    record Fetched(Answer answer) implements FetchResult {}

    /** Status 304: nothing changed since the validators were given. */
    record NotModified() implements FetchResult {}

    /**
     * No page.
     *
     * @param detail half a sentence for people, without the address
     */
    record Failed(FetchProblem problem, String detail) implements FetchResult {}
}
