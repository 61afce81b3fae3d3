package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermReaderTest {

    private final TermReader reader = new TermReader(new EnglishWords());

    private int countOf(IntCounts counts, String base) {
        return counts.get(TermReader.hash(base));
    }

    @Test
    void countsTheBaseFormsOfWords() {
        IntCounts counts = new IntCounts();

        int words = reader.count("Fires, fire and 24 FIRES – a\u00e9", 2, 100, counts);

        assertThat(words).isEqualTo(6);
        assertThat(countOf(counts, "fire")).isEqualTo(3 * 2 * TermReader.WHOLE);
        assertThat(countOf(counts, "24")).isEqualTo(2 * TermReader.WHOLE);
    }

    @Test
    void readsNoFurtherThanTheLimitAndNoEndlessWord() {
        IntCounts counts = new IntCounts();

        assertThat(reader.count("x".repeat(10_000) + " one two three", 1, 2, counts))
                .isEqualTo(2);
        assertThat(countOf(counts, "three")).isZero();
        assertThat(counts.size()).isEqualTo(2);
    }

    /** More words than it remembers the forms of. */
    @Test
    void forgetsWordsButNotHowToReadThem() {
        IntCounts first = new IntCounts();
        reader.count("earthquakes", 1, 9, first);
        for (int word = 0; word < 300_000; word++) {
            reader.count("w" + Integer.toString(word, 36), 1, 9, new IntCounts());
        }
        IntCounts again = new IntCounts();
        reader.count("earthquakes", 1, 9, again);

        assertThat(again.sortedTerms()).isEqualTo(first.sortedTerms());
        assertThat(first.sortedTerms()).containsExactly(TermReader.hash("earthqu"));
    }
}
