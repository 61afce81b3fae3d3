package io.depesche.ingest.discover;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * How the paths of an outlet's articles look, learned from addresses that its own feeds and sitemaps name. A shape is a path
 * with its words, numbers, dates and ids replaced by what they are: {@code /sport/neue-halle-eroeffnet-123456.html} has the
 * shape {@code /{word}/{words}{number}.html}. Only a path that ends in something that section pages do not have is learned: a
 * date with a name, three words, a number, an id. Where that is a short number or code, the words before it stay as they are.
 *
 * <p>At most {@value #MAX_SHAPES} shapes are kept; the one that was not learned for longest goes first. Not for several threads.
 */
public final class PathShapes {

    /** Outlets have a handful of shapes; this leaves room for redesigns. */
    public static final int MAX_SHAPES = 64;

    private static final int MAX_PATH = 500;
    private static final int MAX_SEGMENTS = 12;
    private static final int WORDS_OF_A_SLUG = 3;

    private final LinkedHashSet<String> shapes = new LinkedHashSet<>();

    /** Shapes as {@link #written} gave them, least recently learned first. */
    public static PathShapes of(Collection<String> written) {
        PathShapes known = new PathShapes();
        written.forEach(known::add);
        return known;
    }

    /** Learns from the address of an article; one whose path could be a section's teaches nothing. */
    public void learn(URI article) {
        shapeOf(article).ifPresent(this::add);
    }

    /** Whether an address looks like the articles that were learned from. */
    public boolean matches(URI address) {
        return shapeOf(address).filter(shapes::contains).isPresent();
    }

    /** All shapes, least recently learned first. */
    public Set<String> written() {
        return new LinkedHashSet<>(shapes);
    }

    private void add(String shape) {
        shapes.remove(shape);
        shapes.add(shape);
        if (shapes.size() > MAX_SHAPES) {
            shapes.remove(shapes.iterator().next());
        }
    }

    /** The shape of an article's path; nothing where it could as well be a section's. */
    static Optional<String> shapeOf(URI address) {
        String path = Optional.ofNullable(address.getRawPath()).orElse("").toLowerCase(Locale.ROOT);
        String[] segments = path.split("/");
        if (path.length() > MAX_PATH || segments.length > MAX_SEGMENTS || segments.length < 2) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < segments.length; i++) {
            parts.add(Part.of(segments[i]));
        }
        Part last = parts.get(parts.size() - 1);
        List<Part> before = parts.subList(0, parts.size() - 1);
        boolean dated = before.stream().anyMatch(part -> part.is(PathToken.DATE))
                || (before.stream().anyMatch(part -> part.is(PathToken.YEAR))
                        && before.stream().anyMatch(part -> part.is(PathToken.FIGURE)));
        boolean certain = last.isCertain() || (dated && last.words() > 0);
        if (!certain && !last.isCode()) {
            return Optional.empty();
        }
        StringJoiner shape = new StringJoiner("/", "/", path.endsWith("/") ? "/" : "");
        for (int i = 0; i < parts.size(); i++) {
            boolean literal = !certain && i < parts.size() - 1;
            shape.add(literal ? segments[i + 1] : parts.get(i).shape());
        }
        return Optional.of(shape.toString());
    }

    /**
     * What one segment of a path is made of.
     *
     * @param words how many of its tokens are words
     * @param isCertain whether no section page has such a segment
     * @param isCode whether few section pages do
     */
    private record Part(String shape, List<PathToken> tokens, int words, boolean isCertain, boolean isCode) {

        static Part of(String segment) {
            String ending = ArticlePaths.ending(segment);
            List<PathToken> tokens = PathToken.of(segment.substring(0, segment.length() - ending.length()));
            int words = (int) tokens.stream().filter(PathToken.WORD::equals).count();
            boolean id = tokens.stream().anyMatch(PathToken::isId);
            boolean slug = words >= WORDS_OF_A_SLUG;
            StringBuilder shape = new StringBuilder();
            boolean saidWords = false;
            for (int i = 0; i < tokens.size(); i++) {
                PathToken token = tokens.get(i);
                boolean atTheEdge = i == 0 || i == tokens.size() - 1;
                boolean own = token == PathToken.DATE || (token.isId() && atTheEdge);
                // In a headline numbers stand anywhere and say nothing about the shape.
                if (own || (token != PathToken.WORD && !slug && !id)) {
                    shape.append('{').append(token.written()).append('}');
                } else if (!saidWords) {
                    saidWords = true;
                    shape.append(slug || id ? "{words}" : "{word}");
                }
            }
            boolean dated = tokens.contains(PathToken.DATE) && words > 0;
            boolean code = tokens.contains(PathToken.SHORT_NUMBER) || tokens.contains(PathToken.CODE);
            return new Part(shape + ending, tokens, words, id || slug || dated, code);
        }

        boolean is(PathToken token) {
            return tokens.size() == 1 && tokens.get(0) == token;
        }
    }
}
