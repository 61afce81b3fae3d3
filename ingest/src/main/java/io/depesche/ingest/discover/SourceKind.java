package io.depesche.ingest.discover;

/** What kind of source names articles. */
public enum SourceKind {
    /** RSS, Atom or JSON Feed. */
    FEED,
    /** A sitemap or an index of sitemaps. */
    SITEMAP,
    /** A page that links articles. */
    PAGE,
    /** The outlet's front page, where its feeds and sitemaps are looked for as well. */
    HOMEPAGE
}
