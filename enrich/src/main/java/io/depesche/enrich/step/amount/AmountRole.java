package io.depesche.enrich.step.amount;

/** What a word of the lists {@code lang/<code>/amounts/amounts.words} can be in an amount. */
enum AmountRole {
    /** A number up to 1000, by its value. */
    NUMBER,
    /** "ein", "a": a number only before a scale, a unit or people whom something befell. */
    ONE,
    /** The number one that counts things only where it measures. */
    ONE_OF_UNITS,
    /** "halbe": halves the scale that follows. */
    HALF,
    /** "Viertelmillion": number and scale in one word. */
    QUARTER_SCALE,
    /** "Drittel", by its denominator. */
    FRACTION,
    /** "die Hälfte". */
    HALF_OF,
    /** "Millionen", by its factor. */
    SCALE,
    /** A mod, before the number. */
    MODIFIER,
    /** A mod before numbers of ten and more, otherwise a preposition ("über"). */
    MODIFIER_OF_MANY,
    /** A mod after the amount. */
    MODIFIER_AFTER,
    /** What joins two ends of a range: BETWEEN, AND (only after "zwischen") or STEP (only after "von"). */
    RANGE,
    /** A minus before a measure. */
    MINUS,
    /** "zwischen". */
    BETWEEN,
    /** "von" of "von 3 auf 5 Prozent". */
    STEP_FROM,
    /** "von" of "zwei von drei Kindern". */
    RATIO,
    /** "Nummer", "§": what follows is a name. */
    LABEL,
    /** A currency, by its ISO 4217 code. */
    CURRENCY,
    /** A word that is a currency only after a scale. */
    SCALED_CURRENCY,
    /** The hundredth part of a currency. */
    SUBUNIT,
    /** A unit of measure, by its UCUM code. */
    UNIT,
    /** A hundredth of a percentage point. */
    BASIS_POINT,
    /** A degree, of temperature or of angle. */
    DEGREE,
    /** A length of time, which is the dates' step's. */
    TIME,
    /** A noun counted in the singular ("20 Mann"). */
    UNINFLECTED,
    /** "weitere", in place of a noun. */
    OTHERS,
    /** A word for people, whom things befall. */
    PERSON,
    /** A noun or adjective that says what befell the counted people. */
    TOLL,
    /** A verb form after the people that says so. */
    FATE,
    /** The particle of a verb in two parts ("nahm … fest"). */
    FATE_PARTICLE,
    /** The other part of it. */
    PARTICLE_VERB,
    /** A verb right before the number. */
    FATE_BEFORE,
    /** "Zahl der": what befell stands before the number. */
    TOTAL,
    /** What may stand between that and the number. */
    TOTAL_TO,
    /** What may follow the number, other than the end of the clause. */
    TOTAL_AFTER,
    /** An auxiliary that makes the counted people the doers. */
    ACTIVE,
    /** Denies what follows. */
    NEGATION,
    /** "darunter": opens an insertion. */
    INCLUDING,
    /** A preposition: the counted people are no subject. */
    PREPOSITION,
    /** A form of "be" or "get", which makes a passive. */
    BE,
    /** A word that ends what may stand between a number and its noun. */
    STOP,
    /** A word that looks like a plural and is none. */
    NO_PLURAL,
    /** An irregular plural, by its singular. */
    PLURAL
}
