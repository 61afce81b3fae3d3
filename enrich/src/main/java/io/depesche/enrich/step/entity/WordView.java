package io.depesche.enrich.step.entity;

/** What the model sees of one word by itself. Immutable. */
final class WordView {

    private static final long[] NO_FEATURES = {};

    private final long[] features;
    private final int far;
    private final int near;
    private final long lower;
    private final long shape;
    private final int wordClass;
    private final int lists;
    private final long traits;
    private final Signs.Mark mark;

    /**
     * @param features hashes of the word's features, those that also matter at a distance first
     * @param far how many of them count for the words two places away
     * @param near how many of them count for the words next to it, not fewer than {@code far}
     * @param lower hash of the lower-case word
     * @param shape hash of the word's pattern of capitals, digits and signs
     * @param wordClass its middle word class, 0 where it has none
     * @param lists the name lists that hold it, one bit each
     * @param traits what the dictionary says of it, as one number
     * @param mark whether it is a quotation mark
     */
    WordView(
            long[] features,
            int far,
            int near,
            long lower,
            long shape,
            int wordClass,
            int lists,
            long traits,
            Signs.Mark mark) {
        this.features = features;
        this.far = far;
        this.near = near;
        this.lower = lower;
        this.shape = shape;
        this.wordClass = wordClass;
        this.lists = lists;
        this.traits = traits;
        this.mark = mark;
    }

    /** The same for whoever needs the features no more, which take most of its memory. */
    WordView withoutFeatures() {
        return new WordView(NO_FEATURES, 0, 0, lower, shape, wordClass, lists, traits, mark);
    }

    /** How many features of this word count for a word {@code distance} places away. */
    int reach(int distance) {
        return switch (Math.abs(distance)) {
            case 0 -> features.length;
            case 1 -> near;
            case 2 -> far;
            default -> 0;
        };
    }

    /** The key of a feature as seen from a word {@code distance} places before this one. */
    int key(int index, int distance) {
        return FeatureHash.key(features[index], distance);
    }

    long lower() {
        return lower;
    }

    long shape() {
        return shape;
    }

    int wordClass() {
        return wordClass;
    }

    int lists() {
        return lists;
    }

    long traits() {
        return traits;
    }

    Signs.Mark mark() {
        return mark;
    }
}
