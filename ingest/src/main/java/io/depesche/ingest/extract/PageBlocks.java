package io.depesche.ingest.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Cuts a page into blocks of text, in reading order, and weighs the elements around them. One pass, no recursion. */
final class PageBlocks {

    /** Elements whose content is never text of the page. */
    private static final Set<String> UNREADABLE = Set.of(
            "head",
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
            "canvas",
            "audio",
            "video",
            "button",
            "select",
            "textarea",
            "input",
            "map",
            "dialog",
            "datalist",
            "progress",
            "meter",
            "rp",
            "rt");

    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font",
            "i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "ruby", "s", "samp", "small", "source",
            "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");
    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    /** A table cell longer than this is layout, not a figure in a table, and stands for itself. */
    private static final int LONG_CELL = 160;

    private final List<Block> blocks = new ArrayList<>();
    private final List<Region> regions = new ArrayList<>();

    private final Map<String, List<String>> wordsOfClasses = new HashMap<>();
    private int cleaned;
    private int repaired;

    private PageBlocks() {}

    static PageBlocks of(Element body) {
        PageBlocks page = new PageBlocks();
        page.new Walk().filter(body);
        return page;
    }

    /** In reading order. */
    List<Block> blocks() {
        return blocks;
    }

    /** Control and directional characters that were taken out of the blocks. */
    int cleaned() {
        return cleaned;
    }

    /** Garbled characters of the blocks that were mended. */
    int repaired() {
        return repaired;
    }

    /** The words of an element's classes and id, see {@link Furniture#words}. */
    List<String> words(Element element) {
        return Furniture.words(element, wordsOfClasses);
    }

    /** Every element that could hold a block, outer before inner; the first is the whole body. */
    List<Region> regions() {
        return regions;
    }

    /** Place of the heading that is the headline; 0, the top of the page, where no heading is. */
    int indexOf(String headline) {
        String letters = PlainText.letters(headline);
        for (int index = 0; index < blocks.size(); index++) {
            Block block = blocks.get(index);
            if (block.kind() == Block.Kind.HEADING
                    && !letters.isEmpty()
                    && PlainText.letters(block.text()).contains(letters)) {
                return index;
            }
        }
        return 0;
    }

    private final class Walk implements NodeFilter {

        private final Deque<Region> open = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private int linkCharacters;
        private int linkDepth;

        void filter(Element body) {
            body.filter(this);
            flush();
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                String whole = words.getWholeText();
                text.append(whole);
                linkCharacters += linkDepth > 0 ? whole.strip().length() : 0;
            } else if (node instanceof Element element) {
                String name = element.normalName();
                if (UNREADABLE.contains(name)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                if (name.equals("a")) {
                    linkDepth++;
                } else if (name.equals("br")) {
                    lineBreak(element);
                }
                // What is furniture is cut out as a block of its own even where its element is inline.
                boolean inline = INLINE.contains(name);
                List<String> words = words(element);
                Optional<String> furniture = inline ? Furniture.word(element, words) : Furniture.reason(element, words);
                if (!inline || furniture.isPresent()) {
                    if (name.equals("td") || name.equals("th")) {
                        nextCell();
                    } else {
                        flush();
                    }
                    Optional<Region> parent = Optional.ofNullable(open.peek());
                    Region region = new Region(regions.size(), element, words, parent, furniture);
                    regions.add(region);
                    open.push(region);
                }
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (element.normalName().equals("a")) {
                    linkDepth--;
                }
                if (!open.isEmpty() && open.element().element().equals(element)) {
                    boolean cell = element.normalName().equals("td")
                            || element.normalName().equals("th");
                    if (!cell || text.length() > LONG_CELL) {
                        flush();
                    }
                    open.pop();
                }
            }
            return FilterResult.CONTINUE;
        }

        /** One line break is a space; two in a row are how old pages part paragraphs. */
        private void lineBreak(Element element) {
            Node next = element.nextSibling();
            while (next instanceof TextNode words && words.isBlank()) {
                next = next.nextSibling();
            }
            if (next instanceof Element following && following.normalName().equals("br")) {
                flush();
            } else {
                text.append('\n');
            }
        }

        private static boolean hasLetter(String text) {
            for (int index = 0; index < text.length(); index++) {
                if (Character.isLetterOrDigit(text.codePointAt(index))) {
                    return true;
                }
            }
            return false;
        }

        private void nextCell() {
            if (!text.isEmpty() && !text.toString().isBlank()) {
                text.append(" | ");
            }
        }

        private void flush() {
            if (text.isEmpty()) {
                return;
            }
            Mojibake.Mended mended = Mojibake.mend(text.toString());
            String raw = mended.text();
            String plain = PlainText.clean(raw);
            repaired += mended.count();
            cleaned += PlainText.misplaced(raw);
            if (!plain.isEmpty() && !open.isEmpty() && hasLetter(plain)) {
                Region region = open.element();
                double linkShare = Math.min(1.0, (double) linkCharacters / plain.length());
                blocks.add(new Block(plain, kind(region), region, linkShare));
            }
            text.setLength(0);
            linkCharacters = 0;
        }

        private Block.Kind kind(Region region) {
            Optional<Region> around = Optional.of(region);
            for (int step = 0; step < 4 && around.isPresent(); step++) {
                String name = around.get().element().normalName();
                if (HEADINGS.contains(name)) {
                    return Block.Kind.HEADING;
                }
                switch (name) {
                    case "li", "dt", "dd" -> {
                        return Block.Kind.ITEM;
                    }
                    case "blockquote" -> {
                        return Block.Kind.QUOTE;
                    }
                    case "tr" -> {
                        return Block.Kind.ROW;
                    }
                    default -> around = around.get().parent();
                }
            }
            return Block.Kind.PARAGRAPH;
        }
    }
}
