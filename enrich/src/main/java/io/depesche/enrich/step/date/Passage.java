package io.depesche.enrich.step.date;

import io.depesche.contracts.record.Field;
import java.util.List;

/**
 * One field of an article with the date expressions found in it.
 *
 * @param expressions in reading order; none overlap
 */
record Passage(Field field, String text, Words words, List<Expression> expressions) {}
