package io.depesche.sink.watch;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A word or phrase of a watchlist, read. */
record WatchTerm(List<WatchWord> words) {

    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 8;
    private static final int SHORTEST = 2;
    private static final int SHORTEST_OPEN = 3;

    WatchTerm {
        words = List.copyOf(words);
    }

    /** What is wrong with a word or phrase, in words that follow it; nothing where it can be used. */
    static Optional<String> problemOf(String written) {
        if (written.length() > LONGEST) {
            return Optional.of("is longer than %d characters".formatted(LONGEST));
        }
        WordText text = textOf(written);
        if (text.size() == 0 || text.end(text.size() - 1) - text.start(0) < SHORTEST) {
            return Optional.of("is no word; expected at least %d letters or digits".formatted(SHORTEST));
        }
        if (text.size() > MOST_WORDS) {
            return Optional.of("has %d words; expected at most %d".formatted(text.size(), MOST_WORDS));
        }
        return problemOfStars(text);
    }

    private static Optional<String> problemOfStars(WordText text) {
        long stars = text.text().chars().filter(sign -> sign == '*').count();
        for (int word = 0; word < text.size(); word++) {
            boolean left = isStar(text, text.start(word) - 1);
            boolean right = isStar(text, text.end(word));
            if (right && word + 1 < text.size() && text.start(word + 1) == text.end(word) + 1) {
                return Optional.of("has a '*' inside a word; expected it at the ends only");
            }
            if ((left || right) && text.end(word) - text.start(word) < SHORTEST_OPEN) {
                return Optional.of("has a '*' at fewer than %d letters".formatted(SHORTEST_OPEN));
            }
            stars -= (left ? 1 : 0) + (right ? 1 : 0);
        }
        return stars == 0 ? Optional.empty() : Optional.of("has a '*' that stands at no word");
    }

    /** Reads a word or phrase that has no problem. */
    static WatchTerm of(String written) {
        WordText text = textOf(written);
        List<WatchWord> words = new ArrayList<>();
        for (int word = 0; word < text.size(); word++) {
            int start = text.start(word);
            int end = text.end(word);
            boolean left = isStar(text, start - 1);
            boolean right = isStar(text, end);
            boolean capitals = !left && !right && end - start > 1 && text.isCapitals(start, end);
            words.add(new WatchWord(text.letters(start, end), left, right, capitals));
        }
        return new WatchTerm(words);
    }

    private static WordText textOf(String written) {
        return new WordText(Normalizer.normalize(written.strip(), Normalizer.Form.NFC));
    }

    private static boolean isStar(WordText text, int index) {
        return index >= 0 && index < text.text().length() && text.text().charAt(index) == '*';
    }
}
