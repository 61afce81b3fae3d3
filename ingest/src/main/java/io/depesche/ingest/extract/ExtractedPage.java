package io.depesche.ingest.extract;

import java.util.List;

/**
 * A page as it was read, and what it teaches of its site.
 *
 * @param extraction what the page holds
 * @param blocks blocks that are part of the article, or nearly, with those that were left out because the template holds them; in the
 *     page's order
 */
public record ExtractedPage(Extraction extraction, List<SeenBlock> blocks) {

    public ExtractedPage {
        blocks = List.copyOf(blocks);
    }
}
