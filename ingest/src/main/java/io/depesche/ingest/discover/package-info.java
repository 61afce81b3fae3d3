/** Finds articles: what feeds, sitemaps and index pages name. Pure: bytes in, addresses with their facts out. */
@NullMarked
package io.depesche.ingest.discover;

import org.jspecify.annotations.NullMarked;
