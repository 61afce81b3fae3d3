package io.depesche.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.ingest.extract.ArticleExtractor;
import io.depesche.ingest.extract.BlockVerdict;
import io.depesche.ingest.extract.Extraction;
import io.depesche.ingest.extract.Page;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What the extractor makes of one page, for people who want to know why.
 *
 * @param address where the page stood, if that is known
 * @param page the article
 * @param blocks what became of each block, in the page's order
 */
record PageInspection(Optional<URI> address, Extraction page, List<BlockVerdict> blocks) {

    private static final int WIDTH = 100;
    private static final int SHORT = 30;

    /** Reads a page, gzipped or not; the stream must support {@link InputStream#mark}. */
    static PageInspection of(InputStream in, Optional<URI> address) throws IOException {
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        byte[] bytes = (packed ? new GZIPInputStream(in) : in).readNBytes(ArticleExtractor.MAX_BYTES + 1);
        ArticleExtractor extractor = new ArticleExtractor();
        Page page = Page.of(bytes, address.orElse(ExtractCommand.NOWHERE));
        return new PageInspection(address, extractor.extract(page), extractor.explain(page));
    }

    ObjectNode json(String id) {
        return ExtractCommand.line(id, address, page);
    }

    /** Each block: kept or not, how likely, its start, the reasons and its place; a row of what is clearly nothing in one line. */
    String text() {
        StringBuilder text = new StringBuilder();
        page.kicker().ifPresent(kicker -> row(text, "kicker", kicker));
        text.append("headline  ").append(page.headline()).append('\n');
        text.append("authors   ").append(String.join(", ", page.authors())).append('\n');
        page.published().ifPresent(time -> text.append("published ")
                .append(time.getInstant())
                .append(" (")
                .append(time.getSource())
                .append(")\n"));
        page.image()
                .ifPresent(image -> row(
                        text,
                        "picture",
                        image.getUrl()
                                + image.getCaption()
                                        .map(caption -> ": " + caption)
                                        .orElse("")
                                + image.getCredit()
                                        .map(credit -> " (" + credit + ")")
                                        .orElse("")));
        page.notices().forEach(notice -> row(text, "notice", notice.replace("\n\n", " ")));
        if (page.repaired() > 0) {
            row(text, "repaired", page.repaired() + " garbled characters");
        }
        page.problem().ifPresent(problem -> text.append("problem   ")
                .append(problem.code())
                .append(": ")
                .append(problem.detail())
                .append('\n'));
        int passed = 0;
        for (int index = 0; index < blocks.size(); index++) {
            BlockVerdict block = blocks.get(index);
            boolean clear = !block.kept() && percent(block) == 0;
            boolean more =
                    index + 1 < blocks.size() && !blocks.get(index + 1).kept() && percent(blocks.get(index + 1)) == 0;
            if (clear && (passed > 0 || more)) {
                passed++;
                if (!more) {
                    text.append("\n-   0 %%  %d blocks, from \"%s\" to \"%s\"%n"
                            .formatted(
                                    passed,
                                    shortened(blocks.get(index - passed + 1).text(), SHORT),
                                    shortened(block.text(), SHORT)));
                    passed = 0;
                }
                continue;
            }
            text.append('\n')
                    .append("%s %3d %%  %-9s %s%n"
                            .formatted(
                                    block.kept() ? "+" : "-",
                                    percent(block),
                                    block.kind(),
                                    shortened(block.text(), WIDTH)))
                    .append("         ")
                    .append(String.join("; ", block.reasons()))
                    .append('\n')
                    .append("         ")
                    .append(end(block.path()))
                    .append('\n');
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("%-9s ".formatted(name)).append(value).append('\n');
    }

    private static long percent(BlockVerdict block) {
        return Math.round(100 * block.likely());
    }

    private static String shortened(String text, int width) {
        return text.codePointCount(0, text.length()) <= width
                ? text
                : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    /** Of a path what is nearest to the block. */
    private static String end(String path) {
        return path.length() <= WIDTH ? path : "…" + path.substring(path.length() - WIDTH + 1);
    }

    /** The same as a page: what is kept in green, what is dropped in grey or, where it was a near thing, in red. */
    String html() {
        Document document = Document.createShell("");
        document.title("Inspection: " + page.headline());
        document.head().appendElement("meta").attr("charset", "utf-8");
        document.head().appendElement("style").appendText(STYLE);
        document.body().appendElement("h1").text(page.headline());
        document.body()
                .appendElement("p")
                .addClass("facts")
                .text("%s · %s · %d blocks, %d kept"
                        .formatted(
                                String.join(", ", page.authors()),
                                page.published()
                                        .map(time -> time.getInstant().toString())
                                        .orElse("no time"),
                                blocks.size(),
                                blocks.stream().filter(BlockVerdict::kept).count()));
        for (BlockVerdict block : blocks) {
            Element element = document.body()
                    .appendElement("div")
                    .addClass(block.kept() ? "kept" : block.likely() > 0.2 ? "near" : "dropped");
            element.appendElement("span")
                    .addClass("score")
                    .text("%d %% %s".formatted(percent(block), block.kind().toLowerCase(Locale.ROOT)));
            element.appendElement("p").text(block.text());
            element.appendElement("p").addClass("why").text(String.join("; ", block.reasons()) + " — " + block.path());
        }
        return document.outerHtml();
    }

    private static final String STYLE =
            """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; }
            div { border-left: 6px solid; padding: .2rem .8rem; margin: .3rem 0; position: relative; }
            p { margin: .2rem 0; }
            .kept { border-color: #2a8a4a; background: #f0f9f2; }
            .near { border-color: #c0392b; background: #fdf2f0; }
            .dropped { border-color: #c8c8c8; color: #777; }
            .score { float: right; font-size: .75rem; color: #555; padding-left: 1rem; }
            .why, .facts { font-size: .75rem; color: #555; overflow-wrap: anywhere; }
            """;
}
