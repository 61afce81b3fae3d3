package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SparseVectorTest {

    private static SparseVector vector(int limit, int... termsAndCounts) {
        IntCounts counts = new IntCounts();
        for (int at = 0; at < termsAndCounts.length; at += 2) {
            counts.add(termsAndCounts[at], termsAndCounts[at + 1]);
        }
        return SparseVector.of(counts, (term, count) -> count, limit);
    }

    @Test
    void hasItsTermsInOrderAndTheLengthOfAll() {
        SparseVector vector = vector(10, 5, 3, -2, 4);

        assertThat(vector.terms()).containsExactly(-2, 5);
        assertThat(vector.weights()).containsExactly((short) 3277, (short) 2458);
        assertThat(Math.sqrt((double) vector.squares())).isCloseTo(SparseVector.LENGTH, within(1.0));
    }

    @Test
    void keepsTheGreatestAndOfEqualOnesTheSmallestTerms() {
        assertThat(vector(2, 1, 5, 2, 9, 3, 5, 4, 5).terms()).containsExactly(1, 2);
        assertThat(vector(2, 1, 5, 2, 9, 3, 5, 4, 5).strongest(1).terms()).containsExactly(2);
        assertThat(vector(4, 1, 5, 2, 9, 3, 5, 4, 5).strongest(3).terms()).containsExactly(1, 2, 3);
    }

    @Test
    void leavesOutWhatWeighsNothing() {
        IntCounts counts = new IntCounts();
        counts.add(1, 1);
        counts.add(2, 1);

        assertThat(SparseVector.of(counts, (term, count) -> term == 1 ? 0 : 1, 1)
                        .terms())
                .containsExactly(2);
        assertThat(SparseVector.of(counts, (term, count) -> 0, 1)).isEqualTo(SparseVector.EMPTY);
    }

    @Test
    void cosineIsThatOfTheAngle() {
        SparseVector one = vector(10, 1, 3, 2, 4);

        assertThat(one.cosine(one)).isCloseTo(1, within(1e-9));
        assertThat(one.cosine(vector(10, 2, 1, 7, 1))).isCloseTo(0.8 / Math.sqrt(2), within(1e-3));
        assertThat(one.cosine(vector(10, 7, 1))).isZero();
        assertThat(one.cosine(SparseVector.EMPTY)).isZero();
    }

    @Test
    void heldIsTheShareOfItsSquareThatTheOtherHasToo() {
        SparseVector one = vector(10, 1, 3, 2, 4);

        assertThat(one.heldBy(vector(10, 2, 1, 7, 1))).isCloseTo(0.64, within(1e-3));
        assertThat(one.heldBy(SparseVector.EMPTY)).isZero();
        assertThat(SparseVector.EMPTY.heldBy(one)).isZero();
    }

    @Test
    void aSumFromWhichAllIsTakenIsEmpty() {
        Centroid sum = new Centroid();
        SparseVector one = vector(10, 1, 3, 2, 4);
        SparseVector other = vector(10, 2, 1, 7, 1);
        sum.add(one);
        sum.add(other);
        sum.remove(one);

        assertThat(sum.cosine(other)).isCloseTo(1, within(1e-9));
        assertThat(sum.strongest(10)).isEqualTo(other);
        assertThat(sum.holds(one)).isCloseTo(0.64, within(1e-3));
        sum.remove(other);
        assertThat(sum.isEmpty()).isTrue();
        assertThat(sum.cosine(one)).isZero();
    }
}
