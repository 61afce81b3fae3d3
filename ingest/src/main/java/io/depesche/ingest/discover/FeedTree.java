package io.depesche.ingest.discover;

import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a feed that may be broken, under the names by which they are known: {@code dc:date} whatever its prefix is,
 * {@code title} for RSS and Atom alike, in lower case. An element that was never closed does not hide those that follow it.
 */
final class FeedTree {

    /** Deeper than any feed, shallow enough for whatever walks down. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_TAGS = 200_000;
    static final int MAX_FIELDS = 100;

    /** Prefixes by namespace, in lower case and without what ends it; RSS and Atom have none. */
    private static final Map<String, String> NAMESPACES = Map.ofEntries(
            Map.entry("http://www.w3.org/2005/atom", ""),
            Map.entry("http://purl.org/atom/ns", ""),
            Map.entry("http://purl.org/rss/1.0", ""),
            Map.entry("http://purl.org/net/rss1.1", ""),
            Map.entry("http://my.netscape.com/rdf/simple/0.9", ""),
            Map.entry("http://channel.netscape.com/rdf/simple/0.9", ""),
            Map.entry("http://backend.userland.com/rss2", ""),
            Map.entry("http://blogs.law.harvard.edu/tech/rss", ""),
            Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf:"),
            Map.entry("http://purl.org/dc/elements/1.0", "dc:"),
            Map.entry("http://purl.org/dc/elements/1.1", "dc:"),
            Map.entry("http://purl.org/dc/terms", "dcterms:"),
            Map.entry("http://purl.org/rss/1.0/modules/content", "content:"),
            Map.entry("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes:"),
            Map.entry("http://search.yahoo.com/mrss", "media:"),
            Map.entry("http://rssnamespace.org/feedburner/ext/1.0", "feedburner:"),
            Map.entry("http://www.pheedo.com/namespace/pheedo", "pheedo:"),
            Map.entry("http://www.w3.org/1999/xhtml", "xhtml:"),
            Map.entry("http://www.w3.org/2000/svg", "svg:"),
            Map.entry("http://www.w3.org/1998/math/mathml", "math:"));

    /** Prefixes of RSS and Atom that nobody declared. */
    private static final Set<String> USUAL = Set.of("atom", "atom03", "atom10", "a10", "rss", "rss1", "rss2");

    /** Fields that hold text: what is known to be a field and stands in one of them stands there by mistake. */
    private static final Set<String> FIELDS = Set.of(
            "title",
            "link",
            "description",
            "guid",
            "pubdate",
            "author",
            "category",
            "comments",
            "language",
            "lastbuilddate",
            "dc:date",
            "dc:creator",
            "dc:title",
            "dc:subject",
            "content:encoded");

    private final Document document;
    private final URI address;
    private final IdentityHashMap<Element, Optional<URI>> bases = new IdentityHashMap<>();

    private FeedTree(Document document, URI address) {
        this.document = document;
        this.address = address;
    }

    /** Reads any text; the tree of what is no markup is empty. */
    static FeedTree of(String text, URI address) {
        Document document = Jsoup.parse(
                FeedMarkup.repaired(text, MAX_TAGS), "", Parser.xmlParser().setMaxDepth(MAX_DEPTH));
        document.outputSettings().prettyPrint(false);
        return new FeedTree(document, address);
    }

    /** All elements of these names, in the order of the text. */
    List<Element> all(Set<String> names) {
        List<Element> found = new ArrayList<>();
        document.forEachNode(node -> {
            if (node instanceof Element element && names.contains(name(element))) {
                found.add(element);
            }
        });
        return found;
    }

    /**
     * The fields of a feed or an entry by name, in the order of the text, without those of the entries in it; of more than
     * {@value #MAX_FIELDS} of one name the first ones.
     */
    static Map<String, List<Element>> fields(Element container) {
        Map<String, List<Element>> fields = new HashMap<>();
        for (Element child : container.children()) {
            collect(child, fields);
        }
        return fields;
    }

    /** Goes no deeper than the tree, whose depth is limited. */
    private static void collect(Element field, Map<String, List<Element>> fields) {
        String name = name(field);
        if (isEntry(name)) {
            return;
        }
        List<Element> ofName = fields.computeIfAbsent(name, unseen -> new ArrayList<>());
        if (ofName.size() < MAX_FIELDS) {
            ofName.add(field);
        }
        if (FIELDS.contains(name)) {
            for (Element child : field.children()) {
                if (FIELDS.contains(name(child))) {
                    collect(child, fields);
                }
            }
        }
    }

    /** Whether an element stands in a field by mistake. */
    static boolean isMisplaced(Element child, Element field) {
        String name = name(child);
        return FIELDS.contains(name(field)) && (FIELDS.contains(name) || isEntry(name));
    }

    static boolean isEntry(String name) {
        return name.equals("item") || name.equals("entry");
    }

    /** The element's name, in lower case, with the usual prefix of its namespace. */
    static String name(Element element) {
        String local = element.tag().localName().toLowerCase(Locale.ROOT);
        String prefix = element.tag().prefix().toLowerCase(Locale.ROOT);
        String known = NAMESPACES.get(trimmed(element.tag().namespace()));
        // A prefix that nobody declared has the namespace around it.
        if (known != null && !(known.isEmpty() && NAMESPACES.containsValue(prefix + ":"))) {
            return known + local;
        }
        return prefix.isEmpty() || USUAL.contains(prefix) ? local : prefix + ":" + local;
    }

    private static String trimmed(String namespace) {
        String lower = namespace.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") || lower.endsWith("#") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** An attribute in any case and under any prefix; empty where there is none. */
    static String attribute(Element element, String name) {
        String value = element.attr(name);
        if (!value.isEmpty() || element.attributesSize() == 0) {
            return value.strip();
        }
        for (var attribute : element.attributes()) {
            String key = attribute.getKey().toLowerCase(Locale.ROOT);
            if (key.equals(name) || (name.indexOf(':') < 0 && key.endsWith(":" + name) && !key.startsWith("xmlns"))) {
                return attribute.getValue().strip();
            }
        }
        return "";
    }

    /** An address as it stands at an element, if it may be asked. */
    Optional<URI> address(String text, Element where) {
        return text.isBlank() ? Optional.empty() : resolved(text, base(where));
    }

    /** What relative addresses at an element are relative to. */
    URI base(Element where) {
        return statedBase(where).orElse(address);
    }

    /** The same, where the feed states it: {@code xml:base} of the element and of those around it. */
    Optional<URI> statedBase(@Nullable Element where) {
        if (where == null) {
            return Optional.empty();
        }
        Optional<URI> known = bases.get(where);
        if (known == null) {
            Optional<URI> outer = statedBase(where.parent());
            String stated = attribute(where, "xml:base");
            known = stated.isEmpty()
                    ? outer
                    : resolved(stated, outer.orElse(address)).or(() -> outer);
            bases.put(where, known);
        }
        return known;
    }

    private static Optional<URI> resolved(String text, URI base) {
        try {
            return Optional.of(WebAddress.parse(text, base));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }
}
