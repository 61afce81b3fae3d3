package io.depesche.ingest.extract;

import java.net.URI;
import java.util.Optional;

/**
 * Chooses the headline among everything on the page that may be it. Where heading, metadata and title differ, a {@linkplain
 * HeadlineModel model} trained on pages of many sites decides; what it returns is always a text that the page has, without the
 * site's name, and without the kicker where the page sets that apart.
 */
final class Headlines {

    private final HeadlineCandidates page;
    private final Optional<HeadlineCandidate> chosen;

    Headlines(PageElements elements, JsonLd described, PageMetadata metadata, URI address, HeadlineModel model) {
        this.page = new HeadlineCandidates(elements, described, metadata, address);
        this.chosen = model.choose(page);
    }

    /** The headline; empty where the page has none. */
    String headline() {
        return chosen.map(HeadlineCandidate::text).orElse("");
    }

    /** What the page's site is called. */
    SiteNames sites() {
        return page.sites();
    }

    /** The words that the article begins with on the page: the headline, or the heading there where metadata has a better one. */
    String printed() {
        return chosen.filter(headline -> headline.place() < 0)
                .flatMap(headline -> page.first(HeadlineCandidate.Source.HEADING))
                .map(HeadlineCandidate::text)
                .orElseGet(this::headline);
    }
}
