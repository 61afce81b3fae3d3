/** The tagging service: raw articles in, tagged articles out. The steps themselves are pure and live below {@code step}. */
@NullMarked
package io.depesche.enrich;

import org.jspecify.annotations.NullMarked;
