/**
 * Turns the bytes of one web page into an article: text, headline, authors, times and what the page says about itself.
 * Everything here is pure: no network, no clock, no state; the same page gives the same article, and a page that holds none
 * gives a {@link io.depesche.ingest.extract.Problem} instead of an exception.
 */
@NullMarked
package io.depesche.ingest.extract;

import org.jspecify.annotations.NullMarked;
