package io.depesche.ingest.extract;

import java.util.List;

/**
 * A page as it was read, what it teaches of its site, and the other parts of its article.
 *
 * @param extraction what the page holds
 * @param blocks blocks that are part of the article, or nearly, with those that were left out because the template holds them; in the
 *     page's order
 * @param parts where the article stands on several pages
 */
public record ExtractedPage(Extraction extraction, List<SeenBlock> blocks, PartLinks parts) {

    public ExtractedPage {
        blocks = List.copyOf(blocks);
    }

    /** A page that stands for itself. */
    public static ExtractedPage of(Extraction extraction) {
        return new ExtractedPage(extraction, List.of(), PartLinks.NONE);
    }
}
