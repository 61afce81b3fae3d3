package io.depesche.ingest.crawl;

import io.depesche.ingest.extract.ExtractedPage;
import io.depesche.ingest.extract.Page;
import io.depesche.ingest.extract.SiteTemplate;

/** Takes the article out of a page. Safe for use by several threads, and never throws for what a page holds. */
@FunctionalInterface
public interface PageReader {

    /**
     * Reads one page.
     *
     * @param template what is known of the page's site
     */
    ExtractedPage read(Page page, SiteTemplate template);
}
