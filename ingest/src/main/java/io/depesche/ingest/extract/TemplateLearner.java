package io.depesche.ingest.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Learns the {@linkplain SiteTemplate template} of a site from its articles, one after the other. It looks at the last articles only, so that it
 * stays small and follows a redesign. A block belongs to the template when it stands in at least three of them and in every third one, and
 * is a standing one when it stands in at least eight of them and in every second one; it leaves when none has it any more.
 *
 * <p>What counts are articles, not pages: a further revision takes the place of the former one, and a page that has more than half of
 * its text, or of the other's, in common with an article is that article once more, whatever it calls itself. So the paragraphs of
 * one article never become a template, however often and under however many addresses it is shown.
 *
 * <p>For one thread.
 */
public final class TemplateLearner {

    /** Articles that are looked at, at most. */
    static final int ARTICLES = 30;
    /** Their blocks, at most. */
    static final int BLOCKS = 1_000;
    /** Blocks of one article, at most: half of them from its start, half from its end. */
    static final int BLOCKS_OF_AN_ARTICLE = 100;
    /** Blocks of a template, at most. */
    static final int BLOCKS_OF_A_TEMPLATE = 256;

    /** A block repeats from so many articles on, and in one of so many. */
    private static final int LEAST = 3;

    private static final int ONE_IN = 3;
    /** The same for a standing block. */
    private static final int MANY = 8;

    private static final int MANY_ONE_IN = 2;

    private final Deque<Seen> window = new ArrayDeque<>();
    private int blocks;
    private SiteTemplate template;

    /** The blocks of one article. */
    @SuppressWarnings("ArrayRecordComponent") // filled once and only read
    private record Seen(String article, long[] hashes, int[] letters) {

        static Seen of(String article, List<SeenBlock> blocks) {
            int half = BLOCKS_OF_AN_ARTICLE / 2;
            Set<Long> hashes = new HashSet<>();
            List<SeenBlock> once = new ArrayList<>();
            for (int index = 0; index < blocks.size(); index++) {
                boolean atAnEnd = index < half || index >= blocks.size() - half;
                if (atAnEnd && hashes.add(blocks.get(index).hash())) {
                    once.add(blocks.get(index));
                }
            }
            once.sort(Comparator.comparingLong(SeenBlock::hash));
            return new Seen(
                    article,
                    once.stream().mapToLong(SeenBlock::hash).toArray(),
                    once.stream().mapToInt(SeenBlock::letters).toArray());
        }

        boolean has(long hash) {
            return Arrays.binarySearch(hashes, hash) >= 0;
        }

        /** The places of those of its blocks that the other has as well, in ascending order. */
        int[] shared(Seen other) {
            int[] shared = new int[Math.min(hashes.length, other.hashes.length)];
            int count = 0;
            int there = 0;
            for (int here = 0; here < hashes.length; here++) {
                while (there < other.hashes.length && other.hashes[there] < hashes[here]) {
                    there++;
                }
                if (there < other.hashes.length && other.hashes[there] == hashes[here]) {
                    shared[count++] = here;
                }
            }
            return Arrays.copyOf(shared, count);
        }

        /** Whether most of one article's own text stands in the other. */
        boolean isLike(Seen other, int[] shared, SiteTemplate template) {
            int common = 0;
            for (int place : shared) {
                common += template.isRepeated(hashes[place]) ? 0 : letters[place];
            }
            return common > 0 && 2 * common > Math.min(own(template), other.own(template));
        }

        private int own(SiteTemplate template) {
            int own = 0;
            for (int index = 0; index < hashes.length; index++) {
                own += template.isRepeated(hashes[index]) ? 0 : letters[index];
            }
            return own;
        }
    }

    /** Goes on from what was learned before. */
    public TemplateLearner(SiteTemplate template) {
        this.template = template;
    }

    /** What is known of the site. */
    public SiteTemplate template() {
        return template;
    }

    /**
     * Takes an article in; tells whether the template is another one now.
     *
     * @param article what the article is known by, whatever its address and revision
     * @param seen its blocks as {@link ExtractedPage} gives them
     */
    public boolean learn(String article, List<SeenBlock> seen) {
        Seen now = Seen.of(article, seen);
        window.stream()
                .filter(before -> before.article().equals(article))
                .findFirst()
                .ifPresent(before -> {
                    window.remove(before);
                    blocks -= before.hashes().length;
                });
        if (now.hashes().length == 0) {
            return false;
        }
        int[] counts = new int[now.hashes().length];
        Arrays.fill(counts, 1);
        for (Seen before : window) {
            int[] shared = now.shared(before);
            if (now.isLike(before, shared, template)) {
                return false;
            }
            for (int place : shared) {
                counts[place]++;
            }
        }
        window.addLast(now);
        blocks += now.hashes().length;
        boolean full = false;
        while (window.size() > ARTICLES || blocks > BLOCKS) {
            Seen oldest = window.removeFirst();
            blocks -= oldest.hashes().length;
            for (int place : now.shared(oldest)) {
                counts[place]--;
            }
            full = true;
        }
        return update(now, counts, full);
    }

    private boolean update(Seen now, int[] counts, boolean forget) {
        Set<Long> repeated = new HashSet<>(template.repeated());
        Set<Long> standing = new HashSet<>(template.standing());
        boolean changed = forget && repeated.removeIf(this::isGone);
        standing.retainAll(repeated);
        for (int place = 0; place < counts.length; place++) {
            int count = counts[place];
            long hash = now.hashes()[place];
            if (count >= LEAST && count * ONE_IN >= window.size() && repeated.size() < BLOCKS_OF_A_TEMPLATE) {
                changed |= repeated.add(hash);
            }
            if (count >= MANY && count * MANY_ONE_IN >= window.size() && repeated.contains(hash)) {
                changed |= standing.add(hash);
            }
        }
        if (changed) {
            template = SiteTemplate.of(repeated, standing);
        }
        return changed;
    }

    private boolean isGone(long hash) {
        return window.stream().noneMatch(article -> article.has(hash));
    }

    /** How many blocks of articles are kept in memory. */
    int blocks() {
        return blocks;
    }
}
