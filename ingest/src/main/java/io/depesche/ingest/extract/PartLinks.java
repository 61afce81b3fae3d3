package io.depesche.ingest.extract;

import java.net.URI;
import java.util.Optional;

/**
 * What a page says of the other parts of its article, where that is spread over several pages. Only addresses count that are the page's own but
 * for the number of the page, so that the next article, or older posts, are never taken for a part. All on the page's host.
 *
 * @param next the part behind this one
 * @param first the first part, where this is a later one
 * @param whole the whole article on one page
 * @param isNumbered whether this page's address has the number before that of {@code next}, and it is not the first: a later part, or something
 *     else that is numbered
 */
public record PartLinks(Optional<URI> next, Optional<URI> first, Optional<URI> whole, boolean isNumbered) {

    /** An article on one page. */
    static final PartLinks NONE = new PartLinks(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** The part behind this one, where nobody came here from the one before: articles can be numbered as well. */
    public Optional<URI> nextAtStart() {
        return next.filter(link -> !isNumbered || first.isPresent());
    }
}
