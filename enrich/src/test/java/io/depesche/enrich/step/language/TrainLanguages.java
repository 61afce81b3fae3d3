package io.depesche.enrich.step.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Makes the table of languages: the n-grams of the npm package {@code eld} (Apache-2.0, 60 languages), and for German and English those
 * that it left out and our training texts hold. Arguments: the folder {@code src} of the unpacked package, the folder {@code shared}, and
 * the file to write.
 */
final class TrainLanguages {

    /** What the package takes from every score to save space. */
    private static final int LEAST_SCORE = 53;

    /** How often our texts must hold an n-gram. */
    private static final int LEAST_COUNT = 3;

    /** What is taken from the score that an n-gram's frequency predicts, as the package found reasons to leave it out. */
    private static final double DISCOUNT = 0.8;

    /** Characters that count as one text, as the n-grams of a text are counted once. */
    private static final int TEXT = 900;

    private static final Map<String, List<String>> SETS = Map.of(
            "de", List.of("germeval14", "smartdata", "mobie"), "en", List.of("wikigold-en", "wnut17-en", "btc-en"));

    private static final Pattern DICTIONARY_ENTRY = Pattern.compile("'(\\\\?.)'");
    private static final Pattern LANGUAGE = Pattern.compile("(\\d+):'(\\w+)'");
    private static final Pattern NGRAM =
            Pattern.compile("(?:'((?:\\\\.|[^'\\\\])+)'|([\\w$\\u0080-\\uffff]+)):\\{([\\d:,]+)\\}");

    private final SortedMap<Long, SortedMap<Integer, Integer>> table = new TreeMap<>();
    private final List<String> tags = new ArrayList<>();

    private TrainLanguages() {}

    public static void main(String[] arguments) throws IOException {
        TrainLanguages training = new TrainLanguages();
        training.readPackage(Path.of(arguments[0]));
        for (String language : List.of("de", "en")) {
            training.addOwn(language, Path.of(arguments[1]));
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2])))) {
            LanguageModel.write(training.tags, training.table, out);
        }
    }

    private void readPackage(Path source) throws IOException {
        Map<Character, Byte> bytes = bytesOf(Files.readString(source.resolve("dictionary.js")));
        String file = Files.readString(source.resolve("ngrams/large.js"));
        int table = file.indexOf("ngrams:{");
        LANGUAGE.matcher(file.substring(0, table)).results().forEach(language -> tags.add(tagOf(language.group(2))));
        Matcher ngrams = NGRAM.matcher(file).region(table + "ngrams:{".length(), file.length());
        while (ngrams.find()) {
            addNgram(ngrams.toMatchResult(), bytes);
        }
    }

    /** The package writes the bytes from 128 on as characters of its own. */
    private static Map<Character, Byte> bytesOf(String dictionary) {
        Map<Character, Byte> bytes = new HashMap<>();
        Matcher entries = DICTIONARY_ENTRY.matcher(dictionary.substring(dictionary.indexOf('[')));
        for (int value = 0; entries.find(); value++) {
            String written = entries.group(1);
            char character = written.charAt(written.length() - 1);
            if (value >= 0x80 && character != ' ') {
                bytes.put(character, (byte) value);
            }
        }
        return bytes;
    }

    private static String tagOf(String code) {
        return code.equals("no") ? "nb" : code;
    }

    private void addNgram(MatchResult ngram, Map<Character, Byte> bytes) {
        String written =
                ngram.group(1) == null ? ngram.group(2) : ngram.group(1).replaceAll("\\\\(.)", "$1");
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (int at = 0; at < written.length(); at++) {
            char character = written.charAt(at);
            raw.write(bytes.getOrDefault(character, (byte) character));
        }
        SortedMap<Integer, Integer> scores =
                table.computeIfAbsent(Ngrams.key(raw.toByteArray()), unseen -> new TreeMap<>());
        for (String score : ngram.group(3).split(",")) {
            String[] parts = score.split(":");
            scores.put(Integer.valueOf(parts[0]), Integer.parseInt(parts[1]) + LEAST_SCORE);
        }
    }

    /** Adds what the package lacks, with scores by the line that joins its scores to the logarithm of our counts. */
    private void addOwn(String language, Path shared) throws IOException {
        int number = tags.indexOf(language);
        Map<Long, Integer> counts = countsOf(language, shared);
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (Map.Entry<Long, Integer> ngram : counts.entrySet()) {
            Integer score = table.getOrDefault(ngram.getKey(), new TreeMap<>()).get(number);
            if (score != null && ngram.getValue() >= LEAST_COUNT) {
                double logarithm = Math.log(ngram.getValue());
                n++;
                x += logarithm;
                y += score;
                xx += logarithm * logarithm;
                xy += logarithm * score;
            }
        }
        double slope = (n * xy - x * y) / (n * xx - x * x);
        double start = (y - slope * x) / n;
        counts.forEach((key, count) -> {
            if (count >= LEAST_COUNT) {
                table.computeIfAbsent(key, unseen -> new TreeMap<>())
                        .putIfAbsent(number, (int) Math.min(255, DISCOUNT * (start + slope * Math.log(count))));
            }
        });
    }

    private static Map<Long, Integer> countsOf(String language, Path shared) throws IOException {
        Map<Long, Integer> counts = new TreeMap<>();
        for (String set : SETS.get(language)) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(
                            Files.newInputStream(shared.resolve("corpora/ner/%s/train.jsonl.gz".formatted(set)))),
                    StandardCharsets.UTF_8))) {
                ObjectMapper json = new ObjectMapper();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    JsonNode document = json.readTree(line);
                    count(document.get("text").asText(), counts);
                }
            }
        }
        return counts;
    }

    private static void count(String text, Map<Long, Integer> counts) {
        for (int at = 0; at < text.length(); at += TEXT) {
            for (long ngram : Ngrams.of(text.substring(at, Math.min(text.length(), at + TEXT)))) {
                counts.merge(ngram, 1, Integer::sum);
            }
        }
    }
}
