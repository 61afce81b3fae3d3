package io.depesche.ingest.extract;

/**
 * One block of text as it stands on the page.
 *
 * @param text plain text, never empty
 * @param kind what the markup takes it for
 * @param region the innermost element that holds all of it
 * @param linkShare share of its characters that are links, 0 to 1
 * @param endsSentence whether the text ends as a sentence does, closing quotation marks and brackets apart
 * @param prose characters that are prose: what a paragraph adds to the weight of the elements around it
 */
record Block(String text, Kind kind, Region region, double linkShare, boolean endsSentence, int prose) {

    Block(String text, Kind kind, Region region, double linkShare) {
        this(text, kind, region, linkShare, endsSentence(text), prose(text, kind, linkShare));
    }

    enum Kind {
        PARAGRAPH,
        HEADING,
        ITEM,
        QUOTE,
        ROW
    }

    private static int prose(String text, Kind kind, double linkShare) {
        boolean paragraph = kind != Kind.HEADING && linkShare < 0.4;
        boolean sentence = text.length() >= 80 || (text.length() >= 40 && endsSentence(text));
        return paragraph && sentence ? (int) (text.length() * (1 - linkShare)) : 0;
    }

    private static boolean endsSentence(String text) {
        int last = text.length() - 1;
        while (last > 0 && "\"'”“’‘»«)]".indexOf(text.charAt(last)) >= 0) {
            last--;
        }
        return ".!?…:".indexOf(text.charAt(last)) >= 0;
    }
}
