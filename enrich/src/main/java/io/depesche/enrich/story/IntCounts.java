package io.depesche.enrich.story;

import java.util.Arrays;

/**
 * Counts by term: a hash table of primitive numbers with open addressing, each term beside its count. A term whose count is zero is
 * not kept.
 */
final class IntCounts {

    private static final int SMALLEST = 8;

    /** Term and count in turn; a count of zero is a free place. */
    private int[] table;

    private int size;

    IntCounts() {
        this(0);
    }

    /** @param expected how many terms there will be about */
    IntCounts(int expected) {
        int places = SMALLEST;
        while (places * 2 < expected * 3) {
            places *= 2;
        }
        table = new int[places * 2];
    }

    /** Takes each term with its count. */
    interface Visitor {
        void visit(int term, int count);
    }

    /** The count of a term, 0 where it is not known. */
    int get(int term) {
        return table[placeOf(term) + 1];
    }

    /** How many terms have a count. */
    int size() {
        return size;
    }

    /** Adds to the count of a term and returns what it was before. */
    int add(int term, int count) {
        int place = placeOf(term);
        int before = table[place + 1];
        if (before == 0) {
            if (count == 0) {
                return 0;
            }
            if ((size + 1) * 3 > table.length) {
                grow();
                place = placeOf(term);
            }
            table[place] = term;
            size++;
        }
        table[place + 1] = before + count;
        if (table[place + 1] == 0) {
            removeAt(place);
        }
        return before;
    }

    /** Visits every term, in an order that depends on the counts' history. */
    void forEach(Visitor visitor) {
        for (int place = 0; place < table.length; place += 2) {
            if (table[place + 1] != 0) {
                visitor.visit(table[place], table[place + 1]);
            }
        }
    }

    /** The terms in ascending order. */
    int[] sortedTerms() {
        int[] sorted = new int[size];
        int at = 0;
        for (int place = 0; place < table.length; place += 2) {
            if (table[place + 1] != 0) {
                sorted[at++] = table[place];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private int placeOf(int term) {
        int[] places = table;
        int mask = places.length - 2;
        int place = home(term, mask);
        while (places[place + 1] != 0 && places[place] != term) {
            place = (place + 2) & mask;
        }
        return place;
    }

    private static int home(int term, int mask) {
        int hash = term * 0x9E3779B9;
        return ((hash ^ (hash >>> 15)) << 1) & mask;
    }

    /** Closes the gap that a removed term leaves, so that the terms behind it are still found. */
    private void removeAt(int gap) {
        size--;
        int mask = table.length - 2;
        int hole = gap;
        for (int place = (gap + 2) & mask; table[place + 1] != 0; place = (place + 2) & mask) {
            int distance = (place - home(table[place], mask)) & mask;
            if (distance >= ((place - hole) & mask)) {
                table[hole] = table[place];
                table[hole + 1] = table[place + 1];
                table[place + 1] = 0;
                hole = place;
            }
        }
    }

    private void grow() {
        int[] old = table;
        table = new int[old.length * 2];
        for (int from = 0; from < old.length; from += 2) {
            if (old[from + 1] != 0) {
                int to = placeOf(old[from]);
                table[to] = old[from];
                table[to + 1] = old[from + 1];
            }
        }
    }
}
