package io.depesche.cli.newsroom;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What to expect of one article.
 *
 * @param outlet the outlet's id
 * @param headline as first published
 * @param correctedHeadline as it reads after {@link Newsroom#publishCorrections()}; empty where nothing is corrected
 * @param listed the address that the outlet's feed, sitemap or index page gives, without tracking parameters
 * @param address where the article is served; differs from {@code listed} only where the article has moved
 * @param language BCP 47, what the text is really written in
 * @param published when the outlet says it was published, in whole minutes
 * @param peculiarity what is out of the ordinary about the page
 */
public record Expectation(
        String outlet,
        String headline,
        Optional<String> correctedHeadline,
        URI listed,
        URI address,
        String language,
        Instant published,
        Peculiarity peculiarity) {

    /** What must have become of the article at the end. */
    public Fate fate() {
        return peculiarity.fate();
    }
}
