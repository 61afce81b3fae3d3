package io.depesche.ingest.extract;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Chooses the headline among the page's h1 elements, its metadata and its title, and takes the site's name off it. An h1 that
 * the metadata or the start of the title repeats is the headline, without a kicker that the metadata does not have; without
 * such an h1 it is what the metadata says.
 */
final class Headlines {

    private static final List<String> SOCIAL =
            List.of("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title");
    private static final List<String> SITE =
            List.of("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher");
    private static final List<String> SEPARATORS =
            List.of(" | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " · ", " • ", " / ", "│");
    private static final int MAX_HEADINGS = 30;
    /** Fewer letters than this are a label ("News"), not a headline. */
    private static final int LABEL = 8;

    /** No headline is longer, in characters; what is gets cut. */
    private static final int LONGEST = 500;

    private final List<String> headings;
    private final List<String> stated;
    private final String title;
    private final Set<String> sites;

    Headlines(Document document, JsonLd described, PageMetadata metadata, URI address) {
        this.sites = sites(described, metadata, address);
        this.headings = document.getElementsByTag("h1").stream()
                .limit(MAX_HEADINGS)
                .map(Element::text)
                .map(PlainText::clean)
                .map(Headlines::shortened)
                .filter(text -> !text.isEmpty() && !sites.contains(PlainText.letters(text)))
                .toList();
        this.title = shortened(PlainText.clean(document.title()));
        List<String> found = new ArrayList<>();
        described.text("headline").ifPresent(found::add);
        metadata.first(SOCIAL).ifPresent(found::add);
        this.stated =
                found.stream().map(Headlines::shortened).map(this::withoutSite).toList();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : PlainText.clean(text.substring(0, LONGEST));
    }

    /** Names the site goes by, as letters alone: stated ones, and the labels of its host. */
    private static Set<String> sites(JsonLd described, PageMetadata metadata, URI address) {
        Set<String> sites = new LinkedHashSet<>();
        metadata.each(SITE).forEach(name -> sites.add(PlainText.letters(name)));
        described.texts("publisher").forEach(name -> sites.add(PlainText.letters(name)));
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        String bare = host.startsWith("www.") ? host.substring(4) : host;
        sites.add(PlainText.letters(bare));
        int dot = bare.lastIndexOf('.');
        sites.add(PlainText.letters(dot > 0 ? bare.substring(bare.lastIndexOf('.', dot - 1) + 1, dot) : bare));
        sites.remove("");
        return sites;
    }

    /** The headline; empty where the page has none. */
    String headline() {
        return headings.stream()
                .filter(this::isRepeated)
                .findFirst()
                .map(this::withoutKicker)
                .or(this::onlyHeading)
                .or(() -> stated.stream().findFirst())
                .or(() -> Optional.of(withoutSite(title)).filter(text -> !text.isEmpty()))
                .or(() -> headings.stream().findFirst())
                .orElse("");
    }

    private boolean isRepeated(String heading) {
        String letters = PlainText.letters(heading);
        return letters.length() >= LABEL
                && (PlainText.letters(title).startsWith(letters)
                        || stated.stream().map(PlainText::letters).anyMatch(other -> overlap(letters, other)));
    }

    private static boolean overlap(String heading, String other) {
        return other.contains(heading) || (other.length() > 2 * LABEL && heading.contains(other));
    }

    /** Many pages set kicker and headline in one h1; the metadata then has the headline alone. */
    private String withoutKicker(String heading) {
        String letters = PlainText.letters(heading);
        return stated.stream()
                .limit(1)
                .filter(other -> PlainText.letters(other).length() > 2 * LABEL)
                .filter(other -> letters.endsWith(PlainText.letters(other)))
                .findFirst()
                .orElse(heading);
    }

    private Optional<String> onlyHeading() {
        // "Headline | Name of the site" and "Name of the site: headline" differ in which part is the longer one.
        String letters = headings.isEmpty() ? "" : PlainText.letters(headings.get(0));
        boolean isTail = PlainText.letters(title).endsWith(letters)
                && PlainText.letters(title).length() > 2 * letters.length();
        return headings.size() == 1 && headings.get(0).length() > 2 * LABEL && !isTail
                ? Optional.of(headings.get(0))
                : Optional.empty();
    }

    /** Cuts off what follows the last separator while that is the site's name, or two words at most after a bar. */
    private String withoutSite(String text) {
        String bare = text;
        boolean cut = true;
        while (cut) {
            cut = false;
            for (String separator : SEPARATORS) {
                int last = bare.lastIndexOf(separator);
                if (last > 0 && isSite(bare.substring(last + separator.length()), separator.strip())) {
                    bare = bare.substring(0, last).strip();
                    cut = true;
                }
            }
        }
        return bare;
    }

    private boolean isSite(String tail, String separator) {
        String letters = PlainText.letters(tail);
        boolean bar = "|│".contains(separator) && tail.strip().split(" ").length <= 2;
        return bar || sites.stream().anyMatch(site -> isName(site, letters));
    }

    private static boolean isName(String site, String letters) {
        return (site.length() > 2 && letters.contains(site)) || (letters.length() > 2 && site.contains(letters));
    }
}
