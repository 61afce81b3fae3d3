package io.depesche.cli.newsroom;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the names in a {@link Template} stand for: text, or a list of scopes that a section repeats for. */
final class Scope {

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, List<Scope>> lists = new LinkedHashMap<>();

    Scope with(String name, String text) {
        texts.put(name, text);
        return this;
    }

    Scope with(String name, List<Scope> list) {
        lists.put(name, List.copyOf(list));
        return this;
    }

    /** A list in which each element is one text. */
    Scope with(String list, String name, List<String> each) {
        return with(
                list, each.stream().map(text -> new Scope().with(name, text)).toList());
    }

    /** A section that is shown or left out. */
    Scope with(String section, boolean shown) {
        return with(section, shown ? List.of(new Scope()) : List.of());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    Optional<List<Scope>> list(String name) {
        return Optional.ofNullable(lists.get(name));
    }
}
