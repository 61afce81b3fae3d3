package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeTraversor;

/** The elements of a page that somebody looks for, found in one walk over its tree. */
final class PageElements {

    private final Document document;
    private final Map<String, List<Element>> byName = new HashMap<>();
    private final List<Element> licences = new ArrayList<>();
    private final List<Element> titled = new ArrayList<>();
    private final ElementNames names = new ElementNames();
    private Optional<Element> dated = Optional.empty();

    PageElements(Document document) {
        this.document = document;
        for (String name : List.of("script", "meta", "link", "a", "time", "h1", "h2", "figure")) {
            byName.put(name, new ArrayList<>());
        }
        NodeTraversor.traverse(this::look, document);
    }

    private void look(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        List<Element> named = byName.get(element.normalName());
        if (named != null) {
            named.add(element);
        }
        if (element.attributesSize() > 0) {
            look(element, element.attributes());
        }
    }

    private void look(Element element, Attributes attributes) {
        if (attributes.get("rel").equalsIgnoreCase("license")) {
            licences.add(element);
        }
        String property = attributes.get("itemprop");
        if (dated.isEmpty()
                && (property.equalsIgnoreCase("datePublished")
                        || (element.normalName().equals("time") && attributes.hasKey("pubdate")))) {
            dated = Optional.of(element);
        }
        if (property.contains("headline")
                || names.ofClasses(attributes.get("class")).title()) {
            titled.add(element);
        }
    }

    /** What the page's elements are called. */
    ElementNames names() {
        return names;
    }

    /** All of one of the names that are collected, in the page's order. */
    List<Element> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** Links to licences. */
    List<Element> licences() {
        return licences;
    }

    /** Elements whose classes or properties call them a headline or a title. */
    List<Element> titled() {
        return titled;
    }

    /** The first element that is marked as the time of publication. */
    Optional<Element> dated() {
        return dated;
    }

    Element body() {
        return document.body();
    }

    /** The text of the title element. */
    String title() {
        return document.title();
    }

    /** The language of the html element, empty where it names none. */
    String language() {
        return document.children().isEmpty() ? "" : document.child(0).attr("lang");
    }
}
