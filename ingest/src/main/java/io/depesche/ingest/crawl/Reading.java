package io.depesche.ingest.crawl;

import io.depesche.contracts.record.RawArticle;
import io.depesche.ingest.extract.SeenBlock;
import io.depesche.ingest.fetch.Validators;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a visit of an article's address came to. */
public sealed interface Reading {

    /**
     * An article.
     *
     * @param draft the record, as if this were the first revision
     * @param address where it stood, after redirects
     * @param marks by what else than its address the outlet's article may be known
     * @param validators by what to ask the next time
     * @param changed when the server says that the page changed
     * @param took from the request to the last byte
     * @param cleaned how many characters without a place in a text were taken out
     * @param blocks what the page teaches of its site
     * @param parts the further pages that it stands on
     */
    record Article(
            RawArticle draft,
            URI address,
            List<String> marks,
            Validators validators,
            Optional<Instant> changed,
            Duration took,
            int cleaned,
            List<SeenBlock> blocks,
            Further parts)
            implements Reading {

        public Article {
            marks = List.copyOf(marks);
            blocks = List.copyOf(blocks);
        }

        /** The same article with the text of its parts. */
        Article with(RawArticle joined, Further further) {
            return new Article(
                    joined,
                    address,
                    Marks.of(joined),
                    // What lacks a part is read whole the next time.
                    further.missing().isEmpty() ? validators : Validators.NONE,
                    changed,
                    took,
                    cleaned,
                    blocks,
                    further);
        }
    }

    /**
     * What an article has beside its first page.
     *
     * @param addresses where its further parts stand, in order
     * @param start hash of the first part by itself, where it has others and all were read
     * @param missing half a sentence: what could not be read
     */
    record Further(List<URI> addresses, Optional<String> start, Optional<String> missing) {

        static final Further NOTHING = new Further(List.of(), Optional.empty(), Optional.empty());

        public Further {
            addresses = List.copyOf(addresses);
        }
    }

    /** The server said that nothing changed. */
    record Unchanged() implements Reading {}

    /**
     * No article.
     *
     * @param reason half a sentence, without the address
     * @param status the HTTP status that told so
     * @param hostTrouble whether it is the host that has trouble, so that it should be left alone for a while
     * @param retryAfter when to come again, where the host says so
     */
    record Trouble(
            Fate fate, String reason, Optional<Integer> status, boolean hostTrouble, Optional<Duration> retryAfter)
            implements Reading {

        static Trouble ofPage(Fate fate, String reason) {
            return new Trouble(fate, reason, Optional.empty(), false, Optional.empty());
        }
    }
}
