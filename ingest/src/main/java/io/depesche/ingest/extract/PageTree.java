package io.depesche.ingest.extract;

import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/**
 * Makes the tree of a page, if it is not larger than any page is: five mebibytes of nothing but tags would take a hundred times their
 * size. Elements nested deeper than {@value #MAX_DEPTH} are put beside each other, for whatever walks down has a stack to overflow.
 */
public final class PageTree {

    /** More tags than this are no page; a long one has some ten thousand. */
    public static final int MAX_TAGS = 200_000;

    private static final int MAX_DEPTH = 512;

    private PageTree() {}

    /**
     * The tree of a page or a piece of one; empty where it has more than {@value #MAX_TAGS} tags.
     *
     * @param address where it was found; may be empty
     */
    public static Optional<Document> of(String markup, String address) {
        return isTooMuch(markup)
                ? Optional.empty()
                : Optional.of(Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseInput(markup, address));
    }

    private static boolean isTooMuch(String markup) {
        return markup.length() > 2 * MAX_TAGS && tags(markup) > MAX_TAGS;
    }

    /** As the parser would count them at most: an end tag can make an element as well. */
    private static int tags(String markup) {
        int tags = 0;
        for (int at = markup.indexOf('<'); at >= 0 && at + 1 < markup.length(); at = markup.indexOf('<', at + 1)) {
            char next = markup.charAt(at + 1);
            tags += next == '/' || next == '!' || next == '?' || Character.isLetter(next) ? 1 : 0;
        }
        return tags;
    }
}
