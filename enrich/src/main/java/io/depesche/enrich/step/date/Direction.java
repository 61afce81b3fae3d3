package io.depesche.enrich.step.date;

/** On which side of the publication date a clause lies. */
enum Direction {
    PAST,
    FUTURE,
    UNKNOWN
}
