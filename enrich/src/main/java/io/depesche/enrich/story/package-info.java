/**
 * Stories: which reports tell of one event, which repeat another one, and which stories of two languages are the same event. Plain
 * functions of the reports in their order; the Streams processor around them keeps their state.
 */
@NullMarked
package io.depesche.enrich.story;

import org.jspecify.annotations.NullMarked;
