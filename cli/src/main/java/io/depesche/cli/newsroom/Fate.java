package io.depesche.cli.newsroom;

/** What must have become of an article once a well-behaved crawler and the tagger are done with the newsroom. */
public enum Fate {
    /** Fetched and tagged, one revision. */
    TAGGED,
    /** Tagged, and tagged again as the next revision of the same id once the correction is out. */
    REVISED,
    /** Tagged as what it is: the opening lines in front of a paywall. */
    TEASER,
    /** Listed, but robots.txt asks to stay away: never requested. */
    FORBIDDEN_BY_ROBOTS,
    /** Answered with status 200 and something that is no article: reported, not published. */
    BROKEN,
    /** Listed, but answered with status 404. */
    GONE
}
