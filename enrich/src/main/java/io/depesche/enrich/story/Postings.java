package io.depesche.enrich.story;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Which reports have a term: for each term a chain of the reports' numbers in the order in which they were added. Everything lies in
 * arrays of primitive numbers, 22 bytes an entry.
 */
final class Postings {

    private static final int NONE = -1;

    private final IntCounts chains = new IntCounts();
    private final Pool heads = new Pool();
    private int[] newest = new int[64];
    private int[] oldest = new int[64];
    private final Pool entries = new Pool();
    private int[] report = new int[256];
    private short[] weights = new short[256];
    private int[] older = new int[256];
    private int[] newer = new int[256];

    /** Hands out places of an array, those given back first. */
    private static final class Pool {
        private int[] free = new int[16];
        private int freeCount;
        private int used;

        int take() {
            return freeCount > 0 ? free[--freeCount] : used++;
        }

        void giveBack(int place) {
            if (freeCount == free.length) {
                free = Arrays.copyOf(free, freeCount * 2);
            }
            free[freeCount++] = place;
        }
    }

    /** Takes a report with the weight of the term in it. */
    interface Visitor {
        void visit(int number, int weight);
    }

    /** Adds a report to the chain of a term, which weighs at most {@link Short#MAX_VALUE} in it. */
    void add(int term, int number, int weight) {
        int chain = chains.get(term) - 1;
        if (chain < 0) {
            chain = heads.take();
            chains.add(term, chain + 1);
            newest = withRoomFor(newest, chain);
            oldest = withRoomFor(oldest, chain);
            newest[chain] = NONE;
            oldest[chain] = NONE;
        }
        int entry = entries.take();
        report = withRoomFor(report, entry);
        older = withRoomFor(older, entry);
        newer = withRoomFor(newer, entry);
        weights = entry < weights.length ? weights : Arrays.copyOf(weights, report.length);
        report[entry] = number;
        weights[entry] = (short) weight;
        older[entry] = newest[chain];
        newer[entry] = NONE;
        if (newest[chain] == NONE) {
            oldest[chain] = entry;
        } else {
            newer[newest[chain]] = entry;
        }
        newest[chain] = entry;
    }

    /** Takes a report out of the chain of a term; fast for those that were added long ago. */
    void remove(int term, int number) {
        int chain = chains.get(term) - 1;
        if (chain < 0) {
            return;
        }
        int entry = oldest[chain];
        while (entry != NONE && report[entry] != number) {
            entry = newer[entry];
        }
        if (entry == NONE) {
            return;
        }
        if (older[entry] == NONE) {
            oldest[chain] = newer[entry];
        } else {
            newer[older[entry]] = newer[entry];
        }
        if (newer[entry] == NONE) {
            newest[chain] = older[entry];
        } else {
            older[newer[entry]] = older[entry];
        }
        entries.giveBack(entry);
        if (newest[chain] == NONE) {
            chains.add(term, -(chain + 1));
            heads.giveBack(chain);
        }
    }

    /** Visits the reports with a term, the newest first, at most {@code limit}. */
    void newest(int term, int limit, Visitor visitor) {
        int chain = chains.get(term) - 1;
        if (chain < 0) {
            return;
        }
        int left = limit;
        for (int entry = newest[chain]; entry != NONE && left > 0; entry = older[entry]) {
            visitor.visit(report[entry], weights[entry]);
            left--;
        }
    }

    /** The first of the reports with a term that is wanted, in the order in which they were added. */
    OptionalInt earliest(int term, IntPredicate wanted) {
        int chain = chains.get(term) - 1;
        int entry = chain < 0 ? NONE : oldest[chain];
        while (entry != NONE && !wanted.test(report[entry])) {
            entry = newer[entry];
        }
        return entry == NONE ? OptionalInt.empty() : OptionalInt.of(report[entry]);
    }

    private static int[] withRoomFor(int[] array, int place) {
        return place < array.length ? array : Arrays.copyOf(array, array.length * 2);
    }
}
