/**
 * Direct quotations. {@link io.depesche.enrich.step.quote.QuotationMarks} finds what stands in quotation marks,
 * {@link io.depesche.enrich.step.quote.Attribution} who is said around it to speak. {@code docs/amounts.md} tells what is tagged.
 */
@NullMarked
package io.depesche.enrich.step.quote;

import org.jspecify.annotations.NullMarked;
