package io.depesche.ingest.crawl;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of one address of an article.
 *
 * @param outlet the outlet's id
 * @param address as discovered, normalised
 * @param fate what became of it
 * @param reason half a sentence that tells why, without the address; empty unless there is trouble
 * @param articleId the article, where it is known
 * @param revision the revision that was published last, 0 where none was
 * @param took how long the page took to fetch, where it was
 */
public record ArticleOutcome(
        String outlet,
        URI address,
        Fate fate,
        String reason,
        Optional<String> articleId,
        int revision,
        Optional<Duration> took) {

    /** Nothing was published, for that reason. */
    public static ArticleOutcome trouble(String outlet, URI address, Fate fate, String reason) {
        return new ArticleOutcome(outlet, address, fate, reason, Optional.empty(), 0, Optional.empty());
    }

    ArticleOutcome took(Duration duration) {
        return new ArticleOutcome(outlet, address, fate, reason, articleId, revision, Optional.of(duration));
    }
}
