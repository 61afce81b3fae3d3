/**
 * Finds dates, times, durations and sets, and resolves them. Three passes: {@link io.depesche.enrich.step.date.Lexicon} gives words
 * their roles, the {@code *Phrases} classes compose words to expressions, and the {@code *Anchor} classes resolve
 * expressions against the publication date or the text. {@code docs/dates.md} tells how to add a word or a language.
 */
@NullMarked
package io.depesche.enrich.step.date;

import org.jspecify.annotations.NullMarked;
