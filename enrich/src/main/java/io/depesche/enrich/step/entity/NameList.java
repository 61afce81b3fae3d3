package io.depesche.enrich.step.entity;

/** The lists of names that the model weighs as evidence. Their bits are part of the model file. */
enum NameList {
    /** First names of many countries. */
    FORENAME(1),
    /** Surnames that many people bear. */
    COMMON_SURNAME(2),
    /** Surnames of every sort, many of them also common words. */
    SURNAME(4),
    /** Countries of one word. */
    COUNTRY(8),
    /** Towns and regions of one word. */
    PLACE(16),
    /** First word of a country, town or region of several. */
    PLACE_START(32),
    /** Further word of a country, town or region of several. */
    PLACE_REST(64);

    private final int bit;

    NameList(int bit) {
        this.bit = bit;
    }

    /** The bit by which a word table marks the list. */
    int bit() {
        return bit;
    }
}
