package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TemplateLearnerTest {

    private static final SeenBlock NOTICE = new SeenBlock(-1, 80);

    /** Blocks that no other article has. */
    private static List<SeenBlock> own(int article, int blocks) {
        List<SeenBlock> own = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            own.add(new SeenBlock(article * 1_000_000L + block, 100));
        }
        return own;
    }

    private static List<SeenBlock> with(SeenBlock last, List<SeenBlock> blocks) {
        List<SeenBlock> all = new ArrayList<>(blocks);
        all.add(last);
        return all;
    }

    private static TemplateLearner learner() {
        return new TemplateLearner(SiteTemplate.NONE);
    }

    @Test
    void learnsWhatThreeArticlesHaveInCommonAndThatEightMostlyDo() {
        TemplateLearner learner = learner();
        for (int article = 1; article <= 8; article++) {
            boolean changed = learner.learn("a" + article, with(NOTICE, own(article, 5)));
            assertThat(changed).as("article %d", article).isEqualTo(article == 3 || article == 8);
        }
        assertThat(learner.template().repeated()).containsExactly(NOTICE.hash());
        assertThat(learner.template().standing()).containsExactly(NOTICE.hash());
    }

    @Property(tries = 200)
    void learnsNothingFromTwoArticlesHoweverOftenTheyComeBack(
            @ForAll long seed, @ForAll @IntRange(max = 60) int visits) {
        Random random = new Random(seed);
        TemplateLearner learner = learner();
        for (int visit = 0; visit < visits; visit++) {
            int article = 1 + random.nextInt(2);
            List<SeenBlock> blocks = own(article, 1 + random.nextInt(30));
            assertThat(learner.learn("a" + article, random.nextBoolean() ? with(NOTICE, blocks) : blocks))
                    .isFalse();
        }
    }

    @Property(tries = 200)
    void takesAnArticleUnderOtherAddressesForTheSame(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int copies) {
        Random random = new Random(seed);
        TemplateLearner learner = learner();
        for (int copy = 0; copy < copies; copy++) {
            List<SeenBlock> blocks = new ArrayList<>(own(1, 10 + random.nextInt(20)));
            blocks.addAll(own(100 + copy, random.nextInt(9))); // a box, or what was added since
            learner.learn("a" + copy, blocks);
        }
        assertThat(learner.template().repeated()).isEmpty();
    }

    @Property(tries = 100)
    void aBlockThatComesInHasThreeOfTheLastArticlesAndAThirdOfThem(@ForAll long seed) {
        Random random = new Random(seed);
        TemplateLearner learner = learner();
        List<List<SeenBlock>> learned = new ArrayList<>();
        for (int article = 1; article <= 120; article++) {
            List<SeenBlock> blocks = own(article, 12);
            for (int shared = -6; shared < 0; shared++) {
                if (random.nextInt(-shared * 2) == 0) {
                    blocks.add(new SeenBlock(shared, 30));
                }
            }
            List<Long> before = learner.template().repeated();
            learner.learn("a" + article, blocks);
            learned.add(blocks);
            List<List<SeenBlock>> last =
                    learned.subList(Math.max(0, learned.size() - TemplateLearner.ARTICLES), learned.size());
            assertThat(learner.template().repeated())
                    .containsAll(learner.template().standing());
            for (long hash : learner.template().repeated()) {
                if (!before.contains(hash)) {
                    long count = last.stream()
                            .filter(one -> one.contains(new SeenBlock(hash, 30)))
                            .count();
                    assertThat(count).isGreaterThanOrEqualTo(3);
                    assertThat(3 * count).isGreaterThanOrEqualTo(last.size());
                }
            }
        }
        assertThat(learner.template().repeated()).contains(-1L); // in every second article
    }

    @Property(tries = 50)
    void staysSmallWhateverASiteServes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20_000) int blocks) {
        Random random = new Random(seed);
        TemplateLearner learner = learner();
        for (int article = 1; article <= 30; article++) {
            List<SeenBlock> served = new ArrayList<>(own(article, random.nextInt(blocks)));
            for (int common = 0; common < 150; common++) {
                served.add(new SeenBlock(-1 - random.nextInt(500), 1));
            }
            learner.learn("a" + article, served);
        }
        assertThat(learner.template().repeated()).hasSizeLessThanOrEqualTo(TemplateLearner.BLOCKS_OF_A_TEMPLATE);
        assertThat(learner.blocks()).isLessThanOrEqualTo(TemplateLearner.BLOCKS);
    }

    @Test
    void forgetsWhatARedesignLeftOut() {
        TemplateLearner learner = learner();
        for (int article = 1; article <= 10; article++) {
            learner.learn("a" + article, with(NOTICE, own(article, 5)));
        }
        for (int article = 11; article < 10 + TemplateLearner.ARTICLES; article++) {
            assertThat(learner.learn("a" + article, own(article, 5))).isFalse();
        }
        assertThat(learner.learn("last", own(1_000, 5))).isTrue();
        assertThat(learner.template().repeated()).isEmpty();
        assertThat(learner.template().standing()).isEmpty();
    }

    @Test
    void keepsWhatAFormerOwnerLearnedUntilItHasSeenAsMuch() {
        TemplateLearner learner = new TemplateLearner(SiteTemplate.of(List.of(NOTICE.hash()), List.of()));
        for (int article = 1; article <= TemplateLearner.ARTICLES; article++) {
            assertThat(learner.learn("a" + article, own(article, 5))).isFalse();
            assertThat(learner.template().repeated()).containsExactly(NOTICE.hash());
        }
        assertThat(learner.learn("last", own(1_000, 5))).isTrue();
    }

    @Test
    void countsTheLatestRevisionOnly() {
        TemplateLearner learner = learner();
        learner.learn("a1", with(NOTICE, own(1, 5)));
        learner.learn("a2", with(NOTICE, own(2, 5)));
        learner.learn("a2", own(2, 5));
        assertThat(learner.learn("a3", with(NOTICE, own(3, 5)))).isFalse();
        assertThat(learner.learn("a4", with(NOTICE, own(4, 5)))).isTrue();
    }
}
