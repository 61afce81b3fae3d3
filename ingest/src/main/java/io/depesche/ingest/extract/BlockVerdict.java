package io.depesche.ingest.extract;

import java.util.List;

/**
 * What became of one block of a page, and why.
 *
 * @param text the block's text
 * @param kind what the markup takes it for, in lower case
 * @param kept whether it is part of the article
 * @param likely how likely the model takes it for a part of the article, 0 to 1
 * @param path the elements around it, from the outside in, with the words of their classes
 * @param reasons what speaks for or against it, in words
 */
public record BlockVerdict(String text, String kind, boolean kept, double likely, String path, List<String> reasons) {

    public BlockVerdict {
        reasons = List.copyOf(reasons);
    }
}
