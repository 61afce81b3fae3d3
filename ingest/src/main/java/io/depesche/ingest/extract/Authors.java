package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The people who wrote the article: from JSON-LD, else from meta elements, else from what the page marks as its byline.
 * Lists are taken apart; "Von", "By", roles, addresses, agencies and the outlet's own name are taken away.
 */
final class Authors {

    private static final List<String> NAMES = List.of(
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "cxenseparse:author",
            "dc.creator",
            "dcterms.creator",
            "dc:creator",
            "citation_author",
            "og:article:author",
            "og:author",
            "articleauthor",
            "mediator_author",
            "creator",
            "shareaholic:article_author_name");
    private static final List<String> SITE =
            List.of("og:site_name", "application-name", "publisher", "copyright", "dc.publisher");
    private static final String BYLINES =
            "[rel=author], [itemprop=author] [itemprop=name], [itemprop=author], .author-name, .authorname, .byline-name, .author, .byline, .autor, .article-author, .post-author";
    private static final Pattern SPLIT = Pattern.compile("\\s?[;,/|&·•+]\\s?|\\s(?:and|und|et|y|sowie|mit|with)\\s");
    private static final Pattern LEAD = Pattern.compile(
            "^(?:(?:a )?(?:written |posted |published |reported )?by|von|text|autor(?:in)?|author|par|por|foto|interview)(?: ?: ?| )",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> AGENCIES = Set.of(
            "dpa",
            "dpaafx",
            "afp",
            "ap",
            "apa",
            "reuters",
            "rtr",
            "rts",
            "sid",
            "epd",
            "kna",
            "dts",
            "ots",
            "sda",
            "awp",
            "ansa",
            "tass",
            "upi",
            "pa",
            "afx",
            "spoton",
            "spotonnews",
            "bang",
            "ddp",
            "dapd",
            "keystonesda",
            "associatedpress",
            "theassociatedpress",
            "agencefrancepresse",
            "pamedia");
    private static final Set<String> NOT_NAMES = Set.of(
            "admin",
            "administrator",
            "redaktion",
            "editor",
            "editors",
            "staff",
            "team",
            "webmaster",
            "unknown",
            "unbekannt",
            "null",
            "undefined",
            "anonymous",
            "gast",
            "guest",
            "author",
            "autor",
            "autoren",
            "newsroom",
            "newsdesk");
    private static final int MAX_NAMES = 20;

    private Authors() {}

    static List<String> of(Document document, JsonLd described, PageMetadata metadata) {
        Set<String> outlets = outlets(described, metadata);
        List<String> stated = new ArrayList<>();
        for (JsonNode author : described.values("author")) {
            if (!JsonLd.isA(author, "Organization") && !JsonLd.isA(author, "NewsMediaOrganization")) {
                stated.add(
                        author.isValueNode()
                                ? author.asText()
                                : author.path("name").asText(""));
            }
        }
        List<String> names = names(stated, outlets);
        if (names.isEmpty()) {
            names = names(metadata.all(NAMES), outlets);
        }
        if (names.isEmpty()) {
            List<String> bylines = document.select(BYLINES).stream()
                    .limit(8)
                    .map(Element::text)
                    .filter(text -> text.length() < 80)
                    .toList();
            names = names(bylines.stream().limit(2).toList(), outlets);
        }
        return names;
    }

    private static Set<String> outlets(JsonLd described, PageMetadata metadata) {
        List<String> names = new ArrayList<>(metadata.each(SITE));
        names.addAll(described.texts("publisher"));
        return Set.copyOf(names.stream().map(PlainText::letters).toList());
    }

    private static List<String> names(List<String> stated, Set<String> outlets) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String entry : stated) {
            String line = PlainText.ofHtml(entry);
            if (line.length() > 300) {
                continue;
            }
            for (String part : SPLIT.split(LEAD.matcher(line).replaceFirst(""))) {
                String name = bare(part);
                if (isName(name, outlets) && names.size() < MAX_NAMES) {
                    names.putIfAbsent(PlainText.letters(name), name);
                }
            }
        }
        return List.copyOf(names.values());
    }

    private static String bare(String part) {
        String name = LEAD.matcher(part.strip()).replaceFirst("");
        int bracket = name.indexOf('(');
        return PlainText.clean(bracket > 0 ? name.substring(0, bracket) : name);
    }

    private static boolean isName(String name, Set<String> outlets) {
        String letters = PlainText.letters(name);
        return letters.length() > 1
                && name.length() <= 60
                && name.split(" ").length <= 5
                && name.indexOf('@') < 0
                && !name.contains("://")
                && !name.contains("www.")
                && name.chars().noneMatch(Character::isDigit)
                && !AGENCIES.contains(letters)
                && !NOT_NAMES.contains(letters)
                && !outlets.contains(letters);
    }
}
