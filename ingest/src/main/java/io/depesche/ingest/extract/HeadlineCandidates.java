package io.depesche.ingest.extract;

import io.depesche.ingest.extract.HeadlineCandidate.Cut;
import io.depesche.ingest.extract.HeadlineCandidate.Source;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Collects every text that may be the headline of a page: its headings and their parts, elements called headline or title, what
 * metadata and title say, whole and cut at separators. The same text from several places is one candidate.
 */
final class HeadlineCandidates {

    private static final List<String> OTHER_SOCIAL =
            List.of("twitter:title", "parsely-title", "sailthru.title", "dc.title");
    private static final List<String> OTHER_METADATA = List.of("headline", "title", "name");
    private static final List<String> SEPARATORS = List.of(
            " | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " · ", " • ", " / ", "│", ": ", "--", "ㅣ", "|");

    private static final String BEGINNINGS = " │:-ㅣ|";

    private static final int MAX_HEADINGS = 30;
    private static final int MAX_SUBHEADINGS = 12;
    private static final int MAX_NAMED = 30;
    private static final int MAX_PARTS = 6;
    private static final int MAX_CUTS = 4;
    /** Fewer letters than this are a label ("News"), not a headline. */
    private static final int LABEL = 8;

    /** No headline is longer, in characters; what is gets cut. */
    private static final int LONGEST = 500;

    private final Map<String, HeadlineCandidate> byText = new LinkedHashMap<>();
    private final Map<Source, HeadlineCandidate> firstOf = new EnumMap<>(Source.class);
    private final SiteNames sites;
    private final String path;
    private final List<HeadlineCandidate> headings = new ArrayList<>();
    private final Optional<HeadlineCandidate> spread;

    HeadlineCandidates(PageElements elements, JsonLd described, PageMetadata metadata, URI address) {
        this.sites = SiteNames.of(described, metadata, address);
        this.path = Optional.ofNullable(address.getPath()).orElse("").toLowerCase(Locale.ROOT);
        String title = shortened(PlainText.clean(elements.title()));
        metadata.all(List.of("og:title")).stream().limit(2).forEach(text -> whole(text, Source.SOCIAL));
        described.texts("headline").stream().limit(2).forEach(text -> whole(text, Source.DESCRIBED));
        for (String name : OTHER_SOCIAL) {
            metadata.all(List.of(name)).stream().limit(1).forEach(text -> whole(text, Source.OTHER_SOCIAL));
        }
        for (String name : List.of("alternativeHeadline", "name")) {
            described.texts(name).stream().limit(1).forEach(text -> whole(text, Source.OTHER_DESCRIBED));
        }
        for (String name : OTHER_METADATA) {
            metadata.all(List.of(name)).stream().limit(1).forEach(text -> whole(text, Source.OTHER_METADATA));
        }
        whole(title, Source.TITLE);
        elements(elements);
        pieces(Source.SOCIAL, Source.PIECE_OF_SOCIAL);
        pieces(Source.DESCRIBED, Source.PIECE_OF_DESCRIBED);
        pieces(Source.TITLE, Source.PIECE_OF_TITLE);
        pieces(Source.HEADING, Source.PIECE_OF_HEADING);
        this.spread = findSpread();
    }

    Collection<HeadlineCandidate> all() {
        return byText.values();
    }

    /** The first the page has from the source. */
    Optional<HeadlineCandidate> first(Source source) {
        return Optional.ofNullable(firstOf.get(source));
    }

    /** Whether the page describes its article in JSON-LD with a headline, as outlets of today do. */
    boolean isDescribed() {
        return first(Source.DESCRIBED).isPresent();
    }

    /**
     * The headline as the outlet spreads it: that for social networks, unless it has the site's name or more behind the headline,
     * or is the title worded for search engines, where heading and description agree on another. Without it, or without a heading
     * that could tell, it is the description's.
     */
    Optional<HeadlineCandidate> spread() {
        return spread;
    }

    private Optional<HeadlineCandidate> findSpread() {
        Optional<HeadlineCandidate> heading = first(Source.HEADING);
        Optional<HeadlineCandidate> described = first(Source.DESCRIBED);
        Optional<HeadlineCandidate> social = first(Source.SOCIAL);
        if (social.isEmpty() || (heading.isEmpty() && described.isPresent())) {
            return heading.or(() -> described).or(() -> first(Source.TITLE));
        }
        Optional<HeadlineCandidate> shorter = Stream.of(described, heading)
                .flatMap(Optional::stream)
                .filter(other -> isLonger(social.get().letters(), other.letters()))
                .findFirst();
        if (shorter.isPresent()) {
            return shorter;
        }
        boolean forSearch = social.equals(first(Source.TITLE));
        return forSearch && described.isPresent() && lettersOf(heading).equals(lettersOf(described)) ? heading : social;
    }

    private static Optional<String> lettersOf(Optional<HeadlineCandidate> candidate) {
        return candidate.map(HeadlineCandidate::letters);
    }

    private static boolean isLonger(String letters, String beginning) {
        return letters.length() > beginning.length() && letters.startsWith(beginning);
    }

    SiteNames sites() {
        return sites;
    }

    /** The path of the page's address, lower case. */
    String path() {
        return path;
    }

    /** How many h1 elements with text the page has. */
    int headings() {
        return headings.size();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : PlainText.clean(text.substring(0, LONGEST));
    }

    private Optional<HeadlineCandidate> candidate(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        HeadlineCandidate candidate = byText.computeIfAbsent(text, HeadlineCandidate::new);
        if (candidate.letters().isEmpty()) {
            byText.remove(text);
            return Optional.empty();
        }
        return Optional.of(candidate);
    }

    private void whole(String text, Source source) {
        candidate(shortened(text)).ifPresent(candidate -> {
            candidate.foundIn(source);
            firstOf.putIfAbsent(source, candidate);
        });
    }

    private void printed(String text, Source source, int before) {
        candidate(shortened(text)).ifPresent(candidate -> {
            candidate.foundIn(source, before);
            firstOf.putIfAbsent(source, candidate);
        });
    }

    // Elements

    private void elements(PageElements page) {
        List<Element> second = page.named("h2");
        List<Element> named = page.titled().stream()
                .filter(element -> !List.of("h1", "h2", "meta", "title").contains(element.normalName()))
                .toList();
        List<Element> printed = page.named("h1").stream()
                .limit(MAX_HEADINGS)
                .filter(heading -> !isCrumb(heading))
                .toList();
        printed.forEach(this::heading);
        boolean none = main().isEmpty();
        add(second, Source.SUBHEADING, MAX_SUBHEADINGS);
        add(named, Source.NAMED, MAX_NAMED);
        if (none) {
            second.stream()
                    .limit(MAX_SUBHEADINGS)
                    .filter(this::isRepeated)
                    .limit(1)
                    .forEach(this::heading);
            if (main().isEmpty()) {
                named.stream()
                        .limit(MAX_NAMED)
                        .filter(this::isRepeated)
                        .limit(1)
                        .forEach(this::heading);
            }
        }
        main().ifPresent(heading -> firstOf.put(Source.HEADING, heading));
    }

    private void heading(Element heading) {
        String text = bounded(heading);
        if (!text.isEmpty()) {
            printed(text, Source.HEADING, headings.size());
            Optional.ofNullable(byText.get(text)).ifPresent(headings::add);
            parts(heading, text);
        }
    }

    /** The first heading that metadata or title repeat. */
    private Optional<HeadlineCandidate> main() {
        return headings.stream()
                .filter(heading -> isRepeated(heading.letters()))
                .findFirst();
    }

    private boolean isRepeated(Element element) {
        return isRepeated(PlainText.letters(bounded(element)));
    }

    private boolean isRepeated(String letters) {
        return letters.length() >= LABEL
                && Stream.of(Source.SOCIAL, Source.DESCRIBED, Source.TITLE)
                        .flatMap(source -> first(source).stream())
                        .map(HeadlineCandidate::letters)
                        .anyMatch(other -> other.startsWith(letters)
                                || (other.endsWith(letters) && !sites.names().contains(letters))
                                || (other.length() >= 2 * LABEL && letters.endsWith(other)));
    }

    /** Some pages have the article's last breadcrumb as their h1, worded for search engines. */
    private static boolean isCrumb(Element heading) {
        Element at = heading;
        for (int step = 0; step < 4 && at != null; step++) {
            for (Attribute attribute : at.attributes()) {
                if (attribute.getKey().contains("breadcrumb")
                        || attribute.getValue().toLowerCase(Locale.ROOT).contains("breadcrumb")) {
                    return true;
                }
            }
            at = at.parent();
        }
        return false;
    }

    private void add(List<Element> elements, Source source, int most) {
        int before = 0;
        for (Element element : elements.subList(0, Math.min(most, elements.size()))) {
            String text = bounded(element);
            if (!text.isEmpty()) {
                printed(text, source, before++);
            }
        }
    }

    /** A kicker and the headline often stand in one h1, each in an element of its own or one of them in the open. */
    private void parts(Element heading, String whole) {
        List<String> parts = heading.stream()
                .skip(1)
                .limit(MAX_PARTS)
                .map(HeadlineCandidates::bounded)
                .filter(text -> !text.isEmpty() && !text.equals(whole))
                .toList();
        for (String part : parts) {
            printed(part, Source.HEADING_PART, headings.size());
            if (whole.startsWith(part)) {
                printed(whole.substring(part.length()).strip(), Source.HEADING_PART, headings.size());
            } else if (whole.endsWith(part)) {
                String before = whole.substring(0, whole.length() - part.length());
                printed(before.strip(), Source.HEADING_PART, headings.size());
            }
        }
    }

    /** The element's text; none if it is longer than a headline. */
    static String bounded(Element element) {
        ShortText text = new ShortText();
        element.filter(text);
        String plain = text.isLong() ? "" : PlainText.clean(text.words);
        return plain.length() > LONGEST ? "" : plain;
    }

    /** Reads an element up to the length of a headline, so that one around the whole page costs no more than another. */
    private static final class ShortText implements NodeFilter {

        private final StringBuilder words = new StringBuilder();
        private int nodes;

        boolean isLong() {
            return words.length() > 2 * LONGEST || nodes > LONGEST;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            nodes++;
            if (node instanceof TextNode text) {
                words.append(text.getWholeText());
            } else if (node instanceof Element element
                    && (element.isBlock() || element.normalName().equals("br"))) {
                words.append(' ');
            }
            return isLong() ? FilterResult.STOP : FilterResult.CONTINUE;
        }
    }

    // Pieces

    private void pieces(Source source, Source piece) {
        List<HeadlineCandidate> wholes = byText.values().stream()
                .filter(candidate -> candidate.sources().contains(source))
                .limit(3)
                .toList();
        for (HeadlineCandidate whole : wholes) {
            cut(whole.text(), piece);
        }
    }

    private record Break(int from, int to, String separator) {}

    /** Every beginning and every end of the text at its separators, and what lies between the first two. */
    private void cut(String text, Source piece) {
        List<Break> breaks = breaks(text);
        int count = breaks.size();
        for (int index = 0; index < count; index++) {
            if (index >= MAX_CUTS && index < count - MAX_CUTS) {
                continue;
            }
            Break at = breaks.get(index);
            String head = text.substring(0, at.from()).strip();
            String tail = text.substring(at.to()).strip();
            piece(head, tail, true, at, piece);
            piece(tail, head, false, at, piece);
            if (index + 1 < count && breaks.get(index + 1).from() > at.to()) {
                piece(text.substring(at.to(), breaks.get(index + 1).from()).strip(), head, false, at, piece);
            }
        }
    }

    private void piece(String kept, String taken, boolean head, Break at, Source source) {
        int words = taken.isEmpty() ? 0 : taken.split(" ").length;
        candidate(kept)
                .ifPresent(candidate ->
                        candidate.foundIn(source, new Cut(at.separator(), head, sites.isName(taken), words)));
    }

    private static List<Break> breaks(String text) {
        List<Break> breaks = new ArrayList<>();
        int index = 1;
        while (index < text.length()) {
            int at = index;
            Optional<String> separator = BEGINNINGS.indexOf(text.charAt(at)) < 0
                    ? Optional.empty()
                    : SEPARATORS.stream()
                            .filter(each -> text.startsWith(each, at))
                            .findFirst();
            if (separator.isPresent()) {
                int to = at + separator.get().length();
                breaks.add(new Break(at, to, separator.get().strip()));
                // The space after one separator may be that before the next.
                index = Math.max(at + 1, to - 1);
            } else {
                index++;
            }
        }
        return breaks;
    }
}
