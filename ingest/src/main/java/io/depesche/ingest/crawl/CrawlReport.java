package io.depesche.ingest.crawl;

import java.util.List;

/**
 * What one crawl of all outlets came to.
 *
 * @param sources every source that was polled
 * @param articles every address that was discovered, once
 */
public record CrawlReport(List<SourceOutcome> sources, List<ArticleOutcome> articles) {

    public CrawlReport {
        sources = List.copyOf(sources);
        articles = List.copyOf(articles);
    }

    /** How many addresses had that fate. */
    public long count(Fate fate) {
        return articles.stream().filter(outcome -> outcome.fate() == fate).count();
    }

    /** How many sources could not be read. */
    public long brokenSources() {
        return sources.stream().filter(outcome -> outcome.trouble().isPresent()).count();
    }
}
