/** What the crawler remembers: which articles it has published, how to ask whether they changed, and when to look again. */
@NullMarked
package io.depesche.ingest.frontier;

import org.jspecify.annotations.NullMarked;
