package io.depesche.enrich.step.entity;

import java.io.PrintStream;
import java.util.Arrays;

/**
 * Sorts words into classes by the exchange algorithm for class bigram models (Kneser and Ney 1993; Martin, Liermann and Ney
 * 1998): each word in turn moves to the class that makes the text most likely, until the rounds are over. Deterministic.
 */
final class ExchangeClusters {

    private final int words;
    private final int classes;
    private final int[] classOf;
    /** For each word, its neighbours and how often they stand there, in turn. */
    private final int[][] after;

    private final int[][] before;
    private final int[] uses;

    /** Counts of class pairs, row after row. */
    private final int[] pairs;

    private final int[] lefts;
    private final int[] rights;

    /** Small numbers times their logarithms. */
    private final double[] known = new double[1 << 16];

    private final int[] afterByClass;
    private final int[] beforeByClass;

    /**
     * @param after for each word the words after it and their counts, in turn; words are numbered by falling frequency
     * @param before the same for the words before it
     */
    ExchangeClusters(int[][] after, int[][] before, int classes) {
        this.words = after.length;
        this.classes = classes;
        this.after = after;
        this.before = before;
        this.classOf = new int[words];
        this.uses = new int[words];
        this.pairs = new int[classes * classes];
        this.lefts = new int[classes];
        this.rights = new int[classes];
        this.afterByClass = new int[classes];
        this.beforeByClass = new int[classes];
        for (int count = 1; count < known.length; count++) {
            known[count] = count * Math.log(count);
        }
        for (int word = 0; word < words; word++) {
            // Frequent words start alone, all others shared out evenly.
            classOf[word] = word % classes;
            for (int index = 1; index < after[word].length; index += 2) {
                uses[word] += after[word][index];
            }
        }
        for (int word = 0; word < words; word++) {
            for (int index = 0; index < after[word].length; index += 2) {
                int count = after[word][index + 1];
                int right = classOf[after[word][index]];
                pairs[classOf[word] * classes + right] += count;
                lefts[classOf[word]] += count;
                rights[right] += count;
            }
        }
    }

    /** The class of each word, from 0. */
    int[] run(int rounds, PrintStream log) {
        int[] touchedAfter = new int[classes];
        int[] touchedBefore = new int[classes];
        for (int round = 1; round <= rounds; round++) {
            int moved = 0;
            for (int word = 0; word < words; word++) {
                int home = classOf[word];
                int self = take(word, home);
                int usedAfter = touched(afterByClass, touchedAfter);
                int usedBefore = touched(beforeByClass, touchedBefore);
                int right = Arrays.stream(beforeByClass).sum() + self;
                int best = home;
                double top = Double.NEGATIVE_INFINITY;
                for (int candidate = 0; candidate < classes; candidate++) {
                    double gain = gain(
                            candidate, self, uses[word], right, touchedAfter, usedAfter, touchedBefore, usedBefore);
                    if (gain > top) {
                        top = gain;
                        best = candidate;
                    }
                }
                move(best, 1, self, uses[word], right);
                classOf[word] = best;
                moved += best == home ? 0 : 1;
            }
            log.printf("%d classes, round %d: %d words moved%n", classes, round, moved);
        }
        return classOf;
    }

    /** Takes a word out of its class and counts its neighbours by class; returns how often it follows itself. */
    private int take(int word, int home) {
        Arrays.fill(afterByClass, 0);
        Arrays.fill(beforeByClass, 0);
        int self = 0;
        for (int index = 0; index < after[word].length; index += 2) {
            if (after[word][index] == word) {
                self = after[word][index + 1];
            } else {
                afterByClass[classOf[after[word][index]]] += after[word][index + 1];
            }
        }
        for (int index = 0; index < before[word].length; index += 2) {
            if (before[word][index] != word) {
                beforeByClass[classOf[before[word][index]]] += before[word][index + 1];
            }
        }
        move(home, -1, self, uses[word], Arrays.stream(beforeByClass).sum() + self);
        return self;
    }

    private static int touched(int[] counts, int[] into) {
        int used = 0;
        for (int index = 0; index < counts.length; index++) {
            if (counts[index] != 0) {
                into[used++] = index;
            }
        }
        return used;
    }

    private void move(int to, int sign, int self, int left, int right) {
        for (int other = 0; other < classes; other++) {
            pairs[to * classes + other] += sign * afterByClass[other];
            pairs[other * classes + to] += sign * beforeByClass[other];
        }
        pairs[to * classes + to] += sign * self;
        lefts[to] += sign * left;
        rights[to] += sign * right;
    }

    private double gain(
            int candidate,
            int self,
            int left,
            int right,
            int[] ofAfter,
            int usedAfter,
            int[] ofBefore,
            int usedBefore) {
        double gain = 0;
        int row = candidate * classes;
        for (int index = 0; index < usedAfter; index++) {
            int other = ofAfter[index];
            if (other != candidate) {
                gain += rise(pairs[row + other], afterByClass[other]);
            }
        }
        for (int index = 0; index < usedBefore; index++) {
            int other = ofBefore[index];
            if (other != candidate) {
                gain += rise(pairs[other * classes + candidate], beforeByClass[other]);
            }
        }
        gain += rise(pairs[row + candidate], afterByClass[candidate] + beforeByClass[candidate] + self);
        return gain - rise(lefts[candidate], left) - rise(rights[candidate], right);
    }

    private double rise(int count, int more) {
        return logProduct(count + more) - logProduct(count);
    }

    private double logProduct(int count) {
        return count < known.length ? known[count] : count * Math.log(count);
    }
}
