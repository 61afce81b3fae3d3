package io.depesche.enrich.story;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Counts in how many texts each term stands, for {@link DocumentFrequencies}. Arguments: the folder {@code shared}, and the folder of
 * the languages' resources. Without the data it says so and leaves the resources as they are.
 */
final class CountDocumentFrequencies {

    /** How many documents the counts weigh, whatever they were counted in. */
    private static final int WEIGHT = 2_000;

    /** Lines are joined until a document has as many words as a report. */
    private static final int WORDS = 300;

    private static final int MOST_TERMS = 30_000;

    private static final Map<String, List<String>> SETS = Map.of(
            "de",
            List.of(
                    "corpora/text/bundestag-19.txt.gz",
                    "corpora/ner/smartdata/train.jsonl.gz",
                    "corpora/ner/germeval14/train.jsonl.gz"),
            "en",
            List.of(
                    "corpora/ner/wikigold-en/train.jsonl.gz",
                    "corpora/ner/wnut17-en/train.jsonl.gz",
                    "corpora/ner/btc-en/train.jsonl.gz"));

    private final ObjectMapper json = new ObjectMapper();
    private final TermReader reader;
    private final IntCounts documentsWith = new IntCounts();
    private int documents;
    private IntCounts document = new IntCounts();
    private int words;

    private CountDocumentFrequencies(TermReader.WordForms forms) {
        reader = new TermReader(forms);
    }

    public static void main(String[] arguments) throws IOException {
        Path shared = Path.of(arguments[0]);
        for (String language : List.of("de", "en")) {
            List<Path> files = SETS.getOrDefault(language, List.of()).stream()
                    .map(shared::resolve)
                    .toList();
            if (!files.stream().allMatch(Files::exists)) {
                System.out.printf("SKIPPED: no frequencies for %s, as not all of %s are there%n", language, files);
                continue;
            }
            CountDocumentFrequencies counting =
                    new CountDocumentFrequencies(language.equals("de") ? new GermanWords() : new EnglishWords());
            for (Path file : files) {
                counting.count(file);
            }
            counting.write(Path.of(arguments[1]).resolve(language).resolve("document-frequencies.bin"));
        }
    }

    private void count(Path file) throws IOException {
        boolean tagged = file.toString().endsWith(".jsonl.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                words += reader.count(
                        tagged ? json.readTree(line).path("text").asText() : line, 1, Integer.MAX_VALUE, document);
                if (words >= WORDS) {
                    endDocument();
                }
            }
        }
        endDocument();
    }

    private void endDocument() {
        if (words > 0) {
            document.forEach((term, count) -> documentsWith.add(term, 1));
            documents++;
            document = new IntCounts();
            words = 0;
        }
    }

    private record TermCount(int term, int count) {}

    private void write(Path file) throws IOException {
        int least = Math.max(2, documents / 20_000);
        List<TermCount> common = new ArrayList<>();
        documentsWith.forEach((term, count) -> {
            if (count >= least) {
                common.add(new TermCount(term, count));
            }
        });
        List<TermCount> kept = common.stream()
                .sorted(Comparator.comparingInt(TermCount::count).reversed().thenComparingInt(TermCount::term))
                .limit(MOST_TERMS)
                .sorted(Comparator.comparingInt(TermCount::term))
                .toList();
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(WEIGHT);
            out.writeInt(kept.size());
            for (TermCount term : kept) {
                long share = Math.round(65_536.0 * term.count() / documents);
                out.writeInt(term.term());
                out.writeShort((int) Math.max(1, Math.min(65_535, share)));
            }
        }
        System.out.printf("%s: %d terms of %d documents%n", file, kept.size(), documents);
    }
}
