package io.depesche.enrich.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Finds the stories of those reports that share the strongest terms of a new one, without looking at the others. */
final class CandidateSearch {

    private static final int SEARCHED = 24;

    /** Of the reports with a term the newest are looked at, so that a term that is everywhere costs no more. */
    private static final int NEWEST = 200;

    private static final int CANDIDATES = 8;

    private final Postings reportsWith = new Postings();
    private final IntFunction<Member> members;
    private final Function<Trace, SparseVector> vectorOf;

    /**
     * @param members the report of a number
     * @param vectorOf the vector whose terms are searched
     */
    CandidateSearch(IntFunction<Member> members, Function<Trace, SparseVector> vectorOf) {
        this.members = members;
        this.vectorOf = vectorOf;
    }

    void enters(Trace trace) {
        SparseVector strongest = vectorOf.apply(trace).strongest(SEARCHED);
        for (int at = 0; at < strongest.size(); at++) {
            reportsWith.add(strongest.terms()[at], trace.number(), strongest.weights()[at]);
        }
    }

    void leaves(Trace trace) {
        for (int term : vectorOf.apply(trace).strongest(SEARCHED).terms()) {
            reportsWith.remove(term, trace.number());
        }
    }

    /**
     * The stories with the closest reports, the closest first.
     *
     * @param search number of the search, each time another one
     */
    List<OpenStory> closestTo(SparseVector vector, long search) {
        List<OpenStory> found = new ArrayList<>();
        SparseVector strongest = vector.strongest(SEARCHED);
        for (int at = 0; at < strongest.size(); at++) {
            int term = strongest.terms()[at];
            int weight = strongest.weights()[at];
            reportsWith.newest(term, NEWEST, (number, others) -> {
                Member member = members.apply(number);
                if (member.story().isFoundBy(search, member.shares(search, (long) weight * others))) {
                    found.add(member.story());
                }
            });
        }
        found.sort(Comparator.comparingLong(OpenStory::closest).reversed().thenComparingInt(OpenStory::founded));
        return found.subList(0, Math.min(CANDIDATES, found.size()));
    }
}
