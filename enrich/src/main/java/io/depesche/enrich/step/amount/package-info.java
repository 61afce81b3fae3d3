/**
 * Amounts in articles. {@link io.depesche.enrich.step.amount.Numerals} reads numbers,
 * {@link io.depesche.enrich.step.amount.CountedNouns} what is counted, {@link io.depesche.enrich.step.amount.Toll} what befell those
 * who are counted, and {@link io.depesche.enrich.step.amount.AmountReader} composes them sentence by sentence. {@code docs/amounts.md}
 * tells what is tagged and how to add a word.
 */
@NullMarked
package io.depesche.enrich.step.amount;

import org.jspecify.annotations.NullMarked;
