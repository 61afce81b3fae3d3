package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;

/** The meta elements of a page by name, property or itemprop, lower case; plain text, in the page's order. */
final class PageMetadata {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    PageMetadata(PageElements page) {
        for (Element meta : page.named("meta")) {
            String content = PlainText.ofHtml(meta.attr("content"));
            if (content.isEmpty()) {
                continue;
            }
            for (String attribute : List.of("property", "name", "itemprop")) {
                String name = meta.attr(attribute).trim().toLowerCase(Locale.ROOT);
                if (!name.isEmpty()) {
                    values.computeIfAbsent(name, unused -> new ArrayList<>()).add(content);
                }
            }
        }
    }

    /** The first value of the first of the names that the page has. */
    Optional<String> first(List<String> names) {
        return all(names).stream().findFirst();
    }

    /** Every value of the first of the names that the page has. */
    List<String> all(List<String> names) {
        for (String name : names) {
            List<String> found = values.get(name);
            if (found != null) {
                return found;
            }
        }
        return List.of();
    }

    /** Every value of the names that are wanted, in the page's order. */
    List<String> named(Predicate<String> wanted) {
        return values.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .distinct()
                .toList();
    }

    /** Every value of every one of the names. */
    List<String> each(List<String> names) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : names) {
            found.addAll(values.getOrDefault(name, List.of()));
        }
        return List.copyOf(found);
    }
}
