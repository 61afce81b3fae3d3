/** The crawler: its loop, what it decides of each page, its configuration and its process. */
@NullMarked
package io.depesche.ingest;

import org.jspecify.annotations.NullMarked;
