package io.depesche.ingest.crawl;

import io.depesche.ingest.extract.Extraction;
import io.depesche.ingest.extract.Page;

/** Takes the article out of a page. Safe for use by several threads, and never throws for what a page holds. */
@FunctionalInterface
public interface PageReader {

    Extraction read(Page page);
}
