package io.depesche.ingest.discover;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimeSource;
import io.depesche.ingest.extract.Charsets;
import io.depesche.ingest.fetch.Answer;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** Reads RSS 0.9x, 1.0, 1.1 and 2.0, Atom 0.3 and 1.0 and CDF with the usual modules, whatever state they are in. */
final class XmlFeedReader {

    private static final int MAX_KEYWORD = 100;
    private static final Set<String> ROOTS = Set.of("rss", "rdf:rdf", "rdf", "feed", "channel");
    private static final List<String> ID = List.of("guid", "id", "dc:identifier");
    private static final List<String> TITLE = List.of("title", "dc:title", "itunes:title", "media:title");
    private static final List<String> PUBLISHED = List.of(
            "pubdate", "published", "dcterms:issued", "issued", "dc:date", "date", "dcterms:created", "created");
    private static final List<String> UPDATED =
            List.of("updated", "dcterms:modified", "modified", "lastbuilddate", "dc:date");
    private static final List<String> SUMMARY = List.of(
            "description",
            "summary",
            "abstract",
            "dc:description",
            "dcterms:abstract",
            "itunes:summary",
            "media:description",
            "itunes:subtitle");
    private static final List<String> CONTENT =
            List.of("content:encoded", "content", "fullitem", "xhtml:body", "body", "xhtml:div");
    private static final List<String> AUTHOR = List.of("author", "dc:creator", "dc:author", "itunes:author", "creator");
    private static final List<String> CATEGORY =
            List.of("category", "dc:subject", "subject", "keywords", "itunes:keywords", "media:keywords");
    private static final List<String> ORIGINAL_LINK = List.of("feedburner:origlink", "pheedo:origlink");

    private final FeedTree tree;
    private final FeedTime time;

    private XmlFeedReader(FeedTree tree, FeedTime time) {
        this.tree = tree;
        this.time = time;
    }

    static Feed describe(Answer answer, ZoneId zone) throws UnreadableSource {
        String text = Charsets.decode(answer.body(), answer.charset()).text();
        FeedTree tree = FeedTree.of(text, answer.address());
        List<Element> roots = tree.all(ROOTS);
        if (roots.isEmpty()) {
            throw new UnreadableSource("is no readable feed: it has neither a channel nor a feed");
        }
        return new XmlFeedReader(tree, new FeedTime(zone, TimeSource.FEED)).feed(roots, answer.address());
    }

    private Feed feed(List<Element> roots, URI address) {
        Map<String, List<Element>> fields = fieldsOf(roots);
        Optional<String> author = author(fields);
        return new Feed(
                named(fields, TITLE).flatMap(field -> plain(field).stream()).findFirst(),
                Stream.concat(
                                named(fields, List.of("language", "dc:language"))
                                        .flatMap(field -> plain(field).stream()),
                                roots.stream().map(root -> FeedTree.attribute(root, "xml:lang")))
                        .filter(language -> !language.isEmpty())
                        .findFirst(),
                tree.all(Set.of("item", "entry")).stream()
                        .limit(FeedReader.MAX_ENTRIES)
                        .map(item -> entry(item, author))
                        .toList(),
                linked(fields, "hub")
                        .map(hub -> new PushOffer(hub, linked(fields, "self").orElse(address))));
    }

    private Feed.Entry entry(Element item, Optional<String> feedsAuthor) {
        Map<String, List<Element>> fields = FeedTree.fields(item);
        List<Element> summaries = named(fields, SUMMARY).toList();
        Optional<String> summary =
                summaries.stream().flatMap(field -> written(field).stream()).findFirst();
        return new Feed.Entry(
                Stream.concat(
                                named(fields, ID)
                                        .map(field -> FeedText.of(field, tree).text()),
                                Stream.of(FeedTree.attribute(item, "about")))
                        .filter(id -> !id.isBlank())
                        .findFirst(),
                named(fields, TITLE).flatMap(field -> plain(field).stream()).findFirst(),
                link(item, fields),
                time(fields, PUBLISHED),
                time(fields, UPDATED).or(() -> time.read(FeedTree.attribute(item, "lastmod"))),
                summary,
                author(fields)
                        .or(() -> named(fields, List.of("source"))
                                .flatMap(source -> author(FeedTree.fields(source)).stream())
                                .findFirst())
                        .or(() -> FeedTree.name(item).equals("entry") ? feedsAuthor : Optional.empty()),
                categories(fields),
                named(fields, CONTENT)
                        .flatMap(field -> written(field).stream())
                        .findFirst()
                        .or(() -> summaries.stream()
                                .flatMap(field -> written(field).stream())
                                .filter(text -> !text.equals(summary.orElse("")))
                                .findFirst()));
    }

    /** The article's own address before those that only lead to it: what a service for counting clicks replaced, first of all. */
    private Optional<URI> link(Element item, Map<String, List<Element>> fields) {
        return Stream.of(
                        named(fields, ORIGINAL_LINK).flatMap(field -> address(field).stream()),
                        named(fields, List.of("link"))
                                .filter(field -> !field.hasAttr("href"))
                                .flatMap(field -> address(field).stream()),
                        named(fields, List.of("link"))
                                .filter(field -> isAlternate(field) && isPage(field))
                                .flatMap(field -> tree.address(FeedTree.attribute(field, "href"), field).stream()),
                        named(fields, List.of("link"))
                                .filter(XmlFeedReader::isAlternate)
                                .flatMap(field -> tree.address(FeedTree.attribute(field, "href"), field).stream()),
                        named(fields, List.of("guid"))
                                .filter(XmlFeedReader::isPermanent)
                                .flatMap(field -> address(field).stream()),
                        named(fields, List.of("content"))
                                .flatMap(field -> tree.address(FeedTree.attribute(field, "src"), field).stream()),
                        Stream.of(FeedTree.attribute(item, "href"), FeedTree.attribute(item, "about"))
                                .flatMap(text -> tree.address(text, item).stream()),
                        named(fields, List.of("id"))
                                .filter(field -> FeedText.of(field, tree).text().startsWith("http"))
                                .flatMap(field -> address(field).stream()))
                .flatMap(links -> links)
                .findFirst();
    }

    private static boolean isAlternate(Element link) {
        String relation = FeedTree.attribute(link, "rel").toLowerCase(Locale.ROOT);
        return relation.isEmpty() || hasRelation(link, "alternate") || relation.endsWith("/alternate");
    }

    private static boolean isPage(Element link) {
        String type = FeedTree.attribute(link, "type").toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.contains("html");
    }

    /** A guid is an address unless it says otherwise; many that say nothing are none. */
    private static boolean isPermanent(Element guid) {
        String said = FeedTree.attribute(guid, "ispermalink").toLowerCase(Locale.ROOT);
        return said.equals("true") || (!said.equals("false") && guid.text().contains("://"));
    }

    private static boolean hasRelation(Element link, String relation) {
        return Arrays.asList(
                        FeedTree.attribute(link, "rel").toLowerCase(Locale.ROOT).split("\\s+"))
                .contains(relation);
    }

    private Optional<URI> linked(Map<String, List<Element>> fields, String relation) {
        return named(fields, List.of("link"))
                .filter(link -> hasRelation(link, relation))
                .flatMap(link -> tree.address(FeedTree.attribute(link, "href"), link).stream())
                .findFirst();
    }

    private Optional<URI> address(Element field) {
        return tree.address(FeedText.of(field, tree).text(), field);
    }

    private Optional<StatedTime> time(Map<String, List<Element>> fields, List<String> names) {
        return named(fields, names)
                .flatMap(field -> time.read(FeedText.of(field, tree).text()).stream())
                .findFirst();
    }

    /** The first author's name; Atom gives one in parts. */
    private Optional<String> author(Map<String, List<Element>> fields) {
        return named(fields, AUTHOR)
                .flatMap(author -> {
                    List<String> names = named(FeedTree.fields(author), List.of("name", "email", "uri"))
                            .flatMap(part -> plain(part).stream())
                            .toList();
                    return names.isEmpty() ? plain(author).stream() : names.stream();
                })
                .findFirst();
    }

    private List<String> categories(Map<String, List<Element>> fields) {
        return named(fields, CATEGORY)
                .flatMap(field -> {
                    String term = FeedTree.attribute(field, "term");
                    String label = FeedTree.attribute(field, "label");
                    String text = !term.isEmpty() ? term : plain(field).orElse(label);
                    return FeedTree.name(field).endsWith("keywords") ? Stream.of(text.split(",")) : Stream.of(text);
                })
                .map(String::strip)
                .filter(keyword -> !keyword.isEmpty() && keyword.length() <= MAX_KEYWORD)
                .distinct()
                .limit(Discovery.MAX_KEYWORDS)
                .toList();
    }

    private Optional<String> plain(Element field) {
        return FeedText.of(field, tree).plain();
    }

    private Optional<String> written(Element field) {
        return FeedText.of(field, tree).written();
    }

    private static Map<String, List<Element>> fieldsOf(List<Element> roots) {
        Map<String, List<Element>> fields = new HashMap<>();
        roots.forEach(root -> FeedTree.fields(root)
                .forEach((name, ofName) -> fields.computeIfAbsent(name, unseen -> new ArrayList<>())
                        .addAll(ofName)));
        return fields;
    }

    /** The fields of these names; those of the first name first. */
    private static Stream<Element> named(Map<String, List<Element>> fields, List<String> names) {
        return names.stream().flatMap(name -> fields.getOrDefault(name, List.of()).stream());
    }
}
