package io.depesche.enrich.story;

/**
 * How rare terms are: in how many reports of the window a term stands, on top of counts from open text, so that the first reports
 * are weighed sensibly and a topic that is everywhere soon weighs little.
 */
final class Frequencies {

    private final DocumentFrequencies background;
    private final IntCounts inWindow = new IntCounts();
    private int reports;

    Frequencies(DocumentFrequencies background) {
        this.background = background;
    }

    void add(SparseVector vector) {
        change(vector, 1);
    }

    void remove(SparseVector vector) {
        change(vector, -1);
    }

    private void change(SparseVector vector, int by) {
        reports += by;
        for (int term : vector.terms()) {
            inWindow.add(term, by);
        }
    }

    /** How much a term weighs that is counted so often in a text ({@link TermReader#WHOLE} for each word). */
    double weightOf(int term, int count) {
        return Math.log1p((double) count / TermReader.WHOLE) * idf(term);
    }

    /** Inverse document frequency: 0 for a term that is in every report, about 9 for one that is in none. */
    double idf(int term) {
        double of = background.documents() + reports + 1.0;
        double with = background.with(term) + inWindow.get(term) + 0.5;
        return Math.max(0, Math.log(of / with));
    }
}
