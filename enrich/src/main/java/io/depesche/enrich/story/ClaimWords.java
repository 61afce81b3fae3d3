package io.depesche.enrich.story;

import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.entity.Tokenizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** What the words of one language tell of a claim. Not safe for several threads. */
final class ClaimWords {

    /** How far from an amount what it is for may stand, in tokens. */
    private static final int REACH = 8;

    private static final int SHORTEST_HEAD = 4;
    private static final int LONGEST_COMPOUND = 40;
    private static final int SHORTEST_CONTEXT = 4;

    private final Tokenizer tokenizer;
    private final Vocabulary<ClaimRole> vocabulary;
    private final UnaryOperator<String> baseOf;
    private final boolean compounds;

    private ClaimWords(String language, UnaryOperator<String> baseOf, boolean compounds) {
        this.tokenizer = Tokenizer.of(language);
        this.vocabulary = Vocabulary.load(ClaimRole.class, EnumSet.noneOf(ClaimRole.class), language, "claims/claims");
        this.baseOf = baseOf;
        this.compounds = compounds;
    }

    static ClaimWords german() {
        GermanWords words = new GermanWords();
        return new ClaimWords("de", word -> words.analyse(word).base(), true);
    }

    static ClaimWords english() {
        return new ClaimWords("en", EnglishWords::baseOf, false);
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Whether a form in a role starts at a token. */
    boolean has(ClaimRole role, List<String> words, int at) {
        return vocabulary.has(role, words, at);
    }

    /** Whether a form in a role starts within some tokens. */
    boolean hasWithin(ClaimRole role, List<String> words, int from, int to) {
        for (int at = Math.max(0, from); at < Math.min(words.size(), to); at++) {
            if (has(role, words, at)) {
                return true;
            }
        }
        return false;
    }

    /** What a token says in a role, itself or as the head of a compound. */
    Optional<String> value(ClaimRole role, List<String> words, int at) {
        Optional<String> whole = vocabulary.at(role, words, at).map(Vocabulary.Phrase::value);
        String word = words.get(at);
        if (whole.isPresent() || !compounds || word.length() > LONGEST_COMPOUND) {
            return whole;
        }
        for (int cut = SHORTEST_HEAD; cut + SHORTEST_HEAD <= word.length(); cut++) {
            Optional<String> head =
                    vocabulary.at(role, List.of(word.substring(cut)), 0).map(Vocabulary.Phrase::value);
            if (head.isPresent()) {
                return head;
            }
        }
        return Optional.empty();
    }

    /** What the nearest word around a place says in a role; where two are as near, the one before. */
    Optional<String> nearest(ClaimRole role, ClaimText.Place place) {
        List<String> words = place.words();
        for (int distance = 1; distance <= REACH; distance++) {
            int before = place.first() - distance;
            int after = place.last() + distance;
            Optional<String> found = before >= 0 ? value(role, words, before) : Optional.empty();
            if (found.isEmpty() && after < words.size()) {
                found = value(role, words, after);
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Base forms of the words that say what a sentence is about, the nearest to a place first, each once. */
    List<String> contextOf(ClaimText.Place place, int most, IntPredicate isName) {
        List<String> words = place.words();
        List<String> context = new ArrayList<>();
        for (int distance = 1; distance < words.size() && context.size() < most; distance++) {
            addContext(words, place.first() - distance, isName, context);
            addContext(words, place.last() + distance, isName, context);
        }
        return context.subList(0, Math.min(most, context.size()));
    }

    private void addContext(List<String> words, int at, IntPredicate isName, List<String> context) {
        if (at < 0 || at >= words.size() || isName.test(at) || has(ClaimRole.STOP, words, at)) {
            return;
        }
        String word = words.get(at);
        if (word.length() >= SHORTEST_CONTEXT
                && word.length() <= LONGEST_COMPOUND
                && word.codePoints().allMatch(Character::isLetter)) {
            String base = baseOf.apply(word).toLowerCase(Locale.ROOT);
            if (!context.contains(base)) {
                context.add(base);
            }
        }
    }
}
