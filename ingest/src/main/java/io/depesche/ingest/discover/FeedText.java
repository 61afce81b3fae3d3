package io.depesche.ingest.discover;

import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.extract.PageTree;
import io.depesche.ingest.extract.PlainText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;

/**
 * The text of a feed's field, in any of the ways to write one: plain, escaped HTML, HTML as elements, base64.
 *
 * @param text without its XML escapes
 * @param kind what it is
 */
record FeedText(String text, Kind kind) {

    /** What a text is, as the feed says. */
    enum Kind {
        PLAIN,
        HTML,
        /** Not said; RSS leaves it open. */
        EITHER
    }

    private static final int MAX_PLAIN = 1_000;
    private static final int MAX_HTML = 20_000;
    private static final Pattern REFERENCE = Pattern.compile("&#?\\w{1,32};");
    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]{0,20})[\\s/>]");
    private static final Pattern LINK = Pattern.compile(
            "(<[a-zA-Z][^<>]{0,1000}?\\s(?:href|src|cite|action|longdesc|background|poster|data|usemap)\\s*=\\s*)([\"'])([^\"'<>]{0,2000})\\2");

    /** Reads a field; links in its HTML become absolute where the feed states what they are relative to. */
    static FeedText of(Element field, FeedTree tree) {
        String type = FeedTree.attribute(field, "type").toLowerCase(Locale.ROOT);
        String mode = FeedTree.attribute(field, "mode").toLowerCase(Locale.ROOT);
        boolean elements = field.children().stream().anyMatch(child -> !FeedTree.isMisplaced(child, field));
        Kind kind = elements || type.contains("html")
                ? Kind.HTML
                : type.equals("text") || type.equals("text/plain") ? Kind.PLAIN : Kind.EITHER;
        String text = elements ? inner(field) : wholeText(field).strip();
        if (!elements && (mode.equals("base64") || isBinary(type))) {
            text = decoded(text);
        }
        return new FeedText(kind == Kind.PLAIN ? text : withLinks(text, field, tree), kind);
    }

    private static boolean isBinary(String type) {
        return type.indexOf('/') > 0 && !type.startsWith("text/") && !type.endsWith("xml") && !type.contains("html");
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }

    private static String wholeText(Element field) {
        StringBuilder text = new StringBuilder();
        for (Node node : field.childNodes()) {
            if (node instanceof TextNode part) {
                text.append(part.getWholeText());
            }
        }
        return text.toString();
    }

    /** The elements in a field as HTML; the one that XHTML is wrapped in is not the field's. */
    private static String inner(Element field) {
        List<Element> children = field.children();
        boolean wrapped = children.size() == 1
                && wholeText(field).isBlank()
                && List.of("div", "xhtml:div", "body", "xhtml:body").contains(FeedTree.name(children.get(0)));
        Element content = wrapped ? children.get(0) : field;
        StringBuilder html = new StringBuilder();
        for (Node node : content.childNodes()) {
            if (!(node instanceof Element child) || !FeedTree.isMisplaced(child, field)) {
                html.append(node.outerHtml());
            }
        }
        return html.toString().strip();
    }

    private static String withLinks(String html, Element field, FeedTree tree) {
        Element deepest = field.children().size() == 1 ? field.child(0) : field;
        Optional<URI> base = html.indexOf('<') < 0 ? Optional.empty() : tree.statedBase(deepest);
        return base.isEmpty()
                ? html
                : LINK.matcher(html)
                        .replaceAll(link -> Matcher.quoteReplacement(
                                link.group(1) + link.group(2) + absolute(link.group(3), base.get()) + link.group(2)));
    }

    private static String absolute(String link, URI base) {
        try {
            String decoded = link.replace("&amp;", "&");
            int fragment = decoded.indexOf('#');
            String without = fragment < 0 ? decoded : decoded.substring(0, fragment);
            return WebAddress.parse(without, base).toString().replace("&", "&amp;")
                    + (fragment < 0 ? "" : decoded.substring(fragment));
        } catch (RefusedAddress e) {
            return link;
        }
    }

    /** One line without markup; empty where nothing is left, and where it is too long for a title. */
    Optional<String> plain() {
        return Optional.of(text)
                .filter(raw -> raw.length() <= MAX_HTML)
                .map(raw -> kind == Kind.HTML || (kind == Kind.EITHER && looksLikeHtml(raw))
                        ? PageTree.of(raw, "").map(Element::text).orElse("")
                        : raw)
                .map(PlainText::clean)
                .filter(line -> !line.isEmpty() && line.length() <= MAX_PLAIN);
    }

    /** As the feed writes it. */
    Optional<String> written() {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static boolean looksLikeHtml(String text) {
        return (text.indexOf('&') >= 0 && REFERENCE.matcher(text).find())
                || (text.indexOf('<') >= 0
                        && TAG.matcher(text)
                                .results()
                                .anyMatch(tag -> Tag.isKnownTag(tag.group(1).toLowerCase(Locale.ROOT))));
    }
}
