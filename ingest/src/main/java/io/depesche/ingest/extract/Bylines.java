package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Collects what a page says of its authors, place by place; which of it is to be believed is for {@link Authors} to say. */
final class Bylines {

    /** Where a page names an author. */
    enum Source {
        JSON_PERSON,
        JSON_TEXT,
        JSON_ORGANIZATION,
        JSON_OTHER,
        AGENCY,
        META,
        META_OTHER,
        META_LABELLED,
        SCRIPT,
        ITEMPROP,
        REL,
        LINK,
        CLASS,
        NICKNAME,
        LINE,
        BARE,
        LABEL
    }

    /** Where on the page a name stands. */
    enum Zone {
        /** In what is not shown. */
        METADATA,
        /** Between the headline and the text, or just around these. */
        HEAD,
        /** Just below the text. */
        END,
        ELSEWHERE
    }

    /**
     * One mention of a name.
     *
     * @param source where it stands
     * @param name the name, without what is around it
     * @param rank how many groups of names of the same source stand above it; those above the headline are not counted
     * @param zone where on the page
     * @param apart whether it stands in a list of other articles, a side column or a footer
     */
    record Claim(Source source, String name, int rank, Zone zone, boolean apart) {}

    private static final List<String> NAMES =
            List.of("author", "article:author", "articleauthor", "og:article:author", "og:author");
    private static final List<String> OTHER_NAMES = List.of(
            "parsely-author",
            "sailthru.author",
            "cxenseparse:author",
            "dc.creator",
            "dcterms.creator",
            "dc:creator",
            "dc.contributor",
            "citation_author",
            "mediator_author",
            "creator",
            "byl",
            "byline",
            "autor",
            "authors",
            "page.author",
            "article_author",
            "shareaholic:article_author_name");
    private static final Set<String> LABELS = Set.of(
            "writtenby",
            "verfasstvon",
            "geschriebenvon",
            "author",
            "autor",
            "by",
            "von",
            "écritpar",
            "escritopor",
            "scrittoda");
    private static final Set<String> LABEL_LINES = Set.of(
            "autor",
            "autorin",
            "autoren",
            "author",
            "authors",
            "writtenby",
            "verfasstvon",
            "von",
            "by",
            "text",
            "textvon",
            "einbeitragvon",
            "einartikelvon",
            "postedby",
            "überdenautor",
            "überdieautorin",
            "abouttheauthor");
    private static final Set<String> DISCUSSIONS =
            Set.of("comment", "comments", "commentlist", "kommentar", "kommentare", "disqus", "respond", "replies");
    private static final Set<String> APART = Set.of(
            "aside",
            "footer",
            "nav",
            "figure",
            "figcaption",
            "caption",
            "related",
            "recommended",
            "recommendations",
            "teaser",
            "teasers",
            "sidebar",
            "widget",
            "popular",
            "mostread",
            "latest",
            "more",
            "mehr",
            "menu",
            "carousel",
            "slider",
            "complementary",
            "contentinfo",
            "navigation");
    /** What comes before a person in the path of a link to them. */
    private static final Set<String> PROFILES = Set.of(
            "author",
            "authors",
            "autor",
            "autoren",
            "autorin",
            "autorinnen",
            "redaktion",
            "redakteur",
            "redakteure",
            "profile",
            "profiles",
            "profil",
            "people",
            "person",
            "user",
            "users",
            "contributor",
            "contributors",
            "writer",
            "writers",
            "staff",
            "journalist",
            "journalisten",
            "team",
            "by");
    /** No profile is longer, with a slash before it. */
    private static final int LONGEST_PROFILE =
            1 + PROFILES.stream().mapToInt(String::length).max().orElseThrow();

    private static final Pattern IN_SCRIPT = Pattern.compile(
            "uthors?(?:_?[nN]ames?)?[\"']?\\s{0,3}[:=]\\s{0,3}\\[?\\s{0,3}(?:\\{\"name\":)?\"([^\"\\\\<>{}]{3,80})\"");

    private static final Pattern SIGNED = Pattern.compile(
            "^\\(?(?:text(?: und fotos?)?|autor(?:in)?|author|words|by|von|ein (?:gast)?beitrag von|ein artikel von|eingestellt von|posted by|written by|verfasst von|geschrieben von|erstellt von)(?: ?: ?| )",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final int MAX_CLAIMS = 120;
    /** Groups of names of one source after the headline: what comes below these is a list of other articles. */
    private static final int MAX_GROUPS = 6;

    private static final int MAX_BYLINE = 200;
    private static final int MAX_BOX = 1500;
    private static final int LINE = 140;
    private static final int GAP = 120;
    private static final int MAX_NAMES = 20;
    private static final int SEARCHED = 6;

    private final List<Claim> claims = new ArrayList<>();

    private Bylines() {}

    /** Every mention, metadata first, then in the page's order. */
    static List<Claim> of(
            PageElements elements,
            JsonLd described,
            PageMetadata metadata,
            PageBlocks page,
            String headline,
            Body body) {
        Bylines bylines = new Bylines();
        bylines.addDescribed(described);
        bylines.addMetadata(metadata);
        bylines.addScripts(elements);
        List<Block> blocks = page.blocks();
        int top = page.indexOf(headline);
        int start = indexOf(blocks, body, 0);
        int end = indexOf(blocks, body, body.paragraphs().size() - 1);
        bylines.new Walk(elements.names(), page, element(blocks, top), element(blocks, start), element(blocks, end))
                .over(elements.body());
        bylines.addLines(blocks, top, start, end);
        return bylines.claims;
    }

    /** Place of the block that is the paragraph; -1 where none is. */
    private static int indexOf(List<Block> blocks, Body body, int paragraph) {
        if (paragraph < 0 || body.paragraphs().isEmpty()) {
            return -1;
        }
        String text = body.paragraphs().get(paragraph);
        for (int index = 0; index < blocks.size(); index++) {
            if (blocks.get(index).text().equals(text)) {
                return index;
            }
        }
        return -1;
    }

    private static Optional<Element> element(List<Block> blocks, int index) {
        return index < 0 || index >= blocks.size()
                ? Optional.empty()
                : Optional.of(blocks.get(index).region().element());
    }

    private void addDescribed(JsonLd described) {
        for (JsonNode author : described.values("author")) {
            Source source = author.isValueNode()
                    ? Source.JSON_TEXT
                    : JsonLd.isA(author, "Person")
                            ? Source.JSON_PERSON
                            : JsonLd.isA(author, "Organization") || JsonLd.isA(author, "NewsMediaOrganization")
                                    ? Source.JSON_ORGANIZATION
                                    : Source.JSON_TEXT;
            addStated(source, text(author));
        }
        described.elsewhere("author").forEach(author -> addStated(Source.JSON_OTHER, text(author)));
        described.values("creator").forEach(author -> addStated(Source.JSON_OTHER, text(author)));
    }

    private static String text(JsonNode author) {
        JsonNode name = author.path("name");
        return author.isValueNode()
                ? author.asText()
                : name.isArray() && !name.isEmpty() ? name.get(0).asText("") : name.asText("");
    }

    private void addMetadata(PageMetadata metadata) {
        addAll(Source.META, metadata.each(NAMES));
        addAll(Source.META_OTHER, metadata.each(OTHER_NAMES));
        for (int number = 1; number <= 3; number++) {
            Optional<String> label = metadata.first(List.of("twitter:label" + number));
            Optional<String> data = metadata.first(List.of("twitter:data" + number));
            if (label.isPresent() && data.isPresent() && LABELS.contains(PlainText.letters(label.get()))) {
                addStated(Source.META_LABELLED, data.get());
            }
        }
    }

    private void addScripts(PageElements elements) {
        int found = 0;
        for (Element script : elements.named("script")) {
            if (script.attr("type").contains("ld+json")) {
                continue;
            }
            String data = script.childNodeSize() > 0 && script.childNode(0) instanceof DataNode node
                    ? node.getWholeData()
                    : "";
            for (int at = data.indexOf("uthor"); at >= 0 && found < SEARCHED; at = data.indexOf("uthor", at + 5)) {
                Matcher name = IN_SCRIPT.matcher(data).region(at, Math.min(data.length(), at + 150));
                if (name.lookingAt()) {
                    found++;
                    AuthorNames.people(name.group(1))
                            .forEach(person -> add(new Claim(Source.SCRIPT, person, 0, Zone.METADATA, false)));
                }
            }
        }
    }

    /** Of a source with more names than any byline has, a list of references, none is taken. */
    private void addAll(Source source, List<String> entries) {
        if (entries.size() <= MAX_NAMES) {
            entries.forEach(entry -> addStated(source, entry));
        }
    }

    private void addStated(Source source, String entry) {
        if (entry.length() < MAX_BYLINE && AuthorNames.hasAgency(entry)) {
            add(new Claim(Source.AGENCY, entry, 0, Zone.METADATA, false));
        }
        AuthorNames.stated(entry).forEach(name -> add(new Claim(source, name, 0, Zone.METADATA, false)));
    }

    private void add(Claim claim) {
        if (claims.size() < MAX_CLAIMS) {
            claims.add(claim);
        }
    }

    /** Lines that begin as bylines do, a bare name under the headline or below the text, a name after its label. */
    private void addLines(List<Block> blocks, int top, int start, int end) {
        int until = Math.min(blocks.size(), Math.max(Math.max(top, start) + 10, end + 11));
        for (int index = Math.max(0, top - 4); index < until; index++) {
            String line = blocks.get(index).text();
            if (index == top || line.length() > LINE) {
                continue;
            }
            boolean head = index <= Math.max(top + 10, start + 1) && (end <= top || index <= end);
            boolean below = end >= 0 && index >= end - 1 && index <= end + 4;
            Zone zone = head ? Zone.HEAD : below ? Zone.END : Zone.ELSEWHERE;
            if (head || SIGNED.matcher(line).lookingAt()) {
                AuthorNames.signed(line.replace("(", "").replace(")", ""))
                        .forEach(name -> add(new Claim(Source.LINE, name, 0, zone, false)));
            }
            boolean near = index > top && index <= Math.max(top + 4, start + 1) && index < top + 20;
            if ((near || (end >= 0 && index >= end && index <= end + 2)) && AuthorNames.isPerson(line)) {
                add(new Claim(Source.BARE, line, 0, zone, false));
            }
            if (line.length() < 20
                    && index + 1 < blocks.size()
                    && blocks.get(index + 1).text().length() < 60
                    && LABEL_LINES.contains(PlainText.letters(line))) {
                AuthorNames.people(blocks.get(index + 1).text())
                        .forEach(name -> add(new Claim(Source.LABEL, name, 0, zone, false)));
            }
        }
    }

    private final class Walk implements NodeFilter {

        private final ElementNames names;
        private final Optional<Element> heading;
        private final Optional<Element> first;
        private final Optional<Element> last;
        private final Map<Source, Integer> ends = new EnumMap<>(Source.class);
        private final Map<Source, Integer> ranks = new EnumMap<>(Source.class);
        private final IdentityHashMap<Element, String> furnitures = new IdentityHashMap<>();
        private final List<Integer> places = new ArrayList<>();
        private int characters;
        private int top = -1;
        private int start = -1;
        private int end = -1;
        private Optional<Element> apart = Optional.empty();

        Walk(
                ElementNames names,
                PageBlocks page,
                Optional<Element> heading,
                Optional<Element> first,
                Optional<Element> last) {
            this.names = names;
            for (Region region : page.regions()) {
                region.furniture()
                        .filter(reason -> APART.contains(reason) || DISCUSSIONS.contains(reason))
                        .ifPresent(reason -> furnitures.put(region.element(), reason));
            }
            this.heading = heading;
            this.first = first;
            this.last = last;
        }

        void over(Element body) {
            int from = claims.size();
            body.filter(this);
            for (int index = from; index < claims.size(); index++) {
                Claim claim = claims.get(index);
                Zone zone = zone(places.get(index - from));
                claims.set(index, new Claim(claim.source(), claim.name(), claim.rank(), zone, claim.apart()));
            }
        }

        private Zone zone(int place) {
            int from = top >= 0 ? top : Math.max(0, start - 400);
            boolean head = place >= from - 250
                    && place <= Math.max(from + 500, start >= from && start < from + 3000 ? start + 200 : 0);
            boolean below = end >= 0 && place >= end - 20 && place <= end + 900;
            return below && end > from ? Zone.END : head ? Zone.HEAD : Zone.ELSEWHERE;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                characters += words.isBlank() ? 0 : words.getWholeText().length();
                return FilterResult.CONTINUE;
            }
            if (!(node instanceof Element element)) {
                return FilterResult.CONTINUE;
            }
            String name = element.normalName();
            if (isUnreadable(name)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            if (isSame(heading, element)) {
                top = characters;
                ranks.clear();
                ends.clear();
                apart = Optional.empty();
            }
            if (start < 0 && isSame(first, element)) {
                start = characters;
            }
            String furniture = furnitures.get(element);
            if (furniture != null) {
                if ((top >= 0 || start >= 0) && DISCUSSIONS.contains(furniture)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                if (apart.isEmpty() && APART.contains(furniture)) {
                    apart = Optional.of(element);
                }
            }
            if (element.attributesSize() > 0) {
                look(element, name);
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (isSame(apart, element)) {
                    apart = Optional.empty();
                }
                if (isSame(last, element)) {
                    end = characters;
                }
            }
            return FilterResult.CONTINUE;
        }

        private void look(Element element, String name) {
            Attributes attributes = element.attributes();
            if (name.equals("a")) {
                String address = attributes.get("href");
                if (attributes.get("rel").contains("author")) {
                    claim(Source.REL, element, true);
                } else if (isProfile(address)) {
                    claim(Source.LINK, element, address.contains("/aut"));
                }
            }
            String property = attributes.get("itemprop");
            if (property.equals("author") || property.equals("creator")) {
                claim(Source.ITEMPROP, element, true);
            } else if (names.of(element).byline()) {
                claim(Source.CLASS, element, true);
            }
        }

        private static boolean isUnreadable(String name) {
            return switch (name) {
                case "script", "style", "noscript", "template", "svg", "iframe", "select", "textarea" -> true;
                default -> false;
            };
        }

        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(Optional<Element> one, Element other) {
            return one.isPresent() && one.get() == other;
        }

        private static boolean isProfile(String address) {
            int start = address.indexOf('/');
            while (start >= 0) {
                int end = address.indexOf('/', start + 1);
                if (end > start + 1
                        && end - start <= LONGEST_PROFILE
                        && end + 2 < address.length()
                        && PROFILES.contains(address.substring(start + 1, end))) {
                    return true;
                }
                start = end;
            }
            return false;
        }

        private void claim(Source source, Element element, boolean nicknames) {
            if (claims.size() >= MAX_CLAIMS || ranks.getOrDefault(source, 0) > MAX_GROUPS) {
                return;
            }
            String line = pieces(element);
            if (line.isEmpty() && !element.attr("content").isEmpty()) {
                line = element.attr("content");
            }
            List<String> names = line.length() <= MAX_BYLINE ? AuthorNames.people(line) : List.of();
            Source called = source;
            if (names.isEmpty() && line.length() <= MAX_BYLINE && line.contains(" | ")) {
                names = AuthorNames.people(line.replace(" | ", " "));
            }
            if (names.isEmpty() && line.length() > MAX_BYLINE && line.length() <= MAX_BOX) {
                names = AuthorNames.people(line.substring(0, MAX_BYLINE)).stream()
                        .limit(1)
                        .toList();
            } else if (names.isEmpty() && nicknames && line.length() <= 60) {
                names = AuthorNames.nickname(line);
                called = Source.NICKNAME;
            }
            if (names.isEmpty()) {
                return;
            }
            if (characters - ends.getOrDefault(called, characters) > GAP) {
                ranks.merge(called, 1, Integer::sum);
            }
            ends.put(called, characters + line.length());
            for (String name : names) {
                if (claims.size() < MAX_CLAIMS) {
                    places.add(characters);
                    add(new Claim(called, name, ranks.getOrDefault(called, 0), Zone.ELSEWHERE, apart.isPresent()));
                }
            }
        }

        /** The element's texts with bars between them, cut where it gets too long for a byline. */
        private static String pieces(Element element) {
            StringBuilder line = new StringBuilder();
            element.filter((node, depth) -> {
                if (node instanceof TextNode words && !words.isBlank()) {
                    line.append(line.isEmpty() ? "" : " | ").append(PlainText.clean(words.getWholeText()));
                }
                boolean skip = node instanceof Element inner && isUnreadable(inner.normalName());
                return line.length() > MAX_BOX
                        ? FilterResult.STOP
                        : skip ? FilterResult.SKIP_ENTIRELY : FilterResult.CONTINUE;
            });
            return line.toString();
        }
    }
}
