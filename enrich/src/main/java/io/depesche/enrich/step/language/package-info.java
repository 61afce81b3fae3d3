/** Which language an article is written in. */
@NullMarked
package io.depesche.enrich.step.language;

import org.jspecify.annotations.NullMarked;
