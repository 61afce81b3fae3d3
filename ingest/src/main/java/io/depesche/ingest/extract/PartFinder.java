package io.depesche.ingest.extract;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.internal.StringUtil;
import org.jsoup.nodes.Element;

/** Finds the {@linkplain PartLinks links} of a page to the other parts of its article. */
final class PartFinder {

    private static final Set<String> ONWARD = Set.of(
            "weiter",
            "weiterlesen",
            "nächsteseite",
            "zurnächstenseite",
            "weiterzurnächstenseite",
            "weiteraufdernächstenseite",
            "next",
            "nextpage",
            "continue",
            "continuereading",
            "continuedonnextpage",
            "");
    private static final Pattern NUMBERED =
            Pattern.compile("(?:weiteraufseite|weiterzuseite|seite|page|teil|part)?\\d{1,3}");
    private static final Set<String> WHOLE = Set.of(
            "aufeinerseite",
            "aufeinerseitelesen",
            "alleaufeinerseite",
            "alleseiten",
            "allesaufeinerseite",
            "artikelaufeinerseite",
            "artikelaufeinerseitelesen",
            "artikelaufeinerseiteanzeigen",
            "ganzerartikelaufeinerseite",
            "komplettansicht",
            "singlepage",
            "viewassinglepage",
            "viewsinglepage",
            "viewonsinglepage",
            "viewononepage",
            "readononepage",
            "onepage",
            "viewall",
            "viewfullarticle");
    private static final Set<String> FIRST = Set.of("1", "seite1", "page1", "teil1", "part1");
    /** Pages of comments are numbered as well. */
    private static final Set<String> COMMENTS =
            Set.of("comment", "comments", "kommentar", "kommentare", "disqus", "leserkommentare");

    private static final int LONGEST_LABEL = 60;
    /** Elements around a link whose names count. */
    private static final int AROUND = 8;

    /** What a link's {@code rel} may say that counts here. */
    private static final Set<String> RELATIONS = Set.of("next", "prev", "previous", "first", "start");

    private final PageElements page;
    private final URI address;
    private final String path;
    /** A piece of the path by which links to other parts are told at a glance. */
    private final String piece;

    private final List<PageNumber> own;
    private final Map<String, List<Element>> marked = new HashMap<>();

    private PartFinder(PageElements page, URI address) {
        this.page = page;
        this.address = address;
        this.path = Optional.ofNullable(address.getRawPath()).orElse("");
        this.piece = piece(path);
        this.own = PageNumber.of(address);
        page.named("link").forEach(this::look);
        page.named("a").forEach(this::look);
    }

    /**
     * Reads a page.
     *
     * @param canonical what the page calls itself
     */
    static PartLinks links(PageElements page, URI address, Optional<URI> canonical) {
        PartFinder finder = new PartFinder(page, address);
        return finder.path.length() > 1 ? finder.links(canonical) : PartLinks.NONE;
    }

    private void look(Element link) {
        String relations = link.attr("rel");
        if (!relations.isEmpty()) {
            for (String relation : relations.toLowerCase(Locale.ROOT).split(" ")) {
                if (RELATIONS.contains(relation)) {
                    marked.computeIfAbsent(relation, unseen -> new ArrayList<>())
                            .add(link);
                }
            }
        }
    }

    private PartLinks links(Optional<URI> canonical) {
        Optional<URI> first = own.stream()
                .filter(number -> number.number() > 0)
                .flatMap(number -> first(number, canonical).stream())
                .findFirst();
        Optional<URI> next = next();
        Optional<URI> whole = next.isPresent() ? whole() : Optional.empty();
        boolean isNumbered = next.stream()
                .flatMap(link -> PageNumber.of(link).stream())
                .anyMatch(number -> number.number() > 2 && own.stream().anyMatch(number::follows));
        return new PartLinks(next, first, whole, isNumbered);
    }

    private Optional<URI> next() {
        Predicate<URI> follows = link -> PageNumber.of(link).stream()
                .anyMatch(number -> (number.isSecond() && number.isOfStem(address))
                        || own.stream().anyMatch(number::follows));
        return targets(Stream.concat(marked("next"), labelled(PartFinder::hasDigit, PartFinder::isOnward)), follows)
                .findFirst();
    }

    /** Where links lead, if that is wanted, and they are not those of comments. */
    private Stream<URI> targets(Stream<Element> links, Predicate<URI> wanted) {
        return links.flatMap(link -> target(link).filter(wanted).filter(unused -> !isOfComments(link)).stream());
    }

    /** Whether a link's words lead on: "Weiter", "Seite 2", "2", an arrow. */
    private static boolean isOnward(String letters) {
        return ONWARD.contains(letters) || NUMBERED.matcher(letters).matches();
    }

    private Optional<URI> first(PageNumber number, Optional<URI> canonical) {
        Predicate<URI> isFirst =
                link -> number.isOfStem(link) || PageNumber.of(link).stream().anyMatch(number::isBehindFirst);
        Stream<Element> said = Stream.of("prev", "previous", "first", "start").flatMap(this::marked);
        return Stream.concat(canonical.stream().filter(this::isOnHost).filter(isFirst), targets(said, isFirst))
                .findFirst()
                .or(() -> isBehindPrevious(number)
                        ? targets(labelled(href -> true, FIRST::contains), isFirst)
                                .findFirst()
                                .or(() -> resolved(address.getScheme() + "://" + number.stem()))
                        : Optional.empty());
    }

    private boolean isBehindPrevious(PageNumber number) {
        return targets(marked("prev"), link -> PageNumber.of(link).stream().anyMatch(number::follows))
                .findAny()
                .isPresent();
    }

    private Optional<URI> whole() {
        return targets(
                        labelled(href -> true, WHOLE::contains),
                        link -> !link.equals(address)
                                && link.getRawPath() != null
                                && link.getRawPath().startsWith(stemOf(path)))
                .findFirst();
    }

    /** A path without what ends it: slash, file extension. */
    private static String stemOf(String path) {
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        int dot = path.lastIndexOf('.');
        return path.substring(0, dot > path.lastIndexOf('/') ? dot : end);
    }

    /** Links that are marked as leading there. */
    private Stream<Element> marked(String relation) {
        return marked.getOrDefault(relation, List.of()).stream();
    }

    /** Links near the page's own address whose letters match; none without words or signs. */
    private Stream<Element> labelled(Predicate<String> isHref, Predicate<String> isLabel) {
        return page.named("a").stream()
                .filter(link -> {
                    String href = link.attr("href");
                    return isNear(href) && isHref.test(href);
                })
                .filter(link -> {
                    String text = link.text();
                    return !text.isBlank() && text.length() <= LONGEST_LABEL && isLabel.test(PlainText.letters(text));
                });
    }

    /** Whether the address could be one of the page's own, at a glance: most links of a page lead elsewhere. */
    private boolean isNear(String href) {
        return !href.isEmpty()
                && href.length() <= PageNumber.LONGEST_ADDRESS
                && href.charAt(0) != '#'
                && (href.charAt(0) == '?' || href.indexOf('/') < 0 || href.contains(piece));
    }

    /** Half of the longest segment, as what ends it may differ; nothing where that is too short to tell. */
    private static String piece(String path) {
        String longest = "";
        for (String segment : path.split("/")) {
            longest = segment.length() > longest.length() ? segment : longest;
        }
        return longest.length() > 8 ? longest.substring(0, longest.length() / 2) : "";
    }

    private static boolean hasDigit(String href) {
        for (int index = 0; index < href.length(); index++) {
            if (href.charAt(index) >= '0' && href.charAt(index) <= '9') {
                return true;
            }
        }
        return false;
    }

    private boolean isOfComments(Element link) {
        if (link.attr("href").toLowerCase(Locale.ROOT).contains("#comment")) {
            return true;
        }
        Element around = link;
        for (int step = 0; step < AROUND && around != null; step++) {
            if (page.names().of(around).words().stream().anyMatch(COMMENTS::contains)) {
                return true;
            }
            around = around.parent();
        }
        return false;
    }

    private Optional<URI> target(Element link) {
        String href = link.attr("href").strip();
        String base = link.baseUri().isEmpty() ? address.toString() : link.baseUri();
        return href.isEmpty() || href.length() > PageNumber.LONGEST_ADDRESS
                ? Optional.empty()
                : resolved(StringUtil.resolve(base, href));
    }

    private Optional<URI> resolved(String text) {
        try {
            int fragment = text.indexOf('#');
            return Optional.of(URI.create(fragment < 0 ? text : text.substring(0, fragment)))
                    .filter(this::isOnHost);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private boolean isOnHost(URI link) {
        return link.getRawAuthority() != null
                && link.getRawAuthority().equalsIgnoreCase(address.getRawAuthority())
                && ("https".equals(link.getScheme()) || "http".equals(link.getScheme()));
    }
}
