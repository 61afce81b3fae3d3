package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The people who wrote the article: from JSON-LD, else from meta elements, else from the byline near the headline. Lists are
 * taken apart; "Von", "By", roles, addresses, agencies and the outlet's own name are taken away.
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
    private static final Set<String> BYLINES =
            Set.of("byline", "author", "authors", "autor", "autoren", "autorin", "vcard", "verfasser", "writer");
    private static final Pattern SPLIT =
            Pattern.compile("\\s?[;,/|&·•+]\\s?|\\s[-–—]\\s|\\s(?:and|und|et|y|sowie|mit|with)\\s");
    private static final Pattern BY = Pattern.compile(
            "^(?:(?:eingestellt |verfasst |geschrieben |veröffentlicht |posted |written |published |reported )?(?:by|von|vom|par|por)|text(?: und interview)?|autor(?:in)?|author|interview|protokoll)(?: ?: ?| )",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern ROLE = Pattern.compile(
            " (?:(?:senior |staff |contributing |freelance |deputy |chief )?(?:writer|editor|reporter|correspondent|contributor)|redakteur(?:in)?|redaktion|korrespondent(?:in)?)$",
            Pattern.CASE_INSENSITIVE);
    /** Two to four words that begin with capitals, small particles between them: what a byline must look like to be believed. */
    private static final Pattern PERSON = Pattern.compile(
            "\\p{Lu}[\\p{L}.'’-]{0,30}(?: (?:\\p{Lu}[\\p{L}.'’-]{0,30}|von|van|de|der|den|di|da|del|zu|la|le|bin|al)){1,4}");
    /** One word, as bloggers sign; believed only where the markup calls it the author. */
    private static final Pattern NICKNAME = Pattern.compile("[\\p{L}\\d_.]{2,20}");

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
            "pamedia",
            "deutschepresseagentur");
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
            "newsdesk",
            "kommentare",
            "contributor",
            "writtenby",
            "veröffentlichtvon",
            "nachrichten",
            "artikel",
            "von",
            "by",
            "image");
    private static final int MAX_NAMES = 20;
    private static final int MAX_LINE = 300;
    private static final int BYLINE = 140;
    /** Lines before and after the headline in which a byline is looked for. */
    private static final int BEFORE = 4;

    private static final int AFTER = 20;

    private final Set<String> outlets = new HashSet<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    private Authors(JsonLd described, PageMetadata metadata) {
        metadata.each(SITE).forEach(name -> outlets.add(PlainText.letters(name)));
        described.texts("publisher").forEach(name -> outlets.add(PlainText.letters(name)));
    }

    /** In the page's order, each once. */
    static List<String> of(JsonLd described, PageMetadata metadata, PageBlocks page, String headline) {
        Authors authors = new Authors(described, metadata);
        for (JsonNode author : described.values("author")) {
            if (!JsonLd.isA(author, "Organization") && !JsonLd.isA(author, "NewsMediaOrganization")) {
                authors.add(
                        author.isValueNode()
                                ? author.asText()
                                : author.path("name").asText(""));
            }
        }
        if (authors.names.isEmpty()) {
            metadata.all(NAMES).forEach(authors::add);
        }
        if (authors.names.isEmpty()) {
            authors.addByline(page, headline);
        }
        return List.copyOf(authors.names.values());
    }

    private void add(String entry) {
        String line = PlainText.ofHtml(entry);
        if (line.length() > MAX_LINE || line.contains("://") || line.contains("www.")) {
            return;
        }
        for (String part : SPLIT.split(withoutBy(line))) {
            addName(bare(part));
        }
    }

    private void addByline(PageBlocks page, String headline) {
        List<Block> blocks = page.blocks();
        int top = page.indexOf(headline);
        for (int index = Math.max(0, top - BEFORE); index < blocks.size() && index <= top + AFTER; index++) {
            Block block = blocks.get(index);
            String line = block.text();
            boolean called = isCalledByline(block);
            if (line.length() <= BYLINE && (called || BY.matcher(line).lookingAt()) && index != top) {
                for (String part : SPLIT.split(untilDigit(withoutBy(line)))) {
                    String name = bare(part);
                    if (PERSON.matcher(name).matches()
                            || (called && NICKNAME.matcher(name).matches())) {
                        addName(name);
                    }
                }
                if (!names.isEmpty()) {
                    return;
                }
            }
        }
    }

    private static boolean isCalledByline(Block block) {
        Optional<Region> around = Optional.of(block.region());
        for (int step = 0; step < 3 && around.isPresent(); step++) {
            if (around.get().words().stream().anyMatch(BYLINES::contains)
                    || around.get().element().attr("itemprop").equals("author")) {
                return true;
            }
            around = around.get().parent();
        }
        return false;
    }

    private static String untilDigit(String line) {
        for (int index = 0; index < line.length(); index++) {
            if (Character.isDigit(line.charAt(index))) {
                return line.substring(0, index);
            }
        }
        return line;
    }

    private static String withoutBy(String line) {
        return BY.matcher(line).replaceFirst("");
    }

    private static String bare(String part) {
        String name = withoutBy(PlainText.clean(part));
        int bracket = name.indexOf('(');
        name = bracket >= 0 ? name.substring(0, bracket) : name.endsWith(")") ? "" : name;
        return ROLE.matcher(PlainText.clean(name)).replaceFirst("");
    }

    private void addName(String name) {
        String letters = PlainText.letters(name);
        boolean plausible = letters.length() > 1
                && name.length() <= 60
                && name.split(" ").length <= 5
                && name.indexOf('@') < 0
                && name.chars().noneMatch(Character::isDigit)
                && !AGENCIES.contains(letters)
                && !NOT_NAMES.contains(letters)
                && !outlets.contains(letters);
        if (plausible && names.size() < MAX_NAMES) {
            names.putIfAbsent(letters, name);
        }
    }
}
