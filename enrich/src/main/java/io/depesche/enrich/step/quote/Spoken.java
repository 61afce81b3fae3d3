package io.depesche.enrich.step.quote;

import java.util.Optional;

/**
 * A direct quotation, at UTF-16 indexes.
 *
 * @param speaker id of the entity that speaks, where it is clear
 */
record Spoken(int start, int end, Optional<String> speaker) {}
