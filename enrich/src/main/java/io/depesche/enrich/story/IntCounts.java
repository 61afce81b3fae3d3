package io.depesche.enrich.story;

import java.util.Arrays;

/** Counts by term: a hash table of primitive numbers with open addressing. A term whose count is zero is not kept. */
final class IntCounts {

    private static final int SMALLEST = 8;

    private int[] terms = new int[SMALLEST];
    private int[] counts = new int[SMALLEST];
    private int size;

    /** Takes each term with its count. */
    interface Visitor {
        void visit(int term, int count);
    }

    /** The count of a term, 0 where it is not known. */
    int get(int term) {
        return counts[slotOf(term)];
    }

    /** How many terms have a count. */
    int size() {
        return size;
    }

    /** Adds to the count of a term and returns what it was before. */
    int add(int term, int count) {
        int slot = slotOf(term);
        int before = counts[slot];
        if (before == 0) {
            if (count == 0) {
                return 0;
            }
            if ((size + 1) * 3 > terms.length * 2) {
                resize(terms.length * 2);
                slot = slotOf(term);
            }
            terms[slot] = term;
            size++;
        }
        counts[slot] = before + count;
        if (counts[slot] == 0) {
            removeAt(slot);
        }
        return before;
    }

    /** Visits every term, in an order that depends on the counts' history. */
    void forEach(Visitor visitor) {
        for (int slot = 0; slot < terms.length; slot++) {
            if (counts[slot] != 0) {
                visitor.visit(terms[slot], counts[slot]);
            }
        }
    }

    /** The terms in ascending order. */
    int[] sortedTerms() {
        int[] sorted = new int[size];
        int[] at = new int[1];
        forEach((term, count) -> sorted[at[0]++] = term);
        Arrays.sort(sorted);
        return sorted;
    }

    private int slotOf(int term) {
        int mask = terms.length - 1;
        int slot = home(term, mask);
        while (counts[slot] != 0 && terms[slot] != term) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int home(int term, int mask) {
        int hash = term * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) & mask;
    }

    /** Closes the gap that a removed term leaves, so that the terms behind it are still found. */
    private void removeAt(int gap) {
        size--;
        int mask = terms.length - 1;
        int hole = gap;
        for (int slot = (gap + 1) & mask; counts[slot] != 0; slot = (slot + 1) & mask) {
            int distance = (slot - home(terms[slot], mask)) & mask;
            if (distance >= ((slot - hole) & mask)) {
                terms[hole] = terms[slot];
                counts[hole] = counts[slot];
                counts[slot] = 0;
                hole = slot;
            }
        }
    }

    private void resize(int length) {
        int[] oldTerms = terms;
        int[] oldCounts = counts;
        terms = new int[length];
        counts = new int[length];
        for (int slot = 0; slot < oldTerms.length; slot++) {
            if (oldCounts[slot] != 0) {
                int to = slotOf(oldTerms[slot]);
                terms[to] = oldTerms[slot];
                counts[to] = oldCounts[slot];
            }
        }
    }
}
