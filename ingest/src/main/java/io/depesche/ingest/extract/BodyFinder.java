package io.depesche.ingest.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the blocks of a page that are the article.
 *
 * <p>The core is the innermost element that holds most of the page's prose; the frame is the article or main element around
 * it. Blocks of the core are kept unless they are furniture or mostly links; blocks of the frame must also read as prose; a
 * block between headline and core is kept if it is the lead. What calls itself furniture is doubted where that would take too
 * much of the page's prose away. Text that the metadata has in full ends where it ends there.
 */
final class BodyFinder {

    /** Less prose than this, in characters, is a note at best: too little to trust that furniture was told right. */
    private static final int LITTLE = 250;

    /** In an explanation less than this is left out, in logarithms of odds, and so is what comes after the first few. */
    private static final float TELLING = 0.3f;

    private static final int TOLD = 4;

    private static final float LIKELY = 0.5f;
    /** The same for what rules keep and stands between blocks of the article: short items and quotes look like nothing by themselves. */
    private static final float LIKELY_BETWEEN = 0.25f;
    /** The same for what repeats over articles of the site; what stands in most of them is never a part of one. */
    private static final float LIKELY_THOUGH_REPEATED = 0.9f;
    /** Blocks that are near each other. */
    private static final int NEAR = 6;
    /** Elements of a path that are shown. */
    private static final int PATH = 8;

    private static final double MOST = 0.5;
    private static final double MANY = 0.25;
    private static final double FEW = 0.2;
    private static final Set<String> LEADS = Set.of(
            "lead",
            "leadtext",
            "teaser",
            "intro",
            "introduction",
            "standfirst",
            "subtitle",
            "subline",
            "subheadline",
            "subhead",
            "dek",
            "deck",
            "summary",
            "excerpt",
            "vorspann",
            "description",
            "lede",
            "sapo",
            "chapo",
            "ingress",
            "preamble",
            "sottotitolo",
            "entradilla",
            "untertitel",
            "einleitung");
    /** Words that call furniture what in many a newsroom is the lead. */
    private static final Set<String> MAYBE_LEADS = Set.of("teaser", "meta", "widget", "promo");

    private static final Set<String> NOTICES = Set.of(
            "mehrzumthema",
            "auchinteressant",
            "lesensieauch",
            "lesensiemehr",
            "lesenauch",
            "mehrlesen",
            "weiterlesen",
            "anzeige",
            "werbung",
            "advertisement",
            "relatedarticles",
            "relatedstories",
            "readmore",
            "readalso",
            "seealso",
            "alsoread",
            "daskönntesieauchinteressieren",
            "mehrzudiesemthema",
            "zumthema",
            "storycontinuesbelowadvertisement",
            "articlecontinuesbelowadvertisement",
            "mehrdazu",
            "weiterethemen",
            "nextstory",
            "nextarticle",
            "nächsterartikel");

    private static final Set<String> READERS =
            Set.of("comment", "comments", "kommentar", "kommentare", "disqus", "respond", "reply", "replies");

    /** When a page was written, and how long it takes to read. */
    private static final Pattern STATUS = Pattern.compile("(?:Stand|Lesezeit)\\s?:? .{0,40}\\d.{0,40}");

    private static final Pattern RIGHTS = Pattern.compile("Copyright (?:© ?|\\([Cc]\\) ?)?\\d{4}\\b");

    private final PageBlocks pageBlocks;
    private final Optional<BodyModel> model;
    private final List<Block> blocks;
    private final List<Region> regions;
    private final String headlineLetters;
    private final Optional<String> stated;
    private final Optional<Shingles> statedWords;
    private final List<Shingles> leads;
    private final SiteTemplate template;
    private @Nullable Look look;

    /** What rules guess and what the model makes of it, block by block. */
    @SuppressWarnings("ArrayRecordComponent") // filled once and only read
    private record Look(BlockFeatures.Guess guess, float[] likely) {}

    /**
     * @param headline the headline, which is left out of the body
     * @param stated the article's text as the page's metadata has it
     * @param leads what the page's metadata gives as description
     * @param template what is known of the site
     */
    BodyFinder(
            PageBlocks page,
            String headline,
            Optional<String> stated,
            List<String> leads,
            Optional<BodyModel> model,
            SiteTemplate template) {
        this.pageBlocks = page;
        this.model = model;
        this.blocks = page.blocks();
        this.regions = page.regions();
        this.headlineLetters = PlainText.letters(headline);
        this.stated = stated;
        this.statedWords = stated.map(Shingles::of);
        this.leads = leads.stream().map(Shingles::of).toList();
        this.template = template;
    }

    /** The article's text; none where the page has no prose. */
    Body find() {
        Body shown = shown();
        List<String> source = stated.map(BodyFinder::paragraphs).orElse(List.of());
        Body body = new Body(source, Optional.empty());
        // A page filled in by script shows a fraction of what its metadata has in full.
        return body.length() > LITTLE && body.length() > 2 * shown.length() ? body : shown;
    }

    private static List<String> paragraphs(String text) {
        Stream<String> lines = text.indexOf("<p") >= 0
                ? PageTree.of(text, "").stream()
                        .flatMap(piece -> PageBlocks.of(piece.body()).blocks().stream())
                        .map(Block::text)
                : text.lines().map(PlainText::ofHtml);
        return lines.filter(line -> !line.isEmpty()).toList();
    }

    private Body shown() {
        if (blocks.isEmpty()) {
            return Body.NONE;
        }
        BlockFeatures.Guess guess = look().guess();
        return shown(guess, choose(look(), repeated()));
    }

    /** Looks at the blocks, once. */
    private Look look() {
        Look known = look;
        if (known == null) {
            BlockFeatures.Guess guess = guess();
            known = new Look(guess, likely(guess));
            look = known;
        }
        return known;
    }

    /** Blocks by which the site's template is learned: what would be kept without one, or nearly. */
    List<SeenBlock> seen() {
        List<SeenBlock> seen = new ArrayList<>();
        if (blocks.isEmpty()) {
            return seen;
        }
        for (int index = 0; index < blocks.size(); index++) {
            Block block = blocks.get(index);
            if (look().likely()[index] >= LIKELY_BETWEEN && SeenBlock.isTelling(block) && !isHeadline(block.text())) {
                seen.add(SeenBlock.of(block));
            }
        }
        return seen;
    }

    /**
     * Blocks that are left out because the template holds them. A heading above text of the article's own belongs to that. A template
     * that would take more than half of the text is not believed.
     */
    private boolean[] repeated() {
        boolean[] repeated = new boolean[blocks.size()];
        if (template.isEmpty()) {
            return repeated;
        }
        int text = 0;
        int taken = 0;
        boolean beforeText = false;
        for (int index = blocks.size() - 1; index >= 0; index--) {
            Block block = blocks.get(index);
            float likely = look().likely()[index];
            repeated[index] = likely >= LIKELY_BETWEEN
                    && !(beforeText && block.kind() == Block.Kind.HEADING)
                    && isRepeated(block, likely);
            if (likely >= LIKELY) {
                text += block.text().length();
                taken += repeated[index] ? block.text().length() : 0;
            }
            beforeText = likely >= LIKELY && !repeated[index];
        }
        return 2 * taken > text ? new boolean[blocks.size()] : repeated;
    }

    private Body shown(BlockFeatures.Guess guess, boolean[] chosen) {
        List<Block> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        boolean[] other = otherArticles(guess.top());
        Optional<String> lead = Optional.empty();
        for (int index = 0; index < blocks.size(); index++) {
            Block block = blocks.get(index);
            if (chosen[index]
                    && !other[block.region().index()]
                    && !isHeadline(block.text())
                    && !isNotice(block)
                    && seen.add(block.text())) {
                kept.add(block);
                lead = guess.lead()[index] ? lead.or(() -> Optional.of(block.text())) : lead;
            }
        }
        statedWords.ifPresent(words -> {
            int length = stated.orElse("").length();
            if (length > LITTLE) {
                cutAfterStated(kept, words, length);
            }
        });
        while (!kept.isEmpty() && kept.get(kept.size() - 1).kind() == Block.Kind.HEADING) {
            kept.remove(kept.size() - 1);
        }
        boolean prose = kept.stream().anyMatch(block -> block.prose() > 0);
        return prose ? new Body(kept.stream().map(Block::text).toList(), lead) : Body.NONE;
    }

    private boolean isRepeated(Block block, float likely) {
        if (!SeenBlock.isTelling(block)) {
            return false;
        }
        long hash = SeenBlock.of(block).hash();
        return likely < LIKELY_THOUGH_REPEATED ? template.isRepeated(hash) : template.isStanding(hash);
    }

    private static boolean[] choose(Look look, boolean[] repeated) {
        float[] likely = look.likely().clone();
        for (int index = 0; index < likely.length; index++) {
            likely[index] = repeated[index] ? 0 : likely[index];
        }
        boolean[] chosen = new boolean[likely.length];
        for (int index = 0; index < likely.length; index++) {
            chosen[index] = likely[index] >= LIKELY;
        }
        int before = -NEAR;
        for (int index = 0; index < likely.length; index++) {
            if (likely[index] >= LIKELY) {
                before = index;
            } else if (likely[index] >= LIKELY_BETWEEN
                    && look.guess().keep()[index]
                    && index - before < NEAR
                    && isFollowed(likely, index)) {
                chosen[index] = true;
            }
        }
        return chosen;
    }

    private static boolean isFollowed(float[] likely, int index) {
        for (int after = index + 1; after < likely.length && after - index < NEAR; after++) {
            if (likely[after] >= LIKELY) {
                return true;
            }
        }
        return false;
    }

    /** How likely each block is part of the article; without a model what rules choose. */
    private float[] likely(BlockFeatures.Guess guess) {
        if (model.isPresent()) {
            return withoutReaders(model.get().probabilities(features(guess)), guess);
        }
        float[] likely = new float[blocks.size()];
        for (int index = 0; index < likely.length; index++) {
            likely[index] = guess.keep()[index] ? 1 : 0;
        }
        return likely;
    }

    /** What became of each block. */
    List<BlockVerdict> explain() {
        if (blocks.isEmpty()) {
            return List.of();
        }
        BlockFeatures.Guess guess = look().guess();
        boolean[] repeated = repeated();
        boolean[] chosen = choose(look(), repeated);
        Set<String> body = new HashSet<>(shown(guess, chosen).paragraphs());
        List<String> learned = learned(guess);
        List<BlockVerdict> verdicts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < blocks.size(); index++) {
            Block block = blocks.get(index);
            boolean kept = chosen[index] && body.contains(block.text()) && seen.add(block.text());
            List<String> reasons = reasons(block, index, guess, !kept && body.contains(block.text()));
            if (repeated[index]) {
                reasons.add(0, "repeats over articles of the site");
            }
            if (!learned.get(index).isEmpty()) {
                reasons.add(learned.get(index));
            }
            verdicts.add(new BlockVerdict(
                    block.text(),
                    block.kind().name().toLowerCase(Locale.ROOT),
                    kept,
                    look().likely()[index],
                    path(block.region()),
                    reasons));
        }
        return verdicts;
    }

    /** For each block what most moves the model, in logarithms of odds: "model: its text +2.1, the rules -0.8". */
    private List<String> learned(BlockFeatures.Guess guess) {
        if (model.isEmpty()) {
            return blocks.stream().map(block -> "").toList();
        }
        BlockFeatures features = new BlockFeatures(pageBlocks, guess, statedWords, leads);
        return Arrays.stream(model.get().contributions(features.rows()))
                .map(contributions -> learned(features, contributions))
                .toList();
    }

    private static String learned(BlockFeatures features, float[] contributions) {
        if (contributions.length == 0) {
            return "";
        }
        Map<String, Float> groups = features.byGroup(contributions);
        groups.put("what is said of the blocks around", contributions[contributions.length - 1]);
        String most = groups.entrySet().stream()
                .filter(group -> Math.abs(group.getValue()) >= TELLING)
                .sorted(Comparator.comparing(group -> -Math.abs(group.getValue())))
                .limit(TOLD)
                .map(group -> String.format(Locale.ROOT, "%s %+.1f", group.getKey(), group.getValue()))
                .collect(Collectors.joining(", "));
        return most.isEmpty() ? "" : "model: " + most;
    }

    private static String path(Region region) {
        Deque<String> path = new ArrayDeque<>();
        Optional<Region> around = Optional.of(region);
        while (around.isPresent() && path.size() < PATH) {
            Region here = around.get();
            path.addFirst(
                    here.words().isEmpty()
                            ? here.element().normalName()
                            : here.element().normalName() + "." + String.join(".", here.words()));
            around = here.parent();
        }
        return String.join(" > ", path);
    }

    private List<String> reasons(Block block, int index, BlockFeatures.Guess guess, boolean again) {
        int at = block.region().index();
        List<String> reasons = new ArrayList<>();
        if (isHeadline(block.text())) {
            reasons.add("is the headline");
        }
        if (isNotice(block)) {
            reasons.add("is a notice");
        }
        if (again) {
            reasons.add("stands in the article elsewhere, or is cut off with what follows it");
        }
        reasons.add(guess.inCore()[at] ? "in the core" : guess.inFrame()[at] ? "around the core" : "outside");
        Optional<Region> around = Optional.of(block.region());
        while (around.isPresent() && around.get().furniture().isEmpty()) {
            around = around.get().parent();
        }
        around.flatMap(Region::furniture).ifPresent(word -> reasons.add("in furniture: " + word));
        if (guess.lead()[index]) {
            reasons.add("placed and named as a lead");
        }
        if (block.linkShare() > 0.1) {
            reasons.add("%d %% links".formatted(Math.round(100 * block.linkShare())));
        }
        if (block.prose() > 0) {
            reasons.add("reads as prose");
        }
        if (statedWords.filter(words -> words.share(block.text()) > 0.5).isPresent()) {
            reasons.add("is in the text that the metadata has");
        }
        if (leads.stream().anyMatch(lead -> lead.share(block.text()) > 0.6)) {
            reasons.add("repeats the page's description");
        }
        return reasons;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** What readers write below an article is none, however well it reads; an article among what readers write is another matter. */
    private float[] withoutReaders(float[] likely, BlockFeatures.Guess guess) {
        boolean[] ofReaders = dropped(BodyFinder::isOfReaders);
        for (int index = 0; index < likely.length; index++) {
            int at = blocks.get(index).region().index();
            likely[index] = ofReaders[at] && !guess.inCore()[at] ? 0 : likely[index];
        }
        return likely;
    }

    /** What the model is given to see. */
    float[][] features(BlockFeatures.Guess guess) {
        return new BlockFeatures(pageBlocks, guess, statedWords, leads).rows();
    }

    /** What rules choose. */
    BlockFeatures.Guess guess() {
        boolean[] dropped = dropped(false);
        int[] weights = weights(dropped);
        if (weights[0] < LITTLE) {
            // A note below which readers write more than it says is still the article.
            dropped = weights[0] > 0 ? both(dropped(true), dropped(BodyFinder::isOfReaders)) : dropped(true);
            weights = weights(dropped);
        }
        Region core = core(weights);
        boolean[] inCore = below(core);
        boolean[] inFrame = below(frame(core));
        int start = firstIn(inCore, dropped);
        int top = top(start);
        boolean[] keep = new boolean[blocks.size()];
        boolean[] lead = new boolean[blocks.size()];
        for (int index = 0; index < blocks.size(); index++) {
            Block block = blocks.get(index);
            int at = block.region().index();
            lead[index] = index > top && index < start && isLead(block, dropped);
            keep[index] = lead[index]
                    || (inCore[at]
                            ? !dropped[at] && block.linkShare() < 0.5
                            : inFrame[at] && !dropped[at] && block.prose() > 0 && block.endsSentence());
        }
        return new BlockFeatures.Guess(top, start, inCore, inFrame, dropped, keep, lead);
    }

    /**
     * Where the metadata has the whole text, what stands below its last paragraph is no part of it. Metadata that breaks off
     * is told by how much would be cut.
     */
    private static void cutAfterStated(List<Block> kept, Shingles words, int length) {
        int last = -1;
        int matched = 0;
        int after = 0;
        for (int index = 0; index < kept.size(); index++) {
            Block block = kept.get(index);
            after += block.text().length();
            if (block.prose() > 0 && words.share(block.text()) > 0.5) {
                last = index;
                matched += block.text().length();
                after = 0;
            }
        }
        if (matched > length * 0.8 && after < matched * 0.25) {
            kept.subList(last + 1, kept.size()).clear();
        }
    }

    private int firstIn(boolean[] inCore, boolean[] dropped) {
        for (int index = 0; index < blocks.size(); index++) {
            int at = blocks.get(index).region().index();
            if (inCore[at] && !dropped[at] && blocks.get(index).prose() > 0) {
                return index;
            }
        }
        return 0;
    }

    /** The block of the headline above the article's first paragraph; that paragraph itself if there is none. */
    private int top(int start) {
        for (int index = start; index >= 0; index--) {
            if (blocks.get(index).kind() == Block.Kind.HEADING
                    && isHeadline(blocks.get(index).text())) {
                return index;
            }
        }
        return start;
    }

    /** Between headline and text: what the markup calls a lead, or what the metadata repeats. */
    private boolean isLead(Block block, boolean[] dropped) {
        if (block.text().length() < 40 || block.linkShare() > 0.3 || block.kind() == Block.Kind.ITEM) {
            return false;
        }
        Optional<Region> around = Optional.of(block.region());
        boolean named = false;
        for (int step = 0; around.isPresent(); step++) {
            Region region = around.get();
            named |= step < 3 && region.words().stream().anyMatch(LEADS::contains);
            if (region.furniture()
                            .filter(reason -> !MAYBE_LEADS.contains(reason))
                            .isPresent()
                    && dropped[region.index()]) {
                return false;
            }
            around = region.parent();
        }
        return named || leads.stream().anyMatch(lead -> lead.share(block.text()) > 0.6);
    }

    private boolean isHeadline(String text) {
        return text.length() <= 2 * headlineLetters.length() + 20
                && PlainText.letters(text).equals(headlineLetters);
    }

    /** Whether the whole line is a rights notice, a dateline or a pointer to something else. */
    private static boolean isNotice(Block block) {
        String text = block.text();
        return text.startsWith("©")
                || isPointer(block)
                || (text.length() < 40 && NOTICES.contains(PlainText.letters(text)))
                || (text.length() < 80 && STATUS.matcher(text).matches())
                || (text.length() < 300 && RIGHTS.matcher(text).lookingAt());
    }

    /** "Read more: " before a link to another article. */
    private static boolean isPointer(Block block) {
        int colon = block.text().indexOf(':');
        return block.linkShare() > 0.5
                && colon > 0
                && colon < 40
                && NOTICES.contains(PlainText.letters(block.text().substring(0, colon)));
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

    /**
     * Regions that are furniture or stand in it. A word that would take most of the page's prose away means something else on
     * this page, unless it is one of those that can outweigh the article.
     *
     * @param lenient whether even those are doubted, because too little is left without them
     */
    private boolean[] dropped(boolean lenient) {
        int[] weights = weights(new boolean[regions.size()]);
        double most = weights[0] * (lenient ? FEW : MOST);
        Map<String, Integer> taken = new HashMap<>();
        boolean[] dropped = dropped(region -> {
            boolean small = weights[region.index()] <= most;
            if (small) {
                taken.merge(region.furniture().orElseThrow(), weights[region.index()], Integer::sum);
            }
            return small;
        });
        double many = weights[0] * MANY;
        return taken.entrySet().stream().allMatch(each -> each.getValue() <= many)
                ? dropped
                : dropped(region -> {
                    String reason = region.furniture().orElseThrow();
                    return weights[region.index()] <= most
                            && (Furniture.isHeavy(reason) || taken.getOrDefault(reason, 0) <= many);
                });
    }

    private static boolean isOfReaders(Region region) {
        return region.furniture().filter(READERS::contains).isPresent();
    }

    private static boolean[] both(boolean[] some, boolean[] others) {
        boolean[] both = some.clone();
        for (int index = 0; index < both.length; index++) {
            both[index] |= others[index];
        }
        return both;
    }

    /** Regions that are such furniture, or stand in it. The test is asked of outermost furniture only. */
    private boolean[] dropped(Predicate<Region> test) {
        boolean[] dropped = new boolean[regions.size()];
        for (Region region : regions) {
            boolean outer =
                    region.parent().map(around -> dropped[around.index()]).orElse(false);
            dropped[region.index()] = outer || (region.furniture().isPresent() && test.test(region));
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
            if (weights[region.index()] > weights[0] * 0.4
                    && region.element().attr("itemprop").contains("articleBody")) {
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

    /**
     * Regions in article elements beside that of the headline, with a heading that leads to a page of their own: the next story, loaded
     * below the one that was asked for. None where they hold more prose than the headline's.
     */
    private boolean[] otherArticles(int top) {
        boolean[] other = new boolean[regions.size()];
        Optional<Region> own =
                isHeadline(blocks.get(top).text()) ? article(blocks.get(top).region()) : Optional.empty();
        if (own.isEmpty()) {
            return other;
        }
        Set<Integer> linked = blocks.stream()
                .filter(block -> block.kind() == Block.Kind.HEADING && block.linkShare() > 0.5)
                .flatMap(block -> article(block.region()).stream())
                .map(Region::index)
                .collect(Collectors.toCollection(HashSet::new));
        for (Optional<Region> around = own;
                around.isPresent();
                around = around.get().parent()) {
            linked.remove(around.get().index());
        }
        boolean[] inOwn = below(own.get());
        int[] weights = weights(new boolean[regions.size()]);
        int beside = 0;
        for (Region region : regions) {
            int at = region.index();
            boolean inOther =
                    region.parent().filter(outer -> other[outer.index()]).isPresent();
            other[at] = inOther || (linked.contains(at) && !inOwn[at]);
            beside += other[at] && !inOther ? weights[at] : 0;
        }
        return weights[own.get().index()] > beside ? other : new boolean[regions.size()];
    }

    /** The innermost article element around. */
    private static Optional<Region> article(Region region) {
        Optional<Region> around = Optional.of(region);
        while (around.isPresent() && !around.get().is("article")) {
            around = around.get().parent();
        }
        return around;
    }

    private static Region frame(Region core) {
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
