/** What is decided on articles and sources, and told of it: plain functions of what was read, what is remembered, and the time. */
@NullMarked
package io.depesche.ingest.crawl;

import org.jspecify.annotations.NullMarked;
