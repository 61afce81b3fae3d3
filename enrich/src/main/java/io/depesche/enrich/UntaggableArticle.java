package io.depesche.enrich;

import io.depesche.service.Unprocessable;

/** An article that cannot be tagged, or whose tagging failed. */
public final class UntaggableArticle extends Unprocessable {

    private static final long serialVersionUID = 1L;

    UntaggableArticle(String reason, String message) {
        super(reason, message);
    }

    UntaggableArticle(String reason, String message, Throwable cause) {
        super(reason, message);
        initCause(cause);
    }
}
