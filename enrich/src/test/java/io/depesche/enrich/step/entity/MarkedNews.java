package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.contracts.record.MentionKind;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * News articles whose names people marked by our own guidelines. The project holds where the names stand ({@code news-spans.jsonl}), not the texts:
 * those are joined from the pages of {@code ../shared/corpora/extract/truth.jsonl}. An article's text is the title, an empty line and the body, cut
 * after the marked number of code points; its digest tells whether it is still the text that was marked.
 */
public final class MarkedNews {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> articles;

    private MarkedNews(List<JsonNode> articles) {
        this.articles = articles;
    }

    /** The articles of the project. */
    static MarkedNews load() throws IOException {
        try (InputStream spans = MarkedNews.class.getResourceAsStream("news-spans.jsonl")) {
            if (spans == null) {
                throw new IllegalStateException("news-spans.jsonl is not on the class path");
            }
            return read(spans);
        }
    }

    /** Reads one JSON object a line: {@code id}, {@code lang}, {@code split}, {@code length}, {@code sha256}, {@code spans}. */
    static MarkedNews read(InputStream spans) throws IOException {
        List<JsonNode> articles = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(spans, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            articles.add(JSON.readTree(line));
        }
        return new MarkedNews(articles);
    }

    /** Writes the articles of a language as a gzipped set in the form that {@link NerCorpus#read} and the scorer take. */
    void write(String language, Path truth, Path set) throws IOException {
        Map<String, JsonNode> pages = pagesOf(truth);
        try (BufferedWriter writer = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(set)), StandardCharsets.UTF_8))) {
            for (JsonNode article : articles) {
                if (article.get("lang").asText().equals(language)) {
                    writer.write(JSON.writeValueAsString(joined(article, pages)));
                    writer.newLine();
                }
            }
        }
    }

    /** The pages of the corpus by their ids. */
    public static Map<String, JsonNode> pagesOf(Path truth) throws IOException {
        Map<String, JsonNode> pages = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(truth)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode page = JSON.readTree(line);
                pages.put(page.get("id").asText(), page);
            }
        }
        return pages;
    }

    /** The text of a marked article, taken from its page and held to be the one that was marked. */
    public static String textOf(JsonNode article, Map<String, JsonNode> pages) {
        String id = article.get("id").asText();
        JsonNode page = pages.get(id);
        if (page == null) {
            throw new IllegalStateException("the page %s of news-spans.jsonl is not among the truth".formatted(id));
        }
        String text = textOf(page, article.get("length").asInt());
        if (!sha256(text).equals(article.get("sha256").asText())) {
            throw new IllegalStateException(
                    "the text of %s is not the one that was marked: mark it anew or take the older truth"
                            .formatted(id));
        }
        return text;
    }

    private static ObjectNode joined(JsonNode article, Map<String, JsonNode> pages) {
        ObjectNode document = JSON.createObjectNode();
        document.put("id", article.get("id").asText())
                .put("lang", article.get("lang").asText());
        document.put("split", article.get("split").asText()).put("text", textOf(article, pages));
        ArrayNode entities = document.putArray("entities");
        for (JsonNode span : article.get("spans")) {
            entities.addObject()
                    .put("start", span.get("start").asInt())
                    .put("end", span.get("end").asInt())
                    .put("type", span.get("type").asText() + suffixOf(span));
        }
        return document;
    }

    private static String textOf(JsonNode page, int length) {
        String whole = page.get("title").asText() + "\n\n" + page.get("body").asText();
        return whole.codePointCount(0, whole.length()) < length
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, length));
    }

    /** Kinds as the other sets name them. */
    private static String suffixOf(JsonNode span) {
        return switch (MentionKind.valueOf(span.path("kind").asText(MentionKind.NAME.name()))) {
            case NAME -> "";
            case PART -> "-PART";
            case DERIVED -> "-DERIV";
        };
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
