package io.depesche.ingest.crawl;

import io.depesche.contracts.record.TimePrecision;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of one address of an article.
 *
 * @param outlet the outlet's id
 * @param address as discovered, normalised
 * @param fate what became of it
 * @param reason half a sentence that tells why, or what is missing, without the address; empty where all is well
 * @param articleId the article, where it is known
 * @param revision the revision that was published last, 0 where none was
 * @param page the page, where one was fetched
 */
public record ArticleOutcome(
        String outlet,
        URI address,
        Fate fate,
        String reason,
        Optional<String> articleId,
        int revision,
        Optional<Page> page) {

    /** Nothing was published, for that reason. */
    public static ArticleOutcome trouble(String outlet, URI address, Fate fate, String reason) {
        return new ArticleOutcome(outlet, address, fate, reason, Optional.empty(), 0, Optional.empty());
    }

    /**
     * A page as it was fetched.
     *
     * @param took from the request to the last byte
     * @param bytes of its body, content encoding undone
     * @param age from the publication to the fetch, where the publication's time is known to the minute
     * @param cleaned how many characters without a place in a text were taken out
     */
    public record Page(Duration took, long bytes, Optional<Duration> age, int cleaned) {

        static Page of(Reading.Article article) {
            return new Page(
                    article.took(),
                    article.draft().getFetch().getBytes(),
                    article.draft()
                            .getPublished()
                            .filter(time -> time.getPrecision() == TimePrecision.SECOND
                                    || time.getPrecision() == TimePrecision.MINUTE)
                            .map(time -> Duration.between(
                                    time.getInstant(), article.draft().getCrawled()))
                            .filter(age -> !age.isNegative()),
                    article.cleaned());
        }
    }

    ArticleOutcome of(Reading.Article article) {
        return new ArticleOutcome(
                outlet,
                address,
                fate,
                article.parts().missing().orElse(reason),
                articleId,
                revision,
                Optional.of(Page.of(article)));
    }
}
