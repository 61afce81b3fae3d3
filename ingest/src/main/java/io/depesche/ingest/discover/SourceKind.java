package io.depesche.ingest.discover;

/** What kind of source names articles. */
public enum SourceKind {
    FEED,
    SITEMAP,
    PAGE
}
