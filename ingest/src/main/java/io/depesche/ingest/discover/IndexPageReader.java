package io.depesche.ingest.discover;

import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.fetch.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds the article links of an index page by the shape of their paths: a date in the path, a last part of several words, or a
 * number such as editorial systems give. Of a longer page the first {@value #MAX_LINKS} such links are taken.
 */
public final class IndexPageReader {

    static final int MAX_LINKS = 500;

    private static final int WORDS_OF_A_SLUG = 3;
    private static final Pattern DATE =
            Pattern.compile("/(19|20)\\d\\d[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\\d|3[01])(?!\\d)");
    private static final Pattern NUMBER = Pattern.compile("(^|[^0-9])\\d{5,18}($|[^0-9])");
    private static final Pattern WORD_BREAK = Pattern.compile("[-_.,+]|%20");
    private static final Set<String> PAGE_ENDINGS = Set.of("", "html", "htm", "php", "shtml", "xhtml", "aspx");

    private IndexPageReader() {}

    /**
     * The links to articles, in the order of the page, each once.
     *
     * @param anyShape whether every link counts, because the outlet names the paths of its articles
     */
    public static List<Discovery> read(Answer answer, boolean anyShape) throws UnreadableSource {
        URI base = answer.address();
        Map<URI, Discovery> links = new LinkedHashMap<>();
        for (Element link : parse(answer).select("a[href]")) {
            Optional<URI> address = address(link, base);
            if (address.isPresent()
                    && !address.get().equals(CanonicalAddress.normalised(base))
                    && isPage(address.get().getRawPath())
                    && (anyShape || isArticle(address.get().getRawPath()))) {
                links.putIfAbsent(address.get(), Discovery.of(address.get()));
                if (links.size() == MAX_LINKS) {
                    break;
                }
            }
        }
        return List.copyOf(links.values());
    }

    private static Document parse(Answer answer) throws UnreadableSource {
        try {
            String charset = answer.charset()
                    .filter(name -> {
                        try {
                            return Charset.isSupported(name);
                        } catch (IllegalCharsetNameException e) {
                            return false;
                        }
                    })
                    .orElse(null);
            return Jsoup.parse(
                    new ByteArrayInputStream(answer.body()),
                    charset,
                    answer.address().toString());
        } catch (IOException | RuntimeException e) {
            throw UnreadableSource.because("is no readable page", e);
        }
    }

    private static Optional<URI> address(Element link, URI base) {
        try {
            return Optional.of(CanonicalAddress.normalised(WebAddress.parse(link.attr("href"), base)));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }

    private static boolean isPage(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        String ending = dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
        // A point inside a slug is no ending: endings are short.
        return PAGE_ENDINGS.contains(ending) || ending.length() > 5;
    }

    static boolean isArticle(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String last = trimmed.substring(trimmed.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        String slug = dot >= 0 && PAGE_ENDINGS.contains(last.substring(dot + 1)) ? last.substring(0, dot) : last;
        long words = WORD_BREAK
                .splitAsStream(slug)
                .filter(word -> word.chars().anyMatch(Character::isLetter))
                .count();
        return words >= WORDS_OF_A_SLUG
                || NUMBER.matcher(slug).find()
                || (words > 0 && DATE.matcher(trimmed).find());
    }
}
