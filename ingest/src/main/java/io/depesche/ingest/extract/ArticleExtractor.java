package io.depesche.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Takes the article out of a web page: text without the page's furniture, headline, authors, times, and what the page states about
 * itself.
 *
 * <p>Signals are general (markup, density of text and links, metadata vocabularies); no rule is made for one site. Any
 * bytes may be given: time and memory are linear in their number, and what is not an article comes back with a {@link Problem}.
 * Instances hold no state and may be shared between threads.
 *
 * <pre>{@code
 * Extraction article = new ArticleExtractor().extract(Page.of(bytes, URI.create("https://beispielblatt.example/artikel/1")));
 * }</pre>
 */
public final class ArticleExtractor {

    /** Pages with more bytes than this are not read: sixteen mebibytes, some fifty times a large page. */
    public static final int MAX_BYTES = 16 << 20;

    /** Extracts one page; never throws for what the page holds. */
    public Extraction extract(Page page) {
        if (page.bytes().length > MAX_BYTES) {
            String detail = "%d bytes are more than the limit of %d".formatted(page.bytes().length, MAX_BYTES);
            return Extraction.without(StandardCharsets.UTF_8.name(), Problem.Code.TOO_LARGE, detail);
        }
        Charsets.Decoded decoded = Charsets.decode(page.bytes(), page.charset());
        Document document = Jsoup.parse(decoded.text(), page.address().toString());
        JsonLd described = JsonLd.of(document);
        PageMetadata metadata = new PageMetadata(document);
        PageBlocks blocks = PageBlocks.of(document.body());
        String headline = new Headlines(document, described, metadata, page.address()).headline();
        List<Block> body = new BodyFinder(blocks, headline, described.raw("articleBody"), leads(described, metadata)).find();
        PublicationTime times = new PublicationTime(document, described, metadata, page, blocks, headline);
        return new Extraction(
                headline,
                Optional.empty(),
                body.stream().map(Block::text).collect(Collectors.joining("\n\n")),
                Authors.of(document, described, metadata),
                times.published(),
                times.modified(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                io.depesche.contracts.record.Access.UNKNOWN,
                Optional.empty(),
                List.of(),
                decoded.charset().name(),
                Optional.empty());
    }

    /** What the page says of itself in a sentence or two: often the lead, word for word. */
    private static List<String> leads(JsonLd described, PageMetadata metadata) {
        List<String> leads = new ArrayList<>(metadata.each(List.of("og:description", "description", "twitter:description")));
        leads.addAll(described.texts("description"));
        return leads;
    }
}
