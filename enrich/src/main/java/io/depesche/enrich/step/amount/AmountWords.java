package io.depesche.enrich.step.amount;

import io.depesche.enrich.step.Vocabulary;
import java.util.EnumSet;

/** The word lists of amounts. */
final class AmountWords {

    private static final EnumSet<AmountRole> OF_SYMBOLS = EnumSet.of(
            AmountRole.UNIT,
            AmountRole.CURRENCY,
            AmountRole.SUBUNIT,
            AmountRole.SCALE,
            AmountRole.TIME,
            AmountRole.LABEL);

    private AmountWords() {}

    static Vocabulary<AmountRole> of(String language) {
        return Vocabulary.load(AmountRole.class, OF_SYMBOLS, language, "amounts/amounts");
    }
}
