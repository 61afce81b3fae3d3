package io.depesche.enrich.step.date;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Language;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.entity.MarkedNews;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Measures the date step on the development sets by TempEval-3's measures. Arguments: the folder of the shared data, the folder for
 * the predictions. Without the data it says so and measures nothing.
 */
public final class DateEval {

    private static final List<String> NEWS = List.of("krauts-diezeit", "krauts-dolomiten");
    private static final List<String> NARRATIVES = List.of("wikiwars-de", "wikiwars-en");

    private final Path shared;
    private final Path target;
    private final ObjectMapper json = new ObjectMapper();

    private DateEval(Path shared, Path target) {
        this.shared = shared;
        this.target = target;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new DateEval(Path.of(arguments[0]), Path.of(arguments[1])).run(System.out);
    }

    private void run(PrintStream out) throws IOException, InterruptedException {
        Path corpora = shared.resolve("corpora/time");
        if (!Files.isDirectory(corpora)) {
            out.printf("SKIPPED: dates are not measured, as there is no %s%n", corpora);
            return;
        }
        measure(corpora, "dates-news", NEWS, Anchor.PUBLICATION, out);
        measure(corpora, "dates-narrative", NARRATIVES, Anchor.NARRATIVE, out);
        measureMarkedNews(out);
    }

    /** Scores news of today, whose dates we marked by the specification: the project holds the places, not the texts. */
    private void measureMarkedNews(PrintStream out) throws IOException, InterruptedException {
        Path pages = shared.resolve("corpora/extract/truth.jsonl");
        if (!Files.exists(pages)) {
            out.printf("SKIPPED: dates of marked news are not measured, as there is no %s%n", pages);
            return;
        }
        Path truth = Files.createDirectories(target.resolve("dates-marked")).resolve("news.jsonl.gz");
        Map<String, JsonNode> texts = MarkedNews.pagesOf(pages);
        try (InputStream marks = DateEval.class.getResourceAsStream("news-dates.jsonl");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Optional.ofNullable(marks).orElseThrow(), StandardCharsets.UTF_8));
                Writer writer = new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(truth)), StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ObjectNode article = (ObjectNode) json.readTree(line);
                article.put("text", MarkedNews.textOf(article, texts))
                        .put("dct", article.get("published").asText())
                        .put(
                                "src",
                                "news-%s-%s"
                                        .formatted(
                                                article.get("lang").asText(),
                                                article.get("split").asText()));
                writer.write(json.writeValueAsString(article));
                writer.write('\n');
            }
        }
        Path predictions = target.resolve("dates-marked.jsonl");
        try (Writer writer = Files.newBufferedWriter(predictions)) {
            predict(new DateStep(Anchor.PUBLICATION), truth, writer);
        }
        out.printf("%nmarked news, anchored to %s%n", Anchor.PUBLICATION);
        score(truth, predictions, out);
    }

    /** Scores the sets together: the scorer reads a folder, so they are linked side by side. */
    private void measure(Path corpora, String name, List<String> sets, Anchor anchor, PrintStream out)
            throws IOException, InterruptedException {
        DateStep step = new DateStep(anchor);
        Path truth = Files.createDirectories(target.resolve(name));
        Path predictions = target.resolve(name + ".jsonl");
        try (Writer writer = Files.newBufferedWriter(predictions)) {
            for (String set : sets) {
                Path source = corpora.resolve(set).resolve("dev.jsonl.gz");
                Path link = truth.resolve(set + ".jsonl.gz");
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, source.toAbsolutePath());
                predict(step, source, writer);
            }
        }
        out.printf("%n%s, anchored to %s%n", String.join(" and ", sets), anchor);
        score(truth, predictions, out);
    }

    private void score(Path truth, Path predictions, PrintStream out) throws IOException, InterruptedException {
        out.flush();
        Path scorer = shared.resolve("eval/time/score.py");
        int status = new ProcessBuilder("python3", scorer.toString(), truth.toString(), predictions.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("%s ended with status %d".formatted(scorer, status));
        }
    }

    private void predict(DateStep step, Path source, Writer writer) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(source)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.write(json.writeValueAsString(prediction(step, json.readTree(line))));
                writer.write('\n');
            }
        }
    }

    private ObjectNode prediction(DateStep step, JsonNode document) {
        String created = document.get("dct").asText();
        boolean dayOnly = created.length() == 10;
        LocalDateTime published =
                dayOnly ? LocalDate.parse(created).atStartOfDay() : LocalDateTime.parse(created.substring(0, 19));
        ArticleText text = new ArticleText(
                "", "", document.get("text").asText(), Optional.empty(), Optional.of(published), dayOnly);
        Language language = new Language(document.get("lang").asText(), 1.0);
        ObjectNode prediction = json.createObjectNode();
        prediction.put("id", document.get("id").asText());
        ArrayNode tags = prediction.putArray("timexes");
        for (DateTag tag : step.apply(text, Tags.NONE.withLanguage(language)).dates()) {
            tags.addObject()
                    .put("start", tag.getStart())
                    .put("end", tag.getEnd())
                    .put("type", tag.getType().name())
                    .put("value", tag.getValue());
        }
        return prediction;
    }
}
