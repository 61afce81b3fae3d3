package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Chooses the headline among the page's h1 elements, its metadata and its title, and takes the site's name off it. An h1 that
 * the title or the metadata repeats is the headline; without one, what the metadata says is.
 */
final class Headlines {

    private static final List<String> SOCIAL =
            List.of("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title");
    private static final List<String> SITE =
            List.of("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher");
    private static final String[] SEPARATORS = {
        " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", "| "
    };
    private static final int MAX_HEADINGS = 30;

    private Headlines() {}

    /** The headline; empty where the page has none. */
    static String of(Document document, JsonLd described, PageMetadata metadata) {
        String site = metadata.first(SITE).orElse("");
        String title = PlainText.clean(document.title());
        List<String> stated = new ArrayList<>();
        described.text("headline").ifPresent(stated::add);
        metadata.first(SOCIAL).ifPresent(stated::add);
        List<String> bare = stated.stream().map(text -> withoutSite(text, site)).toList();

        List<String> headings = document.getElementsByTag("h1").stream()
                .limit(MAX_HEADINGS)
                .map(Element::text)
                .map(PlainText::clean)
                .filter(text -> !text.isEmpty())
                .toList();
        List<String> known = new ArrayList<>(bare);
        known.add(title);
        Optional<String> repeated = headings.stream()
                .filter(heading -> known.stream().anyMatch(other -> repeats(other, heading)))
                .findFirst();
        Optional<String> longest =
                headings.size() == 1 && headings.get(0).length() > 15 ? Optional.of(headings.get(0)) : Optional.empty();
        return repeated.or(() -> longest.filter(text -> !PlainText.letters(text).equals(PlainText.letters(site))))
                .or(() -> bare.stream().findFirst())
                .or(() -> Optional.of(withoutSite(title, site)).filter(text -> !text.isEmpty()))
                .or(() -> headings.stream().findFirst())
                .orElse("");
    }

    /** Whether one text is the heading, or has it whole with something before or after. */
    private static boolean repeats(String other, String heading) {
        String letters = PlainText.letters(heading);
        return letters.length() >= 8 && PlainText.letters(other).contains(letters);
    }

    private static String withoutSite(String text, String site) {
        String bare = text;
        for (String separator : SEPARATORS) {
            int last = bare.lastIndexOf(separator);
            if (last <= 0) {
                continue;
            }
            String tail = bare.substring(last + separator.length());
            boolean name = !site.isEmpty()
                    && (PlainText.letters(tail).contains(PlainText.letters(site))
                            || PlainText.letters(site).contains(PlainText.letters(tail)));
            boolean short_ = tail.length() * 3 < last
                    && tail.split(" ").length <= 3
                    && separator.strip().equals("|");
            if (name || short_) {
                bare = bare.substring(0, last).strip();
            }
        }
        return bare;
    }
}
