package io.depesche.enrich.step.amount;

import java.util.Optional;

/**
 * An amount in a text, at UTF-16 indexes.
 *
 * @param start where it starts
 * @param numberEnd one past its number
 * @param end one past its last word
 * @param mod how the number is meant, absent where it is meant as it stands
 * @param what the counted words
 */
record Found(
        int start, int numberEnd, int end, double value, String unit, Optional<String> mod, Optional<String> what) {}
