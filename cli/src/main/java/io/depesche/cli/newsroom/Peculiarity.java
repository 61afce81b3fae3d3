package io.depesche.cli.newsroom;

/** The one thing that is out of the ordinary about an article's page. */
public enum Peculiarity {
    /** Nothing is. */
    NONE,
    /** Headline and body change when the newsroom publishes its corrections. */
    CORRECTED,
    /** Agency copy that another outlet prints in nearly the same words. */
    AGENCY_COPY,
    /** Says that it isn't accessible for free, and ends after two paragraphs. */
    PAYWALLED,
    /** Lies where robots.txt forbids to go, although the feed lists it. */
    FORBIDDEN,
    /** Binary rubbish that calls itself HTML. */
    BROKEN,
    /** Status 200 and not one byte. */
    EMPTY,
    /** Listed, but not there: status 404. */
    GONE,
    /** In windows-1252, as only the page's own meta element says. */
    WINDOWS_1252,
    /** Takes {@link OutletSite#SLOWNESS} to answer. */
    SLOW,
    /** Listed under an old address that redirects to the present one. */
    MOVED,
    /** In French, in an outlet that declares German. */
    FRENCH;

    /** What becomes of such an article. */
    public Fate fate() {
        return switch (this) {
            case NONE, AGENCY_COPY, WINDOWS_1252, SLOW, MOVED, FRENCH -> Fate.TAGGED;
            case CORRECTED -> Fate.REVISED;
            case PAYWALLED -> Fate.TEASER;
            case FORBIDDEN -> Fate.FORBIDDEN_BY_ROBOTS;
            case BROKEN, EMPTY -> Fate.BROKEN;
            case GONE -> Fate.GONE;
        };
    }
}
