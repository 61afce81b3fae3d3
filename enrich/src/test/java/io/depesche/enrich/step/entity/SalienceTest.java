package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SalienceTest {

    private static final MentionCue HEADLINE = new MentionCue(MentionCue.Part.HEADLINE, 0, -1, 1, true);
    private static final MentionCue FIRST_LINE = new MentionCue(MentionCue.Part.LEAD, 0, 0, 1, true);
    private static final MentionCue LAST_LINE = new MentionCue(MentionCue.Part.REST, 0.95, 9, 1, false);

    @Test
    void anArticleIsAboutWhatHeadlineAndBodyName() {
        assertThat(of(HEADLINE, FIRST_LINE)).isGreaterThan(0.5);
        assertThat(of(HEADLINE, LAST_LINE)).isGreaterThan(0.5);
    }

    @Test
    void anArticleMentionsWhatItNamesOnceAtItsEnd() {
        assertThat(of(LAST_LINE)).isLessThan(0.1);
    }

    @Test
    void withoutAHeadlineAnArticleIsAboutWhatItNamesEarlyAndOften() {
        assertThat(of(FIRST_LINE)).isLessThan(0.5);
        assertThat(of(FIRST_LINE, FIRST_LINE, LAST_LINE, LAST_LINE)).isGreaterThan(0.5);
        assertThat(of(LAST_LINE, LAST_LINE, LAST_LINE, LAST_LINE)).isLessThan(0.5);
    }

    @Test
    void severalParagraphsCountMoreThanOne() {
        MentionCue elsewhere = new MentionCue(MentionCue.Part.REST, 0.95, 4, 1, false);
        assertThat(of(LAST_LINE, elsewhere)).isGreaterThan(of(LAST_LINE, LAST_LINE));
    }

    @Test
    void twoNamesOfOneThingCountTogether() {
        Salience one = new Salience();
        one.add(HEADLINE);
        Salience other = new Salience();
        other.add(LAST_LINE);
        one.addAll(other);
        assertThat(one.value()).isEqualTo(of(HEADLINE, LAST_LINE));
    }

    @Property
    void anotherMentionNeverMakesItLess(
            @ForAll MentionCue.Part part,
            @ForAll @DoubleRange(min = 0, max = 1) double place,
            @ForAll @DoubleRange(min = 0, max = 1) double weight,
            @ForAll @IntRange(min = -1, max = 20) int paragraph,
            @ForAll boolean opens) {
        MentionCue more = new MentionCue(part, place, paragraph, weight, opens);
        assertThat(of(LAST_LINE, more)).isBetween(of(LAST_LINE), 1.0);
    }

    private static double of(MentionCue... cues) {
        Salience salience = new Salience();
        for (MentionCue cue : cues) {
            salience.add(cue);
        }
        return salience.value();
    }
}
