package io.depesche.ingest.extract;

/**
 * A block of a page that is, or could be taken for, a part of its article, by which it is known again on other pages of the site.
 *
 * @param hash of its text and the names of the elements around it; the same in every version, as it is kept
 * @param letters how many characters its text has
 */
public record SeenBlock(long hash, int letters) {

    /** Shorter texts, such as numbers and "By", stand in many an article and belong there. */
    private static final int SHORT = 10;

    /** Names of elements that count. */
    private static final int PATH = 4;

    private static final long PRIME = 0x100000001b3L;

    /** Whether a block says enough to be known again. */
    static boolean isTelling(Block block) {
        return block.text().length() >= SHORT && block.text().codePoints().anyMatch(Character::isLetter);
    }

    static SeenBlock of(Block block) {
        long hash = hash(0xcbf29ce484222325L, block.text());
        Region region = block.region();
        for (int step = 0; step < PATH; step++) {
            hash = hash(hash, region.element().normalName());
            if (region.parent().isEmpty()) {
                break;
            }
            region = region.parent().get();
        }
        return new SeenBlock(hash ^ (hash >>> 32), block.text().length());
    }

    /** FNV-1a by characters. Who finds two texts with one hash deceives nobody but himself: templates are kept by site. */
    private static long hash(long start, String text) {
        long hash = start;
        for (int index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * PRIME;
        }
        return (hash ^ 0xffff) * PRIME;
    }
}
