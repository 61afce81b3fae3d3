package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The overlapping runs of three words of a text, by which a block is found in a text that was cut or spaced otherwise. */
final class Shingles {

    private static final int LENGTH = 3;

    private final Set<Long> hashes;

    private Shingles(Set<Long> hashes) {
        this.hashes = hashes;
    }

    static Shingles of(String text) {
        return new Shingles(new HashSet<>(hashes(text)));
    }

    /** Share of the other text's runs that this text has, 0 to 1; 0 where the other has no word. */
    double share(String other) {
        List<Long> others = hashes(other);
        return others.isEmpty()
                ? 0
                : (double) others.stream().filter(hashes::contains).count() / others.size();
    }

    private static List<Long> hashes(String text) {
        List<Long> words = new ArrayList<>();
        long word = 0;
        for (int index = 0; index <= text.length(); index++) {
            if (index < text.length() && Character.isLetterOrDigit(text.charAt(index))) {
                word = word * 31 + Character.toLowerCase(text.charAt(index)) + 1;
            } else if (word != 0) {
                words.add(word);
                word = 0;
            }
        }
        List<Long> runs = new ArrayList<>();
        for (int index = 0; index + LENGTH <= words.size(); index++) {
            runs.add((words.get(index) * 1_000_003L + words.get(index + 1)) * 1_000_003L + words.get(index + 2));
        }
        if (runs.isEmpty() && !words.isEmpty()) {
            long run = 7;
            for (long each : words) {
                run = run * 1_000_003L + each;
            }
            runs.add(run);
        }
        return runs;
    }
}
