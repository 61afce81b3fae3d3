package io.depesche.enrich.story;

import java.util.Arrays;

/** The reports in the window by their numbers, which ascend: an array that begins at the oldest of them. */
final class Members {

    private Member[] slots = new Member[64];
    private int first;
    private int end;

    /** The report of a number that is in the window. */
    Member get(int number) {
        return slots[number - first];
    }

    /** Adds the report of the highest number so far. */
    void add(Member member) {
        if (first == end) {
            first = member.number();
        }
        if (member.number() - first >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(slots.length * 2, member.number() - first + 1));
        }
        slots[member.number() - first] = member;
        end = member.number() + 1;
    }

    /** Takes a report out. */
    @SuppressWarnings("NullAway")
    void remove(Member member) {
        slots[member.number() - first] = null;
        int gone = 0;
        while (first + gone < end && slots[gone] == null) {
            gone++;
        }
        if (gone * 2 > end - first) {
            System.arraycopy(slots, gone, slots, 0, end - first - gone);
            Arrays.fill(slots, end - first - gone, end - first, null);
            first += gone;
        }
    }
}
