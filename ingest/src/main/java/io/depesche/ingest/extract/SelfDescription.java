package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.RightsSignal;
import io.depesche.contracts.record.RightsStatement;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** What a page says about its article besides text, people and times. */
final class SelfDescription {

    private static final List<String> ROBOTS = List.of("robots", "depesche", "googlebot", "googlebot-news", "bingbot");
    private static final List<String> TDM = List.of("tdm-reservation", "tdm-policy");
    private static final int MAX_KEYWORDS = 50;
    private static final int MAX_KEYWORD = 80;

    private final PageElements page;
    private final JsonLd described;
    private final PageMetadata metadata;
    private final URI address;
    private final WebAddresses addresses;

    SelfDescription(PageElements page, JsonLd described, PageMetadata metadata, URI address) {
        this.page = page;
        this.described = described;
        this.metadata = metadata;
        this.address = address;
        this.addresses = new WebAddresses(address);
    }

    /** The declared language as a well-formed BCP 47 tag. */
    Optional<String> language() {
        return Stream.of(
                        Stream.of(page.language()),
                        described.texts("inLanguage").stream(),
                        metadata.all(List.of("og:locale", "content-language", "language", "dc.language")).stream())
                .flatMap(each -> each)
                .map(tag -> Locale.forLanguageTag(tag.strip().replace('_', '-')).toLanguageTag())
                .filter(tag -> !tag.equals("und"))
                .findFirst();
    }

    Optional<String> section() {
        return described
                .text("articleSection")
                .or(() -> metadata.first(
                        List.of("article:section", "og:section", "section", "sailthru.section", "parsely-section")));
    }

    List<String> keywords() {
        List<String> stated = described.texts("keywords");
        if (stated.isEmpty()) {
            stated = metadata.all(List.of("news_keywords", "article:tag", "keywords", "parsely-tags", "sailthru.tags"));
        }
        Set<String> keywords = new LinkedHashSet<>();
        for (String entry : stated) {
            for (String keyword : entry.split("[,;]")) {
                String plain = keyword.strip();
                if (!plain.isEmpty() && plain.length() <= MAX_KEYWORD && keywords.size() < MAX_KEYWORDS) {
                    keywords.add(plain);
                }
            }
        }
        return List.copyOf(keywords);
    }

    /**
     * How much is open. A page that says it is not free is a teaser where it shows less than half of the words that it says the
     * article has, or where the part it says is closed is not on it; a page that says nothing is one where it ends at a paywall.
     *
     * @param paywall whether the text ends at a paywall
     */
    Access access(String body, boolean paywall) {
        Optional<String> free = described.text("isAccessibleForFree").map(value -> value.toLowerCase(Locale.ROOT));
        Optional<String> tier = metadata.first(List.of("article:content_tier", "og:article:content_tier"));
        List<JsonNode> closedParts = described.values("hasPart").stream()
                .filter(part -> isFalse(part.path("isAccessibleForFree").asText("")))
                .toList();
        boolean closed = free.map(SelfDescription::isFalse).orElse(!closedParts.isEmpty())
                || tier.filter(value -> value.equals("locked") || value.equals("metered"))
                        .isPresent();
        if (closed) {
            int words = body.isEmpty() ? 0 : body.split("\\s").length;
            boolean part = described
                    .text("wordCount")
                    .filter(count -> isMoreThanTwice(count, words))
                    .isPresent();
            return part || paywall || (body.length() < Paywall.LONGEST && isMissing(closedParts))
                    ? Access.TEASER
                    : Access.PAYWALLED;
        }
        boolean open = free.filter(value -> value.endsWith("true")).isPresent()
                || tier.filter("free"::equals).isPresent();
        return open ? Access.OPEN : paywall ? Access.TEASER : Access.UNKNOWN;
    }

    private static boolean isFalse(String value) {
        return value.toLowerCase(Locale.ROOT).endsWith("false");
    }

    /** Whether no element of the class that the parts are said to have holds any text; selectors other than a class are not looked at. */
    private boolean isMissing(List<JsonNode> parts) {
        List<String> classes = parts.stream()
                .map(part -> part.path("cssSelector").asText("").strip())
                .filter(selector -> selector.matches("\\.[\\p{L}\\p{N}_-]{1,60}"))
                .map(selector -> selector.substring(1))
                .limit(5)
                .toList();
        return !classes.isEmpty()
                && classes.stream().noneMatch(name -> page.body().getElementsByClass(name).stream()
                        .limit(20)
                        .anyMatch(Element::hasText));
    }

    private static boolean isMoreThanTwice(String count, int words) {
        return count.length() < 9
                && !count.isEmpty()
                && count.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && Integer.parseInt(count) > 2 * words;
    }

    /** The canonical link, else the address for social networks. */
    Optional<URI> canonical() {
        return page.named("link").stream()
                .filter(link -> link.attr("rel").trim().equalsIgnoreCase("canonical"))
                .map(link -> link.attr("href"))
                .flatMap(href -> addresses.absolute(href).stream())
                .findFirst()
                .or(() -> metadata.first(List.of("og:url")).flatMap(addresses::absolute));
    }

    /** Robots and text-and-data-mining meta elements and licences, with the page's address as evidence. */
    List<RightsStatement> rights() {
        List<RightsStatement> rights = new ArrayList<>();
        for (String name : ROBOTS) {
            for (String value : metadata.all(List.of(name))) {
                add(rights, RightsSignal.ROBOTS_META, name.equals("robots") ? value : name + ": " + value);
            }
        }
        for (String name : TDM) {
            metadata.all(List.of(name)).forEach(value -> add(rights, RightsSignal.TDMREP, name + ": " + value));
        }
        Set<String> licences = new LinkedHashSet<>(described.texts("license"));
        for (Element link : page.licences()) {
            addresses.absolute(link.attr("href")).map(URI::toString).ifPresent(licences::add);
        }
        licences.forEach(licence -> add(rights, RightsSignal.LICENCE, licence));
        return rights;
    }

    private void add(List<RightsStatement> rights, RightsSignal signal, String value) {
        rights.add(new RightsStatement(signal, value, address.toString(), null));
    }
}
