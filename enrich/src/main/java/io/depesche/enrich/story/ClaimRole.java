package io.depesche.enrich.story;

/** What a word of the lists {@code lang/<code>/claims/claims.words} tells of a claim. */
enum ClaimRole {
    /** A counted noun that says too little of what is counted, such as people. */
    GENERIC,
    /** A word for all whom something befell, where others are a part of them, such as children. */
    WHOLE,
    /** Says that people are badly hurt. */
    SEVERE,
    /** Says that people are slightly hurt. */
    SLIGHT,
    /** Says that an amount is a part of something, comes on top of it, or is not meant. */
    PART,
    /** Says that something may be, or is feared. */
    UNSURE,
    /** Before a date, from which on things were added up. */
    SINCE,
    /** Between two things that one number counts. */
    AND,
    /** What an amount of money or a measure is for, by a word for both languages. */
    TOPIC,
    /** Something that happens at one time and place, by a word for both languages. */
    EVENT,
    /** The word between an event and its place. */
    PLACE_AT,
    /** A word beside a clock time. */
    CLOCK,
    /** The office that a person has, by a word for both languages. */
    OFFICE,
    /** A word that says nothing of what a sentence is about. */
    STOP
}
