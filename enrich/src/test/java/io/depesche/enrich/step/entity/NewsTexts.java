package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Language;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What speed is measured on: the bodies of the development corpus in one language. */
final class NewsTexts {

    private NewsTexts() {}

    static Path corpus(Path shared) {
        return shared.resolve("corpora/extract/truth.jsonl");
    }

    /** Fails when the corpus is not there. */
    static List<String> read(Path shared, String language) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(corpus(shared))) {
            JsonNode page = json.readTree(line);
            if (page.path("lang").asText().equals(language)
                    && !page.path("body").asText().isBlank()) {
                texts.add(page.path("body").asText());
            }
        }
        return texts;
    }

    static long characters(List<String> texts) {
        return texts.stream().mapToLong(String::length).sum();
    }

    /** The entities of a text that is a body. */
    static List<Entity> entities(EntityStep step, String text, String language) {
        return step.apply(
                        new ArticleText("", "", text, Optional.empty(), Optional.empty(), false),
                        Tags.NONE.withLanguage(new Language(language, 1.0)))
                .entities();
    }
}
