package io.depesche.ingest.extract;

/**
 * One block of text as it stands on the page.
 *
 * @param text plain text, never empty
 * @param kind what the markup takes it for
 * @param region the innermost element that holds all of it
 * @param linkShare share of its characters that are links, 0 to 1
 */
record Block(String text, Kind kind, Region region, double linkShare) {

    enum Kind {
        PARAGRAPH,
        HEADING,
        ITEM,
        QUOTE,
        ROW
    }

    /** Characters that are prose: what a paragraph adds to the weight of the elements around it. */
    int prose() {
        boolean paragraph = kind != Kind.HEADING && linkShare < 0.4;
        boolean sentence = text.length() >= 80 || (text.length() >= 40 && endsSentence());
        return paragraph && sentence ? (int) (text.length() * (1 - linkShare)) : 0;
    }

    /** Whether the text ends as a sentence does, closing quotation marks and brackets apart. */
    boolean endsSentence() {
        int last = text.length() - 1;
        while (last > 0 && "\"'”“’‘»«)]".indexOf(text.charAt(last)) >= 0) {
            last--;
        }
        return ".!?…:".indexOf(text.charAt(last)) >= 0;
    }
}
