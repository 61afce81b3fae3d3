package io.depesche.ingest.discover;

import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.extract.Charsets;
import io.depesche.ingest.extract.PageTree;
import io.depesche.ingest.fetch.Answer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds the article links of an index page by the shape of their paths: a date in the path, a last part of several words, or a
 * number such as editorial systems give. Of a longer page the first {@value #MAX_LINKS} such links are taken.
 */
public final class IndexPageReader {

    static final int MAX_LINKS = 500;

    private IndexPageReader() {}

    /**
     * The links to articles, in the order of the page, each once.
     *
     * @param anyShape whether every link counts, because the outlet names the paths of its articles
     * @param learned how the outlet's articles are known to look
     */
    public static List<Discovery> read(Answer answer, boolean anyShape, PathShapes learned) throws UnreadableSource {
        URI base = answer.address();
        Map<URI, Discovery> links = new LinkedHashMap<>();
        for (Element link : parse(answer).select("a[href]")) {
            Optional<URI> address = address(link, base);
            if (address.isPresent()
                    && !address.get().equals(CanonicalAddress.normalised(base))
                    && ArticlePaths.isPage(address.get().getRawPath())
                    && (anyShape || ArticlePaths.isArticle(address.get()) || learned.matches(address.get()))) {
                links.putIfAbsent(address.get(), Discovery.of(address.get()));
                if (links.size() == MAX_LINKS) {
                    break;
                }
            }
        }
        return List.copyOf(links.values());
    }

    /** The page of an answer. */
    static Document parse(Answer answer) throws UnreadableSource {
        String text = Charsets.decode(answer.body(), answer.charset()).text();
        return PageTree.of(text, answer.address().toString())
                .orElseThrow(() -> new UnreadableSource("has more than %d tags".formatted(PageTree.MAX_TAGS)));
    }

    private static Optional<URI> address(Element link, URI base) {
        try {
            return Optional.of(CanonicalAddress.normalised(WebAddress.parse(link.attr("href"), base)));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }
}
