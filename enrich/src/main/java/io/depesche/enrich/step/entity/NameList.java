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
    PLACE_REST(64),
    /** First names of all sorts. */
    ANY_FORENAME(1 << 7),
    /** Surnames of many countries. */
    ANY_SURNAME(1 << 8),
    /** Cities of the world, of one word. */
    CITY(1 << 9),
    /** Smaller towns of German- and English-speaking countries, of one word. */
    TOWN(1 << 10),
    /** Organizations of one word. */
    ORGANIZATION(1 << 11),
    /** First word of several organizations. */
    ORGANIZATION_START(1 << 12),
    /** Further word of several organizations. */
    ORGANIZATION_REST(1 << 13),
    /** Last word of several organizations. */
    ORGANIZATION_END(1 << 14),
    /** Brands of one word. */
    BRAND(1 << 15);

    private final int bit;

    NameList(int bit) {
        this.bit = bit;
    }

    /** The bit by which a word table marks the list. */
    int bit() {
        return bit;
    }
}
