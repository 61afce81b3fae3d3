package io.depesche.ingest.frontier;

import io.depesche.contracts.record.RawArticle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the crawler's results go. */
public interface Journal {

    /**
     * An article and the memory that says so.
     *
     * @param article a new revision, if there is one
     * @param memories what to remember
     */
    record Entry(Optional<RawArticle> article, List<Memory> memories) {

        public Entry {
            memories = List.copyOf(memories);
        }
    }

    /** Writes all of the entry or nothing; the future tells when it is safe, or why it is not. */
    CompletableFuture<Void> write(Entry entry);
}
