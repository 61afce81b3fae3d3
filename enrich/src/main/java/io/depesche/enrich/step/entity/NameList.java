package io.depesche.enrich.step.entity;

/** The lists of names that the model weighs as evidence. Their order is part of the model file. */
enum NameList {
    /** First names of many countries. */
    FORENAME,
    /** Surnames that many people bear. */
    COMMON_SURNAME,
    /** Surnames of every sort, many of them also common words. */
    SURNAME,
    /** Countries of one word. */
    COUNTRY,
    /** Towns and regions of one word. */
    PLACE,
    /** First word of a country, town or region of several. */
    PLACE_START,
    /** Further word of a country, town or region of several. */
    PLACE_REST;

    /** The bit by which a word table marks the list. */
    public int bit() {
        return 1 << ordinal();
    }
}
