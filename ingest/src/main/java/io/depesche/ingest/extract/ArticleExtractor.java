package io.depesche.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;

/**
 * Takes the article out of a web page: text without the page's furniture, headline, authors, times, and what the page states
 * about itself.
 *
 * <p>Signals are general (markup, density of text and links, metadata vocabularies); no rule is made for one site. Any bytes
 * may be given: time and memory are linear in their number, and what is not an article comes back with a {@link Problem}.
 * Instances hold no state and may be shared between threads.
 *
 * <pre>{@code
 * Extraction article =
 *         new ArticleExtractor().extract(Page.of(bytes, URI.create("https://beispielblatt.example/artikel/1")));
 * }</pre>
 */
public final class ArticleExtractor {

    /** Pages with more bytes than this are not read: sixteen mebibytes, some fifty times a large page. */
    public static final int MAX_BYTES = 16 << 20;

    private final Optional<BodyModel> model;
    private final HeadlineModel headlines;

    /** An extractor with the models that ship. */
    public ArticleExtractor() {
        this(Optional.of(BodyModel.shipped()), HeadlineModel.SHIPPED);
    }

    ArticleExtractor(Optional<BodyModel> model, HeadlineModel headlines) {
        this.model = model;
        this.headlines = headlines;
    }

    /** Extracts one page for itself; never throws for what the page holds. */
    public Extraction extract(Page page) {
        return extract(page, SiteTemplate.NONE).extraction();
    }

    /**
     * Extracts one page of a site that something is known of: what the template holds has to look more like a part of the article than
     * other blocks have to. Never throws for what the page holds.
     */
    public ExtractedPage extract(Page page, SiteTemplate template) {
        if (page.bytes().length > MAX_BYTES) {
            return ExtractedPage.of(Extraction.without(
                    StandardCharsets.UTF_8.name(),
                    Problem.Code.TOO_LARGE,
                    "%d bytes are more than the limit of %d".formatted(page.bytes().length, MAX_BYTES)));
        }
        Charsets.Decoded decoded = Charsets.decode(page.bytes(), page.charset());
        Optional<Problem> problem = Markup.problem(page.bytes(), decoded.text());
        if (problem.isPresent()) {
            return ExtractedPage.of(Extraction.without(
                    decoded.charset().name(),
                    problem.get().code(),
                    problem.get().detail()));
        }
        return PageTree.of(decoded.text(), page.address().toString())
                .map(document -> extract(page, template, decoded, document))
                .orElseGet(() -> ExtractedPage.of(Extraction.without(
                        decoded.charset().name(),
                        Problem.Code.TOO_LARGE,
                        "more than %d tags".formatted(PageTree.MAX_TAGS))));
    }

    /** What became of each block of the page, in its order; nothing where the bytes are no page. */
    public List<BlockVerdict> explain(Page page) {
        return explain(page, SiteTemplate.NONE);
    }

    /** The same for a page of a site that something is known of. */
    public List<BlockVerdict> explain(Page page, SiteTemplate template) {
        return page.bytes().length > MAX_BYTES
                ? List.of()
                : finder(page, template).map(BodyFinder::explain).orElse(List.of());
    }

    /** Finds the blocks of a page, if it is one. */
    Optional<BodyFinder> finder(Page page, SiteTemplate template) {
        Charsets.Decoded decoded = Charsets.decode(page.bytes(), page.charset());
        return PageTree.of(decoded.text(), page.address().toString())
                .map(document -> read(page, document).finder(model, template));
    }

    /** What everything else is taken from. */
    private record Read(
            PageElements elements, JsonLd described, PageMetadata metadata, PageBlocks blocks, Headlines headlines) {

        BodyFinder finder(Optional<BodyModel> model, SiteTemplate template) {
            return new BodyFinder(
                    blocks,
                    headlines.printed(),
                    described.raw("articleBody"),
                    leads(described, metadata),
                    model,
                    template);
        }
    }

    private Read read(Page page, Document document) {
        PageElements elements = new PageElements(document);
        JsonLd described = JsonLd.of(elements);
        PageMetadata metadata = new PageMetadata(elements);
        return new Read(
                elements,
                described,
                metadata,
                PageBlocks.of(elements),
                new Headlines(elements, described, metadata, page.address(), headlines));
    }

    private ExtractedPage extract(Page page, SiteTemplate template, Charsets.Decoded decoded, Document document) {
        Read read = read(page, document);
        PageElements elements = read.elements();
        JsonLd described = read.described();
        PageMetadata metadata = read.metadata();
        PageBlocks blocks = read.blocks();
        String printed = read.headlines().printed();
        BodyFinder finder = read.finder(model, template);
        Body found = finder.find();
        Optional<Problem> instead = StandIn.of(found, blocks, titles(read), isDescribed(described, metadata));
        Body body = instead.isPresent() ? Body.NONE : found;
        PublicationTime times = new PublicationTime(
                elements, described, metadata, blocks, printed, page.address(), new TimeText(page.zone()));
        SelfDescription self = new SelfDescription(elements, described, metadata, page.address());
        String text = body.text();
        Extraction extraction = new Extraction(
                read.headlines().headline(),
                new Kicker(elements, read.headlines().headline(), noKicker(read, self)).find(),
                body.lead(),
                text,
                Authors.of(elements, described, metadata, blocks, printed, found, page.address()),
                times.published(),
                times.modified(),
                self.language(),
                self.section(),
                self.keywords(),
                Notices.of(blocks, described, printed, body),
                new MainImage(
                                elements,
                                described,
                                metadata,
                                new WebAddresses(page.address()),
                                read.headlines().headline())
                        .image(),
                self.access(text, Paywall.ends(blocks, body)),
                self.canonical(),
                self.rights(),
                decoded.charset().name(),
                blocks.cleaned(),
                blocks.repaired(),
                instead.or(() -> text.isEmpty() ? Optional.of(noBody(decoded.text(), blocks)) : Optional.empty()));
        return new ExtractedPage(
                extraction, finder.seen(), PartFinder.links(elements, page.address(), extraction.canonical()));
    }

    /** Names that stand above a headline without being its kicker. */
    private static Set<String> noKicker(Read read, SelfDescription self) {
        Set<String> names = new HashSet<>(read.headlines().sites().names());
        self.section().map(PlainText::letters).ifPresent(names::add);
        return names;
    }

    private static Problem noBody(String markup, PageBlocks page) {
        return Markup.isCutOff(markup)
                ? new Problem(Problem.Code.CUT_OFF, "%d characters that break off in a tag".formatted(markup.length()))
                : new Problem(
                        Problem.Code.NO_BODY,
                        "no prose in %d blocks of text".formatted(page.blocks().size()));
    }

    /** What the page calls itself. */
    private static List<String> titles(Read read) {
        return Stream.of(
                        PlainText.clean(read.elements().title()),
                        read.headlines().headline(),
                        read.headlines().printed())
                .distinct()
                .toList();
    }

    private static boolean isDescribed(JsonLd described, PageMetadata metadata) {
        return described.text("headline").isPresent()
                || described.text("datePublished").isPresent()
                || metadata.first(List.of("article:published_time", "datepublished"))
                        .isPresent();
    }

    /** What the page says of itself in a sentence or two: often the lead, word for word. */
    private static List<String> leads(JsonLd described, PageMetadata metadata) {
        List<String> leads =
                new ArrayList<>(metadata.each(List.of("og:description", "description", "twitter:description")));
        leads.addAll(described.texts("description"));
        return leads.stream().distinct().toList();
    }
}
