package io.depesche.sink.watch;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds any number of words and phrases in one pass. The letters of all their words are one Aho-Corasick automaton; the borders and
 * endings of what it finds are checked word by word, and phrases are followed from word to word.
 */
final class TermIndex {

    /** Told of each place, in the order of the last words; {@code first} and {@code last} are words of the text. */
    interface Finder {
        void found(int term, int first, int last);
    }

    /** How a word is found: by its letters, or by those of its English plural. */
    private record Form(int id, WatchWord word, boolean plural) {}

    private record Step(int from, int word) {}

    private static final int ROOT = 0;

    private final AhoCorasickDoubleArrayTrie<List<Form>> automaton = new AhoCorasickDoubleArrayTrie<>();
    private final boolean empty;
    private final Map<Step, Integer> steps = new HashMap<>();
    /** The term that ends in a state, by state; -1 for none. */
    private final List<Integer> ending = new ArrayList<>(List.of(-1));

    /** The terms, each of which is called by its place in the list. */
    TermIndex(List<WatchTerm> terms) {
        Map<WatchWord, Integer> words = new LinkedHashMap<>();
        for (int term = 0; term < terms.size(); term++) {
            int state = ROOT;
            for (WatchWord word : terms.get(term).words()) {
                int id = words.computeIfAbsent(word, unknown -> words.size());
                state = steps.computeIfAbsent(new Step(state, id), unknown -> {
                    ending.add(-1);
                    return ending.size() - 1;
                });
            }
            ending.set(state, term);
        }
        Map<String, List<Form>> forms = new TreeMap<>();
        words.forEach((word, id) -> {
            add(forms, word.letters(), new Form(id, word, false));
            word.pluralOfY().ifPresent(plural -> add(forms, plural, new Form(id, word, true)));
        });
        empty = forms.isEmpty();
        if (!empty) {
            automaton.build(forms);
        }
    }

    private static void add(Map<String, List<Form>> forms, String letters, Form form) {
        forms.computeIfAbsent(letters, unknown -> new ArrayList<>(1)).add(form);
    }

    /** Finds all terms in a text; {@code language} is the base language, which decides the endings. */
    void find(WordText text, String language, Finder finder) {
        if (!empty && text.size() > 0) {
            new Pass(text, language, finder).run();
        }
    }

    private record Open(int state, int first) {}

    private final class Pass {

        private final WordText text;
        private final String language;
        private final Finder finder;
        /** The word of the text that the automaton is in. */
        private int current;
        /** Words of watchlists that are the current one. */
        private final List<Integer> here = new ArrayList<>();
        /** Phrases that can go on after the word {@link #left}. */
        private List<Open> open = List.of();

        private int left = -1;

        Pass(WordText text, String language, Finder finder) {
            this.text = text;
            this.language = language;
            this.finder = finder;
        }

        void run() {
            automaton.parseText(text.letters(), this::hit);
            leave();
        }

        private void hit(int begin, int end, List<Form> forms) {
            if (text.end(current) < end) {
                leave();
                while (text.end(current) < end && current + 1 < text.size()) {
                    current++;
                }
            }
            if (begin < text.start(current) || end > text.end(current)) {
                return; // the s of a genitive, which is no word
            }
            for (Form form : forms) {
                if (!here.contains(form.id()) && isWhole(form, begin, end)) {
                    here.add(form.id());
                }
            }
        }

        private boolean isWhole(Form form, int begin, int end) {
            WatchWord word = form.word();
            int wordEnd = text.end(current);
            return (begin == text.start(current) || word.openLeft())
                    && (form.plural()
                            ? end == wordEnd && language.equals("en")
                            : word.mayEnd(text, end, wordEnd, language))
                    && (!word.capitals() || text.isCapitals(begin, end));
        }

        /** Follows the phrases through the word that is complete now. */
        private void leave() {
            if (here.isEmpty()) {
                return;
            }
            List<Open> before = left == current - 1 && text.continues(current) ? open : List.of();
            List<Open> after = new ArrayList<>();
            for (int word : here) {
                before.forEach(phrase -> step(phrase.state(), word, phrase.first(), after));
                step(ROOT, word, current, after);
            }
            open = after;
            left = current;
            here.clear();
        }

        private void step(int state, int word, int first, List<Open> after) {
            Integer next = steps.get(new Step(state, word));
            if (next == null) {
                return;
            }
            after.add(new Open(next, first));
            if (ending.get(next) >= 0) {
                finder.found(ending.get(next), first, current);
            }
        }
    }
}
