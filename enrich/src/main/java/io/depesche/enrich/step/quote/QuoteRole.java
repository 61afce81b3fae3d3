package io.depesche.enrich.step.quote;

/** What a word of the lists {@code lang/<code>/quotes/quotes.words} can be around a quotation. */
enum QuoteRole {
    /** A verb of saying. */
    SAID,
    /** "so" of "so Schwarz". */
    SO,
    /** "laut", "zufolge". */
    ACCORDING,
    /** "Das" of "Das sagte Schwarz". */
    DAS,
    /** A word that makes a few words in marks a sentence rather than a name. */
    FINITE,
    HE,
    SHE,
    /** A word that may stand between a subject and its verb. */
    AUXILIARY,
    ARTICLE,
    /** Before a name it makes the name no subject. */
    PREPOSITION,
    /** Before or after a name it makes somebody else the subject. */
    GENITIVE,
    /** Somebody who speaks for another. */
    DEPUTY,
    /** A noun whose name stands in quotation marks ("der Film"). */
    TITLE,
    /** A title of women. */
    WOMAN,
    /** A title of men. */
    MAN
}
