package io.depesche.ingest.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * The schema.org description of the article in a page's JSON-LD scripts. Of several articles described, the first at the top
 * that has a headline is the page's. Scripts that are not JSON even read leniently are passed over.
 */
final class JsonLd {

    private static final Set<String> ARTICLE_TYPES = Set.of(
            "NewsArticle",
            "ReportageNewsArticle",
            "AnalysisNewsArticle",
            "OpinionNewsArticle",
            "BackgroundNewsArticle",
            "AskPublicNewsArticle",
            "ReviewNewsArticle",
            "AdvertiserContentArticle",
            "SatiricalArticle",
            "Article",
            "BlogPosting",
            "LiveBlogPosting",
            "SocialMediaPosting",
            "TechArticle",
            "ScholarlyArticle",
            "Report",
            "Review");
    private static final List<String> CONTAINERS = List.of("@graph", "mainEntity", "mainEntityOfPage");
    private static final int MAX_SCRIPT = 2_000_000;
    private static final int MAX_NODES = 2_000;

    private static final JsonMapper LENIENT = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, JsonNode> byId = new HashMap<>();
    private final List<JsonNode> nodes = new ArrayList<>();
    private final Optional<JsonNode> article;
    private final List<String> unreadable;

    private JsonLd(List<JsonNode> roots, List<String> unreadable) {
        this.unreadable = unreadable;
        Deque<JsonNode> open = new ArrayDeque<>(roots);
        while (!open.isEmpty() && nodes.size() < MAX_NODES) {
            JsonNode node = open.poll();
            if (node.isArray()) {
                List<JsonNode> elements = new ArrayList<>();
                node.forEach(elements::add);
                for (int index = elements.size() - 1; index >= 0; index--) {
                    open.addFirst(elements.get(index));
                }
            } else if (node.isObject()) {
                nodes.add(node);
                if (node.path("@id").isTextual() && node.size() > 1) {
                    byId.putIfAbsent(node.path("@id").textValue(), node);
                }
                for (String container : CONTAINERS) {
                    if (node.path(container).isContainerNode()) {
                        open.add(node.path(container));
                    }
                }
            }
        }
        List<JsonNode> articles = nodes.stream().filter(JsonLd::isArticle).toList();
        article = articles.stream()
                .filter(node -> node.has("headline") && node.has("datePublished"))
                .findFirst()
                .or(() -> articles.stream().findFirst());
    }

    /** Reads every JSON-LD script of the page. */
    static JsonLd of(PageElements page) {
        List<JsonNode> roots = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Element script : page.named("script")) {
            if (script.attr("type").trim().equalsIgnoreCase("application/ld+json")) {
                String data = script.data();
                parse(data).ifPresentOrElse(roots::add, () -> unreadable.add(data));
            }
        }
        return new JsonLd(roots, unreadable);
    }

    private static Optional<JsonNode> parse(String script) {
        int from = firstOf(script, '{', '[');
        int to = Math.max(script.lastIndexOf('}'), script.lastIndexOf(']')) + 1;
        if (from < 0 || to <= from || to - from > MAX_SCRIPT) {
            return Optional.empty();
        }
        try {
            return Optional.of(LENIENT.readTree(script.substring(from, to)));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static int firstOf(String text, char one, char other) {
        int first = text.indexOf(one);
        int second = text.indexOf(other);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }

    private static boolean isArticle(JsonNode node) {
        return types(node).stream().anyMatch(ARTICLE_TYPES::contains);
    }

    private static List<String> types(JsonNode node) {
        List<String> types = new ArrayList<>();
        JsonNode type = node.path("@type");
        if (type.isTextual()) {
            types.add(type.textValue());
        } else if (type.isArray()) {
            type.forEach(each -> types.add(each.asText()));
        }
        return types.stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1).trim())
                .toList();
    }

    /** The first non-blank string the article has under the name, as plain text. */
    Optional<String> text(String name) {
        return texts(name).stream().findFirst();
    }

    /**
     * The strings the article has under the name, as plain text, each once. Of an object its name is taken;
     * a reference to another node of the page is followed.
     */
    List<String> texts(String name) {
        Set<String> found = new LinkedHashSet<>();
        for (JsonNode value : values(name)) {
            String text = value.isValueNode() ? value.asText() : nameOf(value);
            String plain = PlainText.ofHtml(text);
            if (!plain.isEmpty()) {
                found.add(plain);
            }
        }
        return List.copyOf(found);
    }

    /** The string under the name as it stands, line breaks and markup kept. */
    Optional<String> raw(String name) {
        return values(name).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }

    /** The objects the article has under the name; references are followed. */
    List<JsonNode> values(String name) {
        if (article.isEmpty()) {
            return List.of();
        }
        JsonNode value = article.get().path(name);
        List<JsonNode> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> values.add(resolve(each)));
        } else if (!value.isMissingNode() && !value.isNull()) {
            values.add(resolve(value));
        }
        return values;
    }

    /** The objects that things other than the article, or further articles, have under the name; references are followed. */
    List<JsonNode> elsewhere(String name) {
        List<JsonNode> values = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.has(name) && !node.equals(article.orElse(null))) {
                JsonNode value = node.path(name);
                if (value.isArray()) {
                    value.forEach(each -> values.add(resolve(each)));
                } else {
                    values.add(resolve(value));
                }
            }
        }
        return values;
    }

    /** The scripts that are not JSON even read leniently, as they stand. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Whether the object is of the schema.org type. */
    static boolean isA(JsonNode node, String type) {
        return types(node).contains(type);
    }

    private static String nameOf(JsonNode object) {
        JsonNode name = object.path("name");
        if (name.isArray() && !name.isEmpty()) {
            name = name.get(0);
        }
        return name.isValueNode() ? name.asText("") : "";
    }

    private JsonNode resolve(JsonNode value) {
        boolean reference =
                value.isObject() && !value.has("name") && value.path("@id").isTextual();
        return reference ? byId.getOrDefault(value.path("@id").textValue(), value) : value;
    }
}
