package io.depesche.enrich.step.date;

/** What relative dates are counted from. */
public enum Anchor {
    /** The publication date, as in news. */
    PUBLICATION,
    /** The last date in the text, as in reports that retell history; the publication date before the first one. */
    NARRATIVE
}
