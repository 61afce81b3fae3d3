package io.depesche.enrich.step.entity;

/** Hashes features of words without making strings of them. Its results are part of the model file. */
final class FeatureHash {

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private FeatureHash() {}

    /** Hash of a stretch of a word for one kind of feature. */
    static long of(int kind, CharSequence word, int from, int to) {
        long hash = (kind + 1) * MULTIPLIER;
        for (int at = from; at < to; at++) {
            hash = mix(hash, word.charAt(at));
        }
        return hash;
    }

    /** Hash of a number for one kind of feature. */
    static long of(int kind, long value) {
        return mix((kind + 1) * MULTIPLIER, value);
    }

    /** Hash of two numbers for one kind of feature. */
    static long of(int kind, long first, long second) {
        return mix(mix((kind + 1) * MULTIPLIER, first), second);
    }

    /** The model's key of a feature at a distance. */
    static int key(long feature, int distance) {
        return (int) (mix(feature, distance) >>> 32);
    }

    /** The hash by which word tables know a word. */
    static int ofWord(CharSequence word) {
        return key(of(0, word, 0, word.length()), 0);
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ (value + 0x632BE59BD9B4E019L)) * MULTIPLIER;
        return mixed ^ (mixed >>> 29);
    }
}
