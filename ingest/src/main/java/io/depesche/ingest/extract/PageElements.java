package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The elements of a page that somebody looks for, found in one walk over its tree. */
final class PageElements {

    private final Document document;
    private final Map<String, List<Element>> byName = new HashMap<>();
    private final List<Element> licences = new ArrayList<>();
    private final List<Element> titled = new ArrayList<>();
    private Optional<Element> dated = Optional.empty();

    PageElements(Document document) {
        this.document = document;
        for (String name : List.of("script", "meta", "link", "a", "time", "h1", "h2")) {
            byName.put(name, new ArrayList<>());
        }
        document.stream().forEach(this::look);
    }

    private void look(Element element) {
        List<Element> named = byName.get(element.normalName());
        if (named != null) {
            named.add(element);
        }
        if (!element.attr("rel").isEmpty() && element.attr("rel").equalsIgnoreCase("license")) {
            licences.add(element);
        }
        String property = element.attr("itemprop");
        if (dated.isEmpty()
                && (property.equalsIgnoreCase("datePublished")
                        || (element.normalName().equals("time") && element.hasAttr("pubdate")))) {
            dated = Optional.of(element);
        }
        if (property.contains("headline") || isTitled(element.attr("class"))) {
            titled.add(element);
        }
    }

    private static boolean isTitled(String classes) {
        return !classes.isEmpty()
                && (classes.contains("eadline") || classes.contains("title") || classes.contains("Title"));
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
