package io.depesche.ingest.extract;

/**
 * Why a page gave no article.
 *
 * @param code the kind of problem
 * @param detail one line for people that names what was met and, where there is one, the limit
 */
public record Problem(Code code, String detail) {

    /** The kinds of problem. */
    public enum Code {
        /** There is not one character of text in the bytes. */
        EMPTY,
        /** The bytes are a picture, an archive, a PDF or other data, not markup. */
        NOT_HTML,
        /** More bytes than {@link ArticleExtractor#MAX_BYTES} or more tags than {@link PageTree#MAX_TAGS}; they were not looked at. */
        TOO_LARGE,
        /** The markup breaks off in a tag or a script before any text of an article. */
        CUT_OFF,
        /** The site asks for consent before it shows the article. */
        CONSENT_WALL,
        /** The site wants to see a person or a browser first: a captcha, "Just a moment…". */
        BOT_CHECK,
        /** The site asks to log in. */
        LOGIN,
        /** "Page not found", "Access denied", sent as if all were well. */
        ERROR_PAGE,
        /** Markup without the text of an article, for none of the other reasons: an index page, a page filled in by script. */
        NO_BODY
    }
}
