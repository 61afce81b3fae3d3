/**
 * Who decides that a page may be fetched, when, and how: robots.txt, one request at a time a host with a pause after it, public
 * addresses only, and limits on time and size.
 */
@NullMarked
package io.depesche.ingest.fetch;

import org.jspecify.annotations.NullMarked;
