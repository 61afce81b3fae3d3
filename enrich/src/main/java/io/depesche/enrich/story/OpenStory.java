package io.depesche.enrich.story;

import java.util.SortedSet;
import java.util.TreeSet;

/** A story with reports in the window: the sums of their vectors, by which it draws new ones. */
final class OpenStory {

    private final String id;
    private final String language;
    private final int founded;
    private final Centroids centroids = Centroids.empty();
    private final TreeSet<Member> members = new TreeSet<>(Member.BY_AGE);
    private final SortedSet<String> names = new TreeSet<>();
    private SparseVector lead = SparseVector.EMPTY;
    private int originals;

    private long search;
    private long closest;

    /** @param founded number of the report that founded it */
    OpenStory(String id, String language, int founded) {
        this.id = id;
        this.language = language;
        this.founded = founded;
        names.add(id);
    }

    void add(Member member) {
        members.add(member);
        originals += member.trace().isOriginal() ? 1 : 0;
        centroids.add(member.trace().vectors());
        lead = SparseVector.EMPTY;
    }

    void remove(Member member) {
        members.remove(member);
        originals -= member.trace().isOriginal() ? 1 : 0;
        centroids.remove(member.trace().vectors());
        lead = SparseVector.EMPTY;
    }

    /** Takes the reports of a story that becomes part of this one. */
    void takeOver(OpenStory story) {
        story.members.forEach(member -> {
            member.moveTo(this);
            add(member);
        });
        names.addAll(story.names);
    }

    String id() {
        return id;
    }

    String language() {
        return language;
    }

    int founded() {
        return founded;
    }

    /** How many of its reports are in the window, without copies. */
    int originals() {
        return originals;
    }

    /** Whether none of its reports is in the window any more. */
    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Publication of its latest report, milliseconds since 1970. */
    long latest() {
        return members.last().published();
    }

    /** Terms of its headlines and beginnings, those of greatest weight. */
    SparseVector lead() {
        if (lead.size() == 0) {
            lead = centroids.lead().strongest(ReportReader.LEAD);
        }
        return lead;
    }

    Centroids centroids() {
        return centroids;
    }

    /** Notes in a search how close its closest report is; returns whether the search had not met it before. */
    boolean isFoundBy(long number, long shared) {
        boolean first = search != number;
        closest = first ? shared : Math.max(closest, shared);
        search = number;
        return first;
    }

    /** What its closest report shared in the last search that met it. */
    long closest() {
        return closest;
    }

    /** Notes the id of a story that became part of it. */
    void isCalled(String name) {
        names.add(name);
    }

    void isCalledNoMore(String name) {
        names.remove(name);
    }

    /** Its id and those of the stories that became part of it, in their order. */
    SortedSet<String> names() {
        return names;
    }
}
