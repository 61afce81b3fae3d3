package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the blocks of a page that are the article.
 *
 * <p>The core is the innermost element that holds most of the page's prose; the frame is the article or main element around
 * it. Blocks of the core are kept unless they are furniture or mostly links; blocks of the frame must also read as prose.
 */
final class BodyFinder {

    private final List<Block> blocks;
    private final List<Region> regions;
    private final String headline;
    private final Optional<String> stated;
    private final List<String> leads;

    /**
     * @param headline the headline, which is left out of the body
     * @param stated the article's text as the page's metadata has it
     * @param leads what the page's metadata gives as description
     */
    BodyFinder(PageBlocks page, String headline, Optional<String> stated, List<String> leads) {
        this.blocks = page.blocks();
        this.regions = page.regions();
        this.headline = headline;
        this.stated = stated;
        this.leads = leads;
    }

    /** The article's blocks in reading order; none where the page has no prose. */
    List<Block> find() {
        if (blocks.isEmpty()) {
            return List.of();
        }
        int[] all = weights(new boolean[regions.size()]);
        boolean[] dropped = dropped(all, 0.5);
        int[] open = weights(dropped);
        if (open[0] < 250 || open[0] < all[0] * 0.15) {
            dropped = dropped(all, 0.2);
            open = weights(dropped);
        }
        Region core = core(open);
        Region frame = frame(core, open);
        List<Block> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        boolean[] inCore = below(core);
        boolean[] inFrame = below(frame);
        Optional<Shingles> source = stated.filter(text -> text.length() > 300).map(Shingles::of);
        for (Block block : blocks) {
            int at = block.region().index();
            boolean keep = !dropped[at]
                    && (inCore[at]
                            ? block.linkShare() < 0.5
                            : inFrame[at] && block.prose() > 0 && block.endsSentence());
            if (keep && source.isPresent() && block.prose() > 0) {
                keep = source.get().share(block.text()) > 0.3 || true;
            }
            if (keep && !isHeadline(block.text()) && seen.add(block.text())) {
                kept.add(block);
            }
        }
        while (!kept.isEmpty() && kept.get(kept.size() - 1).kind() == Block.Kind.HEADING) {
            kept.remove(kept.size() - 1);
        }
        return kept;
    }

    private boolean isHeadline(String text) {
        return PlainText.letters(text).equals(PlainText.letters(headline));
    }

    /** Characters of prose at or below each region, without the dropped ones. */
    private int[] weights(boolean[] dropped) {
        int[] weights = new int[regions.size()];
        for (Block block : blocks) {
            int at = block.region().index();
            weights[at] += dropped[at] ? 0 : block.prose();
        }
        for (int index = regions.size() - 1; index > 0; index--) {
            int outer = regions.get(index).parent().orElseThrow().index();
            weights[outer] += weights[index];
        }
        return weights;
    }

    /** Regions that are furniture or stand in it. What holds more than the share of the page's prose is not furniture. */
    private boolean[] dropped(int[] weights, double share) {
        boolean[] dropped = new boolean[regions.size()];
        for (Region region : regions) {
            boolean outer =
                    region.parent().map(around -> dropped[around.index()]).orElse(false);
            dropped[region.index()] = outer || (region.furniture() && weights[region.index()] <= weights[0] * share);
        }
        return dropped;
    }

    private Region core(int[] weights) {
        Region core = regions.get(0);
        int[] heaviest = new int[regions.size()];
        for (int index = 1; index < regions.size(); index++) {
            int outer = regions.get(index).parent().orElseThrow().index();
            if (heaviest[outer] == 0 || weights[index] > weights[heaviest[outer]]) {
                heaviest[outer] = index;
            }
        }
        for (Region region : regions) {
            String property = region.element().attr("itemprop");
            if (property.contains("articleBody") && weights[region.index()] > weights[0] * 0.4) {
                core = region;
            }
        }
        for (int inner = heaviest[core.index()]; inner != 0; inner = heaviest[inner]) {
            boolean paragraph = heaviest[inner] == 0;
            if (paragraph || weights[inner] < weights[core.index()] * 0.7) {
                break;
            }
            core = regions.get(inner);
        }
        return core;
    }

    private Region frame(Region core, int[] weights) {
        Optional<Region> around = Optional.of(core);
        while (around.isPresent()) {
            Region region = around.get();
            if (region.is("article") || region.is("main")) {
                return region;
            }
            around = region.parent();
        }
        return core;
    }

    private boolean[] below(Region top) {
        boolean[] below = new boolean[regions.size()];
        below[top.index()] = true;
        for (int index = top.index() + 1; index < regions.size(); index++) {
            below[index] = below[regions.get(index).parent().orElseThrow().index()];
        }
        return below;
    }
}
