package io.depesche.ingest.crawl;

/** What became of one address of an article. */
public enum Fate {
    /** Published for the first time. */
    NEW,
    /** Published as a further revision, because headline, lead or body changed. */
    REVISED,
    /** Known and as it was. */
    UNCHANGED,
    /** Published as withdrawn: it was not there twice. */
    WITHDRAWN,
    /** Not published: the outlet reserves it. */
    RESERVED,
    /** Not published: somebody ordered that it be taken down. */
    TAKEN_DOWN,
    /** Not fetched: robots.txt forbids it or cannot be read. */
    FORBIDDEN_BY_ROBOTS,
    /** Status 404 or 410. */
    NOT_FOUND,
    /** A page without an article. */
    NO_ARTICLE,
    /** More bytes than allowed, of the page or of the article's text. */
    TOO_LARGE,
    /** An address that is never asked. */
    REFUSED_ADDRESS,
    /** Anything else that went wrong. */
    FAILED;

    /** Whether something is not as an outlet would want it; then the reason tells what. */
    public boolean isTrouble() {
        return switch (this) {
            case NEW, REVISED, UNCHANGED, WITHDRAWN, RESERVED, TAKEN_DOWN -> false;
            case FORBIDDEN_BY_ROBOTS, NOT_FOUND, NO_ARTICLE, TOO_LARGE, REFUSED_ADDRESS, FAILED -> true;
        };
    }
}
