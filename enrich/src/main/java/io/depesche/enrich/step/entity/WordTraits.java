package io.depesche.enrich.step.entity;

/** What a dictionary says of words. */
interface WordTraits {

    /** A dictionary that knows no word and says so of none. */
    WordTraits NONE = word -> Found.NOTHING;

    /** What is known of a word; bits mean what the dictionary makes them mean. */
    Found of(String word);

    /**
     * What a dictionary says of a word.
     *
     * @param bits its traits, 0 for what is no word
     * @param lowerBits the traits of the word in small letters, where it has a capital and the language tells the two apart
     * @param head the noun at the end of a compound that the dictionary does not hold itself, else empty
     * @param headBits the traits of the head
     */
    record Found(int bits, int lowerBits, String head, int headBits) {

        static final Found NOTHING = new Found(0, 0, "", 0);

        /** All of it but the head's letters, as one number. */
        long packed() {
            return (long) bits << 32 | (long) lowerBits << 1 | (head.isEmpty() ? 0 : 1);
        }
    }
}
