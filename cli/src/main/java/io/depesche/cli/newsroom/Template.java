package io.depesche.cli.newsroom;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with holes. {@code {{name}}} is filled with text escaped for HTML and XML, {@code {{"name"}}} with a JSON string that is safe
 * inside a script element; {@code {{#name}}…{{/name}}} is repeated for each element of a list, and {@code {{,}}} in it is a comma
 * before all elements but the first. A name is looked up from the innermost element outwards; one that means nothing is a bug in
 * our own file and thrown as such.
 */
record Template(List<Part> parts) {

    private static final Pattern HOLE = Pattern.compile("\\{\\{(?:([#/])(\\w+)|\"(\\w+)\"|(\\w+)|,)\\}\\}");

    /** Where the rendering stands: in an element of a list, with what lies around it. */
    record Place(Scope scope, boolean first, Optional<Place> around) {

        <T> Optional<T> find(Function<Scope, Optional<T>> lookup) {
            return lookup.apply(scope).or(() -> around.flatMap(place -> place.find(lookup)));
        }
    }

    /** A stretch of the text, or a hole. */
    interface Part {
        void render(Place place, StringBuilder out);
    }

    /** Reads the template in a file of the newsroom. */
    static Template of(String file) {
        return new Template(parse(file, NewsroomFiles.text(file)));
    }

    /** Fills the holes from {@code inner}, and what that doesn't name from {@code outer}. */
    String render(Scope outer, Scope inner) {
        StringBuilder out = new StringBuilder();
        Place around = new Place(outer, true, Optional.empty());
        render(parts, new Place(inner, true, Optional.of(around)), out);
        return out.toString();
    }

    private static void render(List<Part> parts, Place place, StringBuilder out) {
        parts.forEach(part -> part.render(place, out));
    }

    static List<Part> parse(String file, String text) {
        Deque<String> open = new ArrayDeque<>();
        Deque<List<Part>> levels = new ArrayDeque<>();
        levels.push(new ArrayList<>());
        Matcher hole = HOLE.matcher(text);
        int from = 0;
        while (hole.find()) {
            String before = text.substring(from, hole.start());
            levels.element().add((place, out) -> out.append(before));
            from = hole.end();
            if ("#".equals(hole.group(1))) {
                open.push(hole.group(2));
                levels.push(new ArrayList<>());
            } else if ("/".equals(hole.group(1))) {
                if (open.isEmpty() || !open.pop().equals(hole.group(2))) {
                    throw new IllegalStateException("%s: {{/%s}} closes nothing".formatted(file, hole.group(2)));
                }
                List<Part> section = levels.pop();
                levels.element().add(section(file, hole.group(2), section));
            } else {
                levels.element().add(filling(file, hole));
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException("%s: {{#%s}} is not closed".formatted(file, open.element()));
        }
        String rest = text.substring(from);
        levels.element().add((place, out) -> out.append(rest));
        return levels.pop();
    }

    private static Part section(String file, String name, List<Part> parts) {
        return (place, out) -> {
            List<Scope> elements = place.find(scope -> scope.list(name)).orElseThrow(() -> unknown(file, name));
            boolean first = true;
            for (Scope element : elements) {
                render(parts, new Place(element, first, Optional.of(place)), out);
                first = false;
            }
        };
    }

    private static Part filling(String file, Matcher hole) {
        String json = hole.group(3);
        String markup = hole.group(4);
        if (json != null) {
            return (place, out) ->
                    out.append('"').append(jsonEscaped(text(file, json, place))).append('"');
        }
        if (markup != null) {
            return (place, out) -> out.append(markupEscaped(text(file, markup, place)));
        }
        return (place, out) -> out.append(place.first() ? "" : ", ");
    }

    private static String text(String file, String name, Place place) {
        return place.find(scope -> scope.text(name)).orElseThrow(() -> unknown(file, name));
    }

    private static IllegalStateException unknown(String file, String name) {
        return new IllegalStateException("%s: nothing is named %s".formatted(file, name));
    }

    private static String jsonEscaped(String text) {
        // Without this a text could end the script element that the JSON stands in.
        return new String(JsonStringEncoder.getInstance().quoteAsString(text)).replace("<", "\\u003c");
    }

    private static String markupEscaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
