package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;

/**
 * Extracts every page of the development corpus, prints the scorer's table by set and language and the time taken relative to
 * parsing alone. Arguments: the shared folder, the folder to write to, and, to measure by cross-validation too, the Markdown file whose
 * {@linkplain ExtractionTable table} to write anew: models are then trained that saw no page of the site they judge. A corpus that is not there
 * is a visible skip.
 */
public final class ExtractionEval {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Sample(String id, Page page) {}

    private ExtractionEval() {}

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path shared = Path.of(arguments[0]);
        Path corpus = shared.resolve("corpora/extract");
        if (!Files.isDirectory(corpus)) {
            System.out.println("SKIPPED: ExtractionEval found no corpus in " + corpus);
            return;
        }
        Path folder = Path.of(arguments[1]);
        List<Sample> samples = read(corpus.resolve("html"));
        ArticleExtractor extractor = new ArticleExtractor();
        Path predictions = predict(folder.resolve("as-shipped.jsonl"), samples, unused -> extractor);
        if (arguments.length > 2) {
            Map<String, String> sites = sites(corpus);
            Function<String, ArticleExtractor> extractors = TrainBody.extractors(shared);
            Path others = predict(
                    folder.resolve("by-sites.jsonl"), samples, id -> extractors.apply(sites.getOrDefault(id, "")));
            Path figures = folder.resolve("figures.json");
            score(
                    shared,
                    truth(shared),
                    predictions,
                    others.toString(),
                    "--json",
                    figures.toString(),
                    "--boot",
                    "1000");
            ExtractionTable.of(figures).writeInto(Path.of(arguments[2]));
        } else {
            score(shared, truth(shared), predictions);
        }
        time(samples, extractor);
    }

    private static Path predict(Path file, List<Sample> samples, Function<String, ArticleExtractor> extractors)
            throws IOException {
        return Files.write(
                file,
                samples.parallelStream()
                        .map(sample ->
                                line(sample.id(), extractors.apply(sample.id()).extract(sample.page())))
                        .toList());
    }

    private static Map<String, String> sites(Path corpus) throws IOException {
        Map<String, String> sites = new HashMap<>();
        for (String line : Files.readAllLines(corpus.resolve("truth.jsonl"))) {
            JsonNode truth = JSON.readTree(line);
            sites.put(truth.path("id").asText(), truth.path("site").asText());
        }
        return sites;
    }

    static List<Sample> read(Path folder) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Map.Entry<String, URI> row : addresses(folder).entrySet()) {
            samples.add(new Sample(row.getKey(), page(folder, row.getKey(), row.getValue())));
        }
        return samples;
    }

    /** One page of the corpus. */
    static Page page(Path folder, String id, URI address) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(id + ".html.gz")))) {
            return Page.of(in.readAllBytes(), address);
        }
    }

    /** The pages of the corpus in its order. */
    static List<Page> pages(Path folder) throws IOException {
        return read(folder).stream().map(Sample::page).toList();
    }

    static Map<String, URI> addresses(Path folder) throws IOException {
        Map<String, URI> addresses = new LinkedHashMap<>();
        for (String row : Files.readAllLines(folder.resolve("urls.tsv"))) {
            String[] columns = row.split("\t", 2);
            addresses.put(columns[0], address(columns[1]));
        }
        return addresses;
    }

    private static URI address(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException malformed) {
            return URI.create("https://unknown.example/");
        }
    }

    static String line(String id, Extraction extraction) {
        ObjectNode line = JSON.createObjectNode().put("id", id);
        line.put("title", extraction.headline());
        line.put("body", extraction.body());
        extraction.authors().forEach(line.putArray("authors")::add);
        extraction.published().ifPresent(time -> line.put("published", iso(time)));
        extraction.language().ifPresent(language -> line.put("lang", language));
        return line.toString();
    }

    /** ISO 8601 with the offset only where the page stated one: an assumed zone has a name instead. */
    private static String iso(StatedTime stated) {
        ZoneId zone = ZoneId.of(stated.getZone());
        ZonedDateTime time = stated.getInstant().atZone(zone);
        boolean clock = stated.getPrecision() == TimePrecision.SECOND || stated.getPrecision() == TimePrecision.MINUTE;
        if (!clock) {
            return time.toLocalDate().toString();
        }
        return zone instanceof ZoneOffset
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    private static Path truth(Path shared) {
        return shared.resolve("corpora/extract/truth.jsonl");
    }

    static void score(Path shared, Path truth, Path predictions, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                shared.resolve("eval/extract/score.py").toString(),
                truth.toString(),
                predictions.toString()));
        command.addAll(List.of(more));
        command.addAll(List.of("--by", "set,lang"));
        Process scorer = new ProcessBuilder(command).inheritIO().start();
        if (scorer.waitFor() != 0) {
            throw new IllegalStateException("the scorer ended with status " + scorer.exitValue());
        }
    }

    /** The better of two rounds each, so that the first one's warming-up does not count. */
    private static void time(List<Sample> samples, ArticleExtractor extractor) {
        long parsing = Long.MAX_VALUE;
        long extracting = Long.MAX_VALUE;
        for (int round = 0; round < 2; round++) {
            long start = System.nanoTime();
            for (Sample sample : samples) {
                Jsoup.parse(Charsets.decode(sample.page().bytes(), sample.page().charset())
                        .text());
            }
            long middle = System.nanoTime();
            for (Sample sample : samples) {
                extractor.extract(sample.page());
            }
            parsing = Math.min(parsing, middle - start);
            extracting = Math.min(extracting, System.nanoTime() - middle);
        }
        System.out.printf(
                "%d pages: parsing alone %d ms, extraction with parsing %d ms, %.2f times%n",
                samples.size(), parsing / 1_000_000, extracting / 1_000_000, (double) extracting / parsing);
    }
}
