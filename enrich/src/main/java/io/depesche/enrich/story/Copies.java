package io.depesche.enrich.story;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * Finds the report that a new one repeats: whole, cut, extended, or with some words changed. What stands in many reports (an
 * outlet's standing text) counts the less the more of them have it, unless all of the text is as common.
 */
final class Copies {

    /** How much of the shorter text the longer one must hold when both are of one length. */
    private static final double SHARED = 0.5;

    /** How much more when one is far shorter. */
    private static final double SHARED_MORE = 0.3;

    /** With so much in common, it is a copy however it begins. */
    private static final double CERTAIN = 0.8;

    private static final double ALIKE = 0.45;

    /** Fewer shingles in common prove nothing. */
    private static final int FEWEST_SHARED = 6;

    /** Shingles by which an original must be found before it is compared. */
    private static final int FEWEST_FOUND = 2;

    /** Of originals that share a shingle the newest are looked at. */
    private static final int MOST_ORIGINALS = 40;

    /** Shingles of an original by which it is found: a copy that holds a fifth of it still has some of them. */
    private static final int FOUND_BY = 32;

    private final IntCounts reportsWith = new IntCounts();
    private final Postings originals = new Postings();
    private final Postings wholes = new Postings();
    private final IntFunction<Member> members;

    /** @param members the report of a number */
    Copies(IntFunction<Member> members) {
        this.members = members;
    }

    /**
     * A report and what it repeats.
     *
     * @param original the earliest report of the text
     * @param similarity share of the shorter text that both have, 0 to 1
     */
    record Copy(Member original, double similarity) {}

    /** The original that a text repeats. */
    Optional<Copy> originalOf(Trace report) {
        Sketch sketch = report.sketch();
        Optional<Member> same = sameAs(report);
        if (same.isPresent()) {
            return same.map(original -> new Copy(original, 1.0));
        }
        IntCounts shared = new IntCounts();
        for (int hash : sketch.hashes()) {
            originals.newest(hash, MOST_ORIGINALS, (number, weight) -> shared.add(number + 1, weight));
        }
        Copy best = null;
        for (int number : shared.sortedTerms()) {
            if (shared.get(number) >= FEWEST_FOUND) {
                Member original = members.apply(number - 1);
                Copy copy = compared(report, original);
                if (original.trace().language().equals(report.language())
                        && copy.similarity() > (best == null ? 0 : best.similarity())) {
                    best = copy;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** The earliest original of exactly this text. */
    private Optional<Member> sameAs(Trace report) {
        OptionalInt earliest = wholes.earliest(keyOf(report), number -> {
            Trace original = members.apply(number).trace();
            return original.sketch().whole() == report.sketch().whole()
                    && original.language().equals(report.language());
        });
        return earliest.isPresent() && report.sketch().hashes().length > 0
                ? Optional.of(members.apply(earliest.getAsInt()))
                : Optional.empty();
    }

    private static int keyOf(Trace report) {
        return Long.hashCode(report.sketch().whole()) ^ report.language().hashCode();
    }

    private Copy compared(Trace report, Member original) {
        Sketch sketch = report.sketch();
        Sketch other = original.trace().sketch();
        int scale = Math.max(sketch.scale(), other.scale());
        double mine = 0;
        double others = 0;
        double both = 0;
        int shared = 0;
        int[] a = sketch.hashes();
        int[] b = other.hashes();
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            int order = i == a.length ? 1 : j == b.length ? -1 : Integer.compare(a[i], b[j]);
            int hash = order <= 0 ? a[i] : b[j];
            if (Sketch.isKept(hash, scale)) {
                double weight = 1.0 / Math.max(1, reportsWith.get(hash));
                mine += order <= 0 ? weight : 0;
                others += order >= 0 ? weight : 0;
                both += order == 0 ? weight : 0;
                shared += order == 0 ? 1 : 0;
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        double shorter = Math.min(mine, others);
        double containment = both == 0 ? 0 : both / shorter;
        double needed = SHARED + SHARED_MORE * (1 - shorter / Math.max(mine, others));
        boolean copied = shared >= FEWEST_SHARED
                && containment >= needed
                && (containment >= CERTAIN || beginsAlike(report, original.trace()));
        return new Copy(original, copied ? containment : 0);
    }

    /** Whether headlines and beginnings are about the same, which an outlet's frame around other news is not. */
    private static boolean beginsAlike(Trace report, Trace original) {
        return report.vectors().lead().cosine(original.vectors().lead()) >= ALIKE;
    }

    /** Counts an original that enters the window. */
    void enters(Member member) {
        Sketch sketch = member.trace().sketch();
        for (int hash : sketch.hashes()) {
            reportsWith.add(hash, 1);
        }
        for (int hash : foundBy(sketch)) {
            originals.add(hash, member.number(), 1);
        }
        if (sketch.hashes().length > 0) {
            wholes.add(keyOf(member.trace()), member.number(), 1);
        }
    }

    /** Takes back what an original that leaves the window counted. */
    void leaves(Member member) {
        Sketch sketch = member.trace().sketch();
        for (int hash : sketch.hashes()) {
            reportsWith.add(hash, -1);
        }
        for (int hash : foundBy(sketch)) {
            originals.remove(hash, member.number());
        }
        if (sketch.hashes().length > 0) {
            wholes.remove(keyOf(member.trace()), member.number());
        }
    }

    /** Those of greatest scale, so that samples of other texts have them as well. */
    private static int[] foundBy(Sketch sketch) {
        int scale = sketch.scale();
        int[] hashes = sketch.hashes();
        while (hashes.length > FOUND_BY) {
            hashes = Sketch.kept(hashes, ++scale);
        }
        return hashes;
    }
}
