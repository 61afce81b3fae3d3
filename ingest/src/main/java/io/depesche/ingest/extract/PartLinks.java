package io.depesche.ingest.extract;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.internal.StringUtil;
import org.jsoup.nodes.Element;

/**
 * What a page says of the other parts of its article, where that is spread over several pages. Only addresses count that are the page's own but
 * for the number of the page, so that the next article, or older posts, are never taken for a part. All on the page's host.
 *
 * @param next the part behind this one
 * @param first the first part, where this is a later one
 * @param whole the whole article on one page
 * @param isNumbered whether this page's address has the number before that of {@code next}, and it is not the first: a later part, or something
 *     else that is numbered
 */
public record PartLinks(Optional<URI> next, Optional<URI> first, Optional<URI> whole, boolean isNumbered) {

    /** An article on one page. */
    static final PartLinks NONE = new PartLinks(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** The part behind this one, where nobody came here from the one before: articles can be numbered as well. */
    public Optional<URI> nextAtStart() {
        return next.filter(link -> !isNumbered || first.isPresent());
    }

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
    private static final int LONGEST_ADDRESS = 2_000;

    /** Reads a page. */
    static PartLinks of(PageElements page, URI address, Optional<URI> canonical) {
        List<PageNumber> own = PageNumber.of(address);
        Optional<URI> first = first(page, address, own, canonical);
        Optional<URI> next = next(page, address, own);
        Optional<URI> whole = next.isPresent() ? whole(page, address) : Optional.empty();
        boolean isNumbered = next.stream()
                .flatMap(link -> PageNumber.of(link).stream())
                .anyMatch(number -> number.number() > 2 && own.stream().anyMatch(number::follows));
        return new PartLinks(next, first, whole, isNumbered);
    }

    private static Optional<URI> next(PageElements page, URI address, List<PageNumber> own) {
        Predicate<URI> follows = link -> PageNumber.of(link).stream()
                .anyMatch(number -> (number.isSecond() && number.isOfStem(address))
                        || own.stream().anyMatch(number::follows));
        return Stream.concat(marked(page, "next"), labelled(page, address, PartLinks::isOnward))
                .flatMap(link -> target(link, address).stream())
                .filter(follows)
                .findFirst();
    }

    /** Whether a link's words lead on: "Weiter", "Seite 2", "2", an arrow. */
    private static boolean isOnward(String label) {
        String letters = PlainText.letters(label);
        String number = letters.replaceFirst("^(?:weiteraufseite|weiterzuseite|seite|page|teil|part)", "");
        return ONWARD.contains(letters)
                || (!number.isEmpty() && number.length() <= 3 && number.chars().allMatch(Character::isDigit));
    }

    private static Optional<URI> first(PageElements page, URI address, List<PageNumber> own, Optional<URI> canonical) {
        for (PageNumber number : own) {
            if (number.number() < 1) {
                continue;
            }
            Predicate<URI> isFirst = link ->
                    number.isOfStem(link) || PageNumber.of(link).stream().anyMatch(number::isBehindFirst);
            Optional<URI> said = Stream.concat(
                            canonical.stream(),
                            Stream.of("prev", "previous", "first", "start")
                                    .flatMap(name -> marked(page, name))
                                    .flatMap(link -> target(link, address).stream()))
                    .filter(link -> isOn(link, address))
                    .filter(isFirst)
                    .findFirst();
            if (said.isPresent()) {
                return said;
            }
            boolean follows = marked(page, "prev")
                    .flatMap(link -> target(link, address).stream())
                    .flatMap(link -> PageNumber.of(link).stream())
                    .anyMatch(number::follows);
            if (follows) {
                return labelled(page, address, label -> FIRST.contains(PlainText.letters(label)))
                        .flatMap(link -> target(link, address).stream())
                        .filter(isFirst)
                        .findFirst()
                        .or(() -> resolved(address.getScheme() + "://" + number.stem(), address));
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> whole(PageElements page, URI address) {
        String path = Optional.ofNullable(address.getRawPath()).orElse("");
        return labelled(page, address, label -> WHOLE.contains(PlainText.letters(label)))
                .flatMap(link -> target(link, address).stream())
                .filter(link -> Optional.ofNullable(link.getRawPath())
                        .filter(other -> other.startsWith(stemOf(path)))
                        .isPresent())
                .filter(link -> !link.equals(address))
                .findFirst();
    }

    /** A path without what ends it: slash, file extension. */
    private static String stemOf(String path) {
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        int dot = path.lastIndexOf('.');
        return path.substring(0, dot > path.lastIndexOf('/') ? dot : end);
    }

    /** Links that are marked as leading there. */
    private static Stream<Element> marked(PageElements page, String relation) {
        return Stream.concat(page.named("link").stream(), page.named("a").stream())
                .filter(link -> !link.attr("rel").isEmpty())
                .filter(link -> Arrays.asList(
                                link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+"))
                        .contains(relation))
                .filter(link -> !isOfComments(link));
    }

    /** Links whose words match, outside of comments. */
    private static Stream<Element> labelled(PageElements page, URI address, Predicate<String> label) {
        return page.named("a").stream()
                .filter(link -> mayBeOf(link.attr("href"), address))
                .filter(link -> {
                    String text = PlainText.clean(link.text());
                    return text.length() <= LONGEST_LABEL && label.test(text);
                })
                .filter(link -> !isOfComments(link));
    }

    /** Whether the address could be one of the page's own, at a glance: most links of a page lead elsewhere. */
    private static boolean mayBeOf(String href, URI address) {
        if (href.isEmpty() || href.startsWith("#") || href.length() > LONGEST_ADDRESS) {
            return false;
        }
        if (href.startsWith("?") || href.indexOf('/') < 0) {
            return true;
        }
        String longest = "";
        for (String segment :
                Optional.ofNullable(address.getRawPath()).orElse("").split("/")) {
            longest = segment.length() > longest.length() ? segment : longest;
        }
        String start = longest.length() > 8 ? longest.substring(0, longest.length() / 2) : "";
        return href.contains(start);
    }

    private static boolean isOfComments(Element link) {
        if (link.attr("href").toLowerCase(Locale.ROOT).contains("#comment")) {
            return true;
        }
        Element around = link;
        for (int step = 0; step < 8 && around != null; step++) {
            if (Furniture.words(around).stream().anyMatch(COMMENTS::contains)) {
                return true;
            }
            around = around.parent();
        }
        return false;
    }

    private static Optional<URI> target(Element link, URI address) {
        String href = link.attr("href").strip();
        String base = link.baseUri().isEmpty() ? address.toString() : link.baseUri();
        return href.isEmpty() || href.length() > LONGEST_ADDRESS
                ? Optional.empty()
                : resolved(StringUtil.resolve(base, href), address);
    }

    private static Optional<URI> resolved(String text, URI address) {
        try {
            URI target = URI.create(text);
            URI plain = target.getRawFragment() == null ? target : URI.create(text.substring(0, text.indexOf('#')));
            return Optional.of(plain).filter(link -> isOn(link, address));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isOn(URI link, URI address) {
        return link.getRawAuthority() != null
                && link.getRawAuthority().equalsIgnoreCase(address.getRawAuthority())
                && ("https".equals(link.getScheme()) || "http".equals(link.getScheme()));
    }
}
