/**
 * Names in articles. {@link io.depesche.enrich.step.entity.Tokenizer} cuts a text into sentences and words,
 * {@link io.depesche.enrich.step.entity.SequenceTagger} labels the words by a linear-chain model of its own,
 * {@link io.depesche.enrich.step.entity.DocumentPass} makes the readings of one article agree, and
 * {@link io.depesche.enrich.step.entity.EntityBook} gathers mentions into entities. Inside the package positions are UTF-16
 * indexes; they become code points only where records are made.
 */
@NullMarked
package io.depesche.enrich.step.entity;

import org.jspecify.annotations.NullMarked;
