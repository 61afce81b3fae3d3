package io.depesche.enrich.step.entity;

import java.util.Arrays;
import java.util.Locale;

/**
 * What the model looks at: of each word its letters, pattern, name lists and word classes, and of neighbouring words what they
 * are together. The numbers of the kinds of feature are part of the model file.
 */
final class Features {

    /** How many features {@link #together} finds at most for a word. */
    public static final int MOST_TOGETHER = 20;

    /** How far a word's surroundings count. */
    public static final int REACH = 2;

    /** Letters beyond these tell nothing more of a word and are left out of its features. */
    private static final int LONGEST_WORD = 40;

    private static final int LONGEST_AFFIX = 6;
    private static final int GRAM = 4;

    /** Bits of {@link NameList} that were chosen by hand; together they tell more than each alone. */
    private static final int CHOSEN_LISTS = 0x7F;

    private final WordTable lists;
    private final WordTable classes;
    private final WordTraits traits;
    private final WordView outside;

    /**
     * @param lists {@link NameList} bits of words
     * @param classes word classes of words as {@link #packClasses} packs them
     * @param traits what a dictionary of the language says of words
     */
    public Features(WordTable lists, WordTable classes, WordTraits traits) {
        this.lists = lists;
        this.classes = classes;
        this.traits = traits;
        this.outside = viewOf("");
    }

    /** Three word classes in one number: of 63 coarse, 255 middle and 1023 fine ones, each counted from 1; 0 is none. */
    public static int packClasses(int coarse, int middle, int fine) {
        return coarse | middle << 6 | fine << 14;
    }

    /** The name lists that hold a word. */
    int listsOf(CharSequence word) {
        return lists.get(word);
    }

    /** What stands before the first and after the last word. */
    WordView outside() {
        return outside;
    }

    /** What the model sees of a word. */
    WordView viewOf(String whole) {
        String word = Signs.plain(whole.length() <= LONGEST_WORD ? whole : whole.substring(0, LONGEST_WORD));
        String lower = word.toLowerCase(Locale.ROOT);
        Hashes hashes = new Hashes();
        long lowerHash = FeatureHash.of(1, lower, 0, lower.length());
        String pattern = Shape.of(word, false);
        long shape = FeatureHash.of(2, pattern, 0, pattern.length());
        int packed = classes.get(word);
        if (packed == 0) {
            packed = classes.get(lower);
        }
        int held = lists.get(word);

        hashes.add(lowerHash);
        hashes.add(shape);
        addClasses(hashes, 3, packed);
        addLists(hashes, 6, held);
        WordTraits.Found found = traits.of(word);
        addTraits(hashes, found);
        int far = hashes.size();

        hashes.add(FeatureHash.of(7, word, 0, word.length()));
        addAffixes(hashes, 8, lower, 3, 3);
        String stem = stemOf(word);
        addLists(hashes, 10, stem.isEmpty() ? 0 : lists.get(stem));
        String capitalised = capitalisedOf(word, lower);
        addLists(hashes, 11, capitalised.isEmpty() ? 0 : lists.get(capitalised));
        addHead(hashes, found);
        int near = hashes.size();

        addAffixes(hashes, 12, lower, 1, 2);
        addAffixes(hashes, 12, lower, 4, LONGEST_AFFIX);
        for (int from = 1; from + GRAM < lower.length(); from++) {
            hashes.add(FeatureHash.of(14, lower, from, from + GRAM));
        }
        String fullPattern = Shape.of(word, true);
        hashes.add(FeatureHash.of(15, fullPattern, 0, fullPattern.length()));
        if (!stem.isEmpty()) {
            hashes.add(FeatureHash.of(16, stem, 0, stem.length()));
            addClasses(hashes, 17, classes.get(stem));
        }
        int hyphen = word.lastIndexOf('-');
        if (hyphen > 0) {
            addParts(hashes, word, lower, hyphen);
        }
        return new WordView(
                hashes.toArray(),
                far,
                near,
                lowerHash,
                shape,
                packed >>> 6 & 0xFF,
                held | (stem.isEmpty() ? 0 : lists.get(stem)),
                found.packed(),
                Signs.Mark.of(word));
    }

    private static void addTraits(Hashes hashes, WordTraits.Found found) {
        if (found.bits() != 0) {
            hashes.add(FeatureHash.of(60, found.bits(), found.lowerBits()));
            addBits(hashes, 61, found.bits());
        }
    }

    private static void addHead(Hashes hashes, WordTraits.Found found) {
        addBits(hashes, 65, found.lowerBits());
        if (found.head().isEmpty()) {
            if (found.bits() != 0) {
                hashes.add(FeatureHash.of(64, found.bits()));
            }
        } else {
            hashes.add(FeatureHash.of(62, found.headBits()));
            hashes.add(FeatureHash.of(63, found.head(), 0, found.head().length()));
        }
    }

    private void addParts(Hashes hashes, String word, String lower, int hyphen) {
        String first = word.substring(0, hyphen);
        String last = lower.substring(Math.min(lower.length(), hyphen + 1));
        hashes.add(FeatureHash.of(20, first, 0, first.length()));
        hashes.add(FeatureHash.of(21, last, 0, last.length()));
        String pattern = Shape.of(first, false);
        hashes.add(FeatureHash.of(22, pattern, 0, pattern.length()));
        addLists(hashes, 23, lists.get(first));
        addClasses(hashes, 24, classes.get(first));
        addClasses(hashes, 27, classes.get(word.substring(hyphen + 1)));
        for (int length = 3; length <= Math.min(5, last.length()); length++) {
            hashes.add(FeatureHash.of(30, last, last.length() - length, last.length()));
        }
    }

    /** The word without a genitive or plural s, empty where it has none. */
    private static String stemOf(String word) {
        int length = word.length();
        return length > 3 && word.charAt(length - 1) == 's' ? word.substring(0, length - 1) : "";
    }

    /** "Berlin" for "BERLIN", empty for words that are not all capitals. */
    private static String capitalisedOf(String word, String lower) {
        if (word.length() < 3 || lower.length() != word.length() || !Shape.isAllCapitals(word)) {
            return "";
        }
        return word.charAt(0) + lower.substring(1);
    }

    private static void addClasses(Hashes hashes, int kind, int packed) {
        if (packed != 0) {
            hashes.add(FeatureHash.of(kind, packed & 0x3F));
            hashes.add(FeatureHash.of(kind + 1, packed >>> 6 & 0xFF));
            hashes.add(FeatureHash.of(kind + 2, packed >>> 14));
        }
    }

    private static void addLists(Hashes hashes, int kind, int held) {
        if (held != 0) {
            hashes.add(FeatureHash.of(kind, 1_000L + held));
        }
        if (held > CHOSEN_LISTS && (held & CHOSEN_LISTS) != 0) {
            hashes.add(FeatureHash.of(kind, 1_000L + (held & CHOSEN_LISTS)));
        }
        addBits(hashes, kind, held);
    }

    private static void addBits(Hashes hashes, int kind, int bits) {
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            hashes.add(FeatureHash.of(kind, Integer.numberOfTrailingZeros(rest)));
        }
    }

    private static void addAffixes(Hashes hashes, int kind, String lower, int shortest, int longest) {
        for (int length = shortest; length <= Math.min(longest, lower.length()); length++) {
            hashes.add(FeatureHash.of(kind, lower, 0, length));
            hashes.add(FeatureHash.of(kind + 1, lower, lower.length() - length, lower.length()));
        }
    }

    /**
     * Keys of what a word and its neighbours are together.
     *
     * @param quoted whether an odd number of quotation marks stands before the word
     * @param loud whether the sentence is in capitals
     * @return how many were put into {@code keys}
     */
    static int together(
            WordView before, WordView word, WordView after, boolean first, boolean quoted, boolean loud, int[] keys) {
        int used = 0;
        keys[used++] = joint(40, FeatureHash.of(40, before.shape(), word.shape()), after.shape());
        keys[used++] = joint(41, before.lower(), word.lower());
        keys[used++] = joint(42, word.lower(), after.lower());
        keys[used++] = joint(43, word.shape(), first ? 1 : 0);
        keys[used++] = joint(44, before.wordClass(), word.wordClass());
        keys[used++] = joint(45, word.wordClass(), after.wordClass());
        keys[used++] = joint(46, before.lists(), word.lists());
        keys[used++] = joint(47, word.lists(), after.lists());
        keys[used++] = joint(48, before.lower(), word.shape());
        keys[used++] = joint(49, word.shape(), after.lower());
        keys[used++] = joint(50, before.lower(), after.lower());
        keys[used++] = joint(51, word.shape(), quoted ? 1 : 0);
        keys[used++] = joint(52, word.shape(), loud ? 1 : 0);
        keys[used++] = joint(53, word.shape(), word.lists());
        keys[used++] = joint(54, before.wordClass(), after.wordClass());
        keys[used++] = joint(55, word.wordClass(), first ? 1 : 0);
        keys[used++] = joint(56, before.traits(), word.traits());
        keys[used++] = joint(57, word.traits(), after.traits());
        keys[used++] = joint(58, before.traits(), after.traits());
        keys[used++] = joint(59, word.traits(), first ? 1 : 0);
        return used;
    }

    /** The key of two numbers for one kind of feature. */
    static int joint(int kind, long first, long second) {
        return FeatureHash.key(FeatureHash.of(kind, first, second), 0);
    }

    /** A growing list of hashes. */
    private static final class Hashes {

        private long[] values = new long[64];
        private int size;

        void add(long hash) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = hash;
        }

        int size() {
            return size;
        }

        long[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
