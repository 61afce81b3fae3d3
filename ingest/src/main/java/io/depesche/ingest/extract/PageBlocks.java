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

    /** How an element stands in the text around it. */
    private enum Flow {
        /** Its content is never text of the page. */
        UNREADABLE,
        INLINE,
        LINK,
        BREAK,
        CELL,
        BLOCK
    }

    private static final Map<String, Flow> FLOWS = new HashMap<>();

    static {
        for (String name :
                ("head script style noscript template svg math iframe object embed canvas audio video button select textarea "
                                + "input map dialog datalist progress meter rp rt")
                        .split(" ")) {
            FLOWS.put(name, Flow.UNREADABLE);
        }
        for (String name :
                ("abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr picture q ruby s samp "
                                + "small source span strike strong sub sup time tt u var wbr")
                        .split(" ")) {
            FLOWS.put(name, Flow.INLINE);
        }
        FLOWS.putAll(Map.of("a", Flow.LINK, "br", Flow.BREAK, "td", Flow.CELL, "th", Flow.CELL));
    }

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    /** A table cell longer than this is layout, not a figure in a table, and stands for itself. */
    private static final int LONG_CELL = 160;

    private final List<Block> blocks = new ArrayList<>();
    private final List<Region> regions = new ArrayList<>();

    private final ElementNames names;
    private int cleaned;
    private int repaired;

    private PageBlocks(ElementNames names) {
        this.names = names;
    }

    /** The blocks of a whole page. */
    static PageBlocks of(PageElements page) {
        return of(page.body(), page.names());
    }

    /** The blocks of an element. */
    static PageBlocks of(Element body) {
        return of(body, new ElementNames());
    }

    private static PageBlocks of(Element body, ElementNames names) {
        PageBlocks page = new PageBlocks(names);
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
        private final TextBuffer text = new TextBuffer(LONG_CELL);
        private int linkCharacters;
        private int linkDepth;

        void filter(Element body) {
            body.filter(this);
            flush();
            cleaned = text.misplaced();
            repaired = text.repaired();
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                String whole = words.getWholeText();
                text.append(whole);
                linkCharacters += linkDepth > 0 ? whole.strip().length() : 0;
            } else if (node instanceof Element element) {
                Flow flow = flow(element);
                if (flow == Flow.UNREADABLE) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                if (flow == Flow.LINK) {
                    linkDepth++;
                } else if (flow == Flow.BREAK) {
                    lineBreak(element);
                }
                open(element, flow);
            }
            return FilterResult.CONTINUE;
        }

        private static Flow flow(Element element) {
            return FLOWS.getOrDefault(element.normalName(), Flow.BLOCK);
        }

        /** What is furniture is cut out as a block of its own even where its element is inline. */
        private void open(Element element, Flow flow) {
            boolean inline = flow != Flow.BLOCK && flow != Flow.CELL;
            ElementNames.Names called = names.of(element);
            Optional<String> furniture = inline ? Furniture.word(element, called) : Furniture.reason(element, called);
            if (inline && furniture.isEmpty()) {
                return;
            }
            if (flow == Flow.CELL) {
                nextCell();
            } else {
                flush();
            }
            Region region =
                    new Region(regions.size(), element, called.words(), Optional.ofNullable(open.peek()), furniture);
            regions.add(region);
            open.push(region);
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                Flow flow = flow(element);
                if (flow == Flow.LINK) {
                    linkDepth--;
                }
                if (!open.isEmpty() && open.element().element().equals(element)) {
                    if (flow != Flow.CELL || text.length() > LONG_CELL) {
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
                text.append("\n");
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
            if (!text.isBlank()) {
                text.append(" | ");
            }
        }

        private void flush() {
            if (text.isEmpty()) {
                return;
            }
            String plain = text.plain();
            if (!plain.isEmpty() && !open.isEmpty() && hasLetter(plain)) {
                Region region = open.element();
                double linkShare = Math.min(1.0, (double) linkCharacters / plain.length());
                blocks.add(new Block(plain, kind(region), region, linkShare));
            }
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
