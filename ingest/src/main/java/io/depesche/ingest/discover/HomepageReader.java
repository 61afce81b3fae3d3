package io.depesche.ingest.discover;

import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.fetch.Answer;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds an outlet's sources from its homepage: feeds that it declares in its head, feeds that it links to, and the sitemaps that
 * robots.txt names, of which those for news are preferred. Feeds of comments are left out.
 */
final class HomepageReader {

    private static final int MAX_FEEDS = 10;
    private static final int MAX_SITEMAPS = 20;
    private static final Set<String> FEED_TYPES = Set.of(
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/feed+json",
            "application/json");
    private static final Set<String> FEED_NAMES =
            Set.of("rss", "feed", "atom", "rss.xml", "feed.xml", "atom.xml", "index.rss", "index.xml", "feed.json");

    private HomepageReader() {}

    /**
     * The sources, feeds first, each once.
     *
     * @param robotsSitemaps as robots.txt writes them
     */
    static List<Source> sources(Answer homepage, List<String> robotsSitemaps) throws UnreadableSource {
        Document page = IndexPageReader.parse(homepage);
        Set<Source> feeds = new LinkedHashSet<>();
        for (Element link : page.select("link[rel~=(?i)\\balternate\\b][href]")) {
            String type = link.attr("type").toLowerCase(Locale.ROOT).strip();
            if (FEED_TYPES.contains(type) && !isOfComments(link)) {
                feed(link, homepage.address()).ifPresent(feeds::add);
            }
        }
        for (Element link : page.select("a[href]")) {
            if (looksLikeAFeed(link) && !isOfComments(link)) {
                feed(link, homepage.address()).ifPresent(feeds::add);
            }
        }
        return Stream.concat(feeds.stream().limit(MAX_FEEDS), sitemaps(homepage.address(), robotsSitemaps))
                .toList();
    }

    private static Stream<Source> sitemaps(URI homepage, List<String> named) {
        List<URI> all = named.stream()
                .flatMap(text -> address(text, homepage).stream())
                .distinct()
                .toList();
        List<URI> ofNews = all.stream()
                .filter(address -> address.toString().toLowerCase(Locale.ROOT).contains("news"))
                .toList();
        return (ofNews.isEmpty() ? all : ofNews)
                .stream().limit(MAX_SITEMAPS).map(address -> new Source(SourceKind.SITEMAP, address, true));
    }

    private static Optional<Source> feed(Element link, URI homepage) {
        return address(link.attr("href"), homepage).map(address -> new Source(SourceKind.FEED, address, true));
    }

    private static Optional<URI> address(String text, URI base) {
        try {
            return Optional.of(WebAddress.parse(text, base));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }

    private static boolean looksLikeAFeed(Element link) {
        String path = link.attr("href").toLowerCase(Locale.ROOT).split("[?#]", 2)[0];
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String last = trimmed.substring(trimmed.lastIndexOf('/') + 1);
        return FEED_NAMES.contains(last) || last.endsWith(".rss") || last.endsWith(".rdf");
    }

    private static boolean isOfComments(Element link) {
        String said = (link.attr("href") + " " + link.attr("title") + " " + link.text()).toLowerCase(Locale.ROOT);
        return said.contains("comment") || said.contains("kommentar");
    }
}
