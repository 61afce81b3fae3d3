package io.depesche.ingest.extract;

import io.depesche.ingest.extract.HeadlineCandidate.Cut;
import io.depesche.ingest.extract.HeadlineCandidate.Source;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be said in numbers of each text that may be the headline: where it stands, and how it compares to the others. */
final class HeadlineFeatures {

    private static final List<Source> REFERENCES =
            List.of(Source.HEADING, Source.SOCIAL, Source.OTHER_SOCIAL, Source.DESCRIBED, Source.TITLE);

    private static final String TYPOGRAPHIC = "„“”‚‘’«»–";

    private final HeadlineCandidates page;
    private final Map<String, Integer> support = new HashMap<>();
    private final Map<Source, Set<String>> words = new HashMap<>();

    HeadlineFeatures(HeadlineCandidates page) {
        this.page = page;
        for (HeadlineCandidate candidate : page.all()) {
            int whole = (int) candidate.sources().stream()
                    .filter(source -> source.compareTo(Source.PIECE_OF_HEADING) < 0)
                    .count();
            support.merge(candidate.letters(), whole, Integer::sum);
        }
        for (Source source : REFERENCES) {
            page.first(source).ifPresent(reference -> words.put(source, wordsOf(reference.text())));
        }
    }

    float[] row(HeadlineCandidate candidate) {
        Row row = new Row();
        for (Source source : Source.values()) {
            add(row, candidate.sources().contains(source));
        }
        for (Source source : REFERENCES) {
            Optional<HeadlineCandidate> reference = page.first(source);
            row.add(reference.map(other -> relation(candidate, other)).orElse(-1f));
            row.add(reference
                    .map(other -> (float) candidate.letters().length()
                            / other.letters().length())
                    .orElse(-1f));
        }
        Optional<HeadlineCandidate> spread = page.spread();
        add(row, spread.filter(candidate::equals).isPresent());
        row.add(spread.map(other -> relation(candidate, other)).orElse(-1f));
        Set<String> own = wordsOf(candidate.text());
        for (Source source : List.of(Source.HEADING, Source.SOCIAL, Source.TITLE)) {
            row.add(words.containsKey(source) ? overlap(own, words.get(source)) : -1f);
        }
        int longWords = 0;
        int inPath = 0;
        for (String word : own) {
            longWords += word.length() > 3 ? 1 : 0;
            inPath += word.length() > 3 && page.path().contains(word) ? 1 : 0;
        }
        row.add((float) inPath / Math.max(1, longWords));
        row.add((float) support.getOrDefault(candidate.letters(), 0));
        row.add((float) candidate.letters().length());
        row.add((float) own.size());
        text(candidate.text(), row);
        cut(candidate.cut(), row);
        add(row, page.sites().isNameOf(candidate.letters()));
        add(row, page.sites().names().contains(candidate.letters()));
        row.add((float) page.headings());
        row.add((float) candidate.place());
        return row.done();
    }

    private static void add(Row row, boolean value) {
        row.add(value ? 1f : 0f);
    }

    /** A row that is being filled. */
    private static final class Row {

        private float[] values = new float[64];
        private int size;

        void add(float value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        float[] done() {
            return Arrays.copyOf(values, size);
        }
    }

    /** From the same text, its letters, one within the other, to nothing in common. */
    private static float relation(HeadlineCandidate candidate, HeadlineCandidate reference) {
        String one = candidate.letters();
        String other = reference.letters();
        if (candidate.text().equals(reference.text())) {
            return 7;
        }
        if (one.equals(other)) {
            return 6;
        }
        if (one.length() < other.length()) {
            return other.startsWith(one) ? 5 : other.endsWith(one) ? 4 : other.contains(one) ? 3 : 0;
        }
        return one.startsWith(other) ? 2 : one.contains(other) ? 1 : 0;
    }

    private static Set<String> wordsOf(String text) {
        Set<String> words = new HashSet<>();
        String lower = text.toLowerCase(Locale.ROOT);
        int start = -1;
        for (int index = 0; index <= lower.length(); index++) {
            boolean letter = index < lower.length() && Character.isLetterOrDigit(lower.charAt(index));
            if (letter && start < 0) {
                start = index;
            } else if (!letter && start >= 0) {
                words.add(lower.substring(start, index));
                start = -1;
            }
        }
        return words;
    }

    private static float overlap(Set<String> one, Set<String> other) {
        int both = 0;
        for (String word : one) {
            both += other.contains(word) ? 1 : 0;
        }
        return (float) both / Math.max(1, one.size() + other.size() - both);
    }

    private static void text(String text, Row row) {
        int capitals = 0;
        int small = 0;
        boolean typographic = false;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            capitals += Character.isUpperCase(character) ? 1 : 0;
            small += Character.isLowerCase(character) ? 1 : 0;
            typographic |= TYPOGRAPHIC.indexOf(character) >= 0;
        }
        row.add((float) capitals / Math.max(1, capitals + small));
        add(row, typographic);
        add(row, text.indexOf('"') >= 0 || text.indexOf('\'') >= 0);
        add(row, text.contains(": "));
        add(row, text.contains(" | ") || text.contains(" - ") || text.contains(" – "));
        add(row, "-–|:,/".indexOf(text.charAt(text.length() - 1)) >= 0);
        add(row, "?!".indexOf(text.charAt(text.length() - 1)) >= 0);
    }

    private static void cut(Optional<Cut> cut, Row row) {
        add(row, cut.isPresent());
        add(row, cut.map(Cut::site).orElse(false));
        add(row, cut.map(Cut::head).orElse(false));
        row.add(cut.map(taken -> (float) taken.words()).orElse(0f));
        row.add(cut.map(taken -> kind(taken.separator())).orElse(0f));
    }

    private static float kind(String separator) {
        return switch (separator) {
            case "|", "│", "ㅣ" -> 1;
            case "-" -> 2;
            case "–", "—", "--" -> 3;
            case ":" -> 5;
            default -> 4;
        };
    }
}
