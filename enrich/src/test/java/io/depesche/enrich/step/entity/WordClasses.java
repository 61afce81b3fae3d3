package io.depesche.enrich.step.entity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Word classes of a plain text: coarse, middle and fine ones for each word that occurs often enough. */
final class WordClasses {

    private static final int COARSE = 63;
    private static final int MIDDLE = 255;
    private static final int FINE = 1000;
    private static final int ROUNDS = 6;

    private WordClasses() {}

    /** The classes of the words of a gzipped text that occur {@code least} times or more. */
    static WordTable of(Path text, Tokenizer tokenizer, int least, PrintStream log) throws IOException {
        Map<String, int[]> counts = new HashMap<>();
        List<String[]> sentences = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(text)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                for (Sentence sentence : tokenizer.sentencesOf(line)) {
                    String[] words = new String[sentence.size()];
                    for (int token = 0; token < words.length; token++) {
                        String word = sentence.word(token);
                        int[] count = counts.computeIfAbsent(word, unseen -> new int[1]);
                        count[0]++;
                        words[token] = word;
                    }
                    sentences.add(words);
                }
            }
        }
        List<String> words = counts.entrySet().stream()
                .filter(entry -> entry.getValue()[0] >= least)
                .sorted(Comparator.comparing((Map.Entry<String, int[]> entry) -> -entry.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        log.printf("%d words for classes%n", words.size());
        int[][] after = neighbours(words, sentences, false);
        int[][] before = neighbours(words, sentences, true);
        int[] coarse = new ExchangeClusters(after, before, COARSE).run(ROUNDS, log);
        int[] middle = new ExchangeClusters(after, before, MIDDLE).run(ROUNDS, log);
        int[] fine = new ExchangeClusters(after, before, FINE).run(ROUNDS, log);
        Map<String, Integer> packed = new HashMap<>();
        for (int word = 0; word < words.size(); word++) {
            packed.put(words.get(word), Features.packClasses(coarse[word] + 1, middle[word] + 1, fine[word] + 1));
        }
        return WordTable.of(packed);
    }

    private static int[][] neighbours(List<String> words, List<String[]> sentences, boolean backwards) {
        Map<String, Integer> ids = new HashMap<>();
        for (int index = 0; index < words.size(); index++) {
            ids.put(words.get(index), index);
        }
        List<Map<Integer, Integer>> found = new ArrayList<>();
        words.forEach(word -> found.add(new TreeMap<>()));
        for (String[] sentence : sentences) {
            int last = -1;
            for (int token = 0; token < sentence.length; token++) {
                int id = ids.getOrDefault(sentence[token], -1);
                if (last >= 0 && id >= 0) {
                    found.get(backwards ? id : last).merge(backwards ? last : id, 1, Integer::sum);
                }
                last = id;
            }
        }
        int[][] packed = new int[words.size()][];
        for (int word = 0; word < packed.length; word++) {
            Map<Integer, Integer> of = found.get(word);
            packed[word] = new int[2 * of.size()];
            int used = 0;
            for (Map.Entry<Integer, Integer> entry : of.entrySet()) {
                packed[word][used++] = entry.getKey();
                packed[word][used++] = entry.getValue();
            }
            found.set(word, Map.of());
        }
        return packed;
    }
}
