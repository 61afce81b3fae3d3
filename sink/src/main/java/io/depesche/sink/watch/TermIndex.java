package io.depesche.sink.watch;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds any number of words and phrases in one pass. Words that stand for themselves are looked up with and without the last letters,
 * which may be an ending; words with a {@code *} are one Aho-Corasick automaton, whose finds are checked against the borders of words.
 * Phrases are followed from word to word.
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

    private final WordTable<Form> closed;
    private final AhoCorasickDoubleArrayTrie<List<Form>> open = new AhoCorasickDoubleArrayTrie<>();
    private final boolean hasOpen;
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
        Map<String, List<Form>> whole = new HashMap<>();
        Map<String, List<Form>> parts = new TreeMap<>();
        words.forEach((word, id) -> {
            Map<String, List<Form>> forms = word.openLeft() || word.openRight() ? parts : whole;
            add(forms, word.letters(), new Form(id, word, false));
            word.pluralOfY().ifPresent(plural -> add(forms, plural, new Form(id, word, true)));
        });
        closed = new WordTable<>(whole);
        hasOpen = !parts.isEmpty();
        if (hasOpen) {
            open.build(parts);
        }
    }

    private static void add(Map<String, List<Form>> forms, String letters, Form form) {
        forms.computeIfAbsent(letters, unknown -> new ArrayList<>(1)).add(form);
    }

    /** Finds all terms in a text; {@code language} is the base language, which decides the endings. */
    void find(WordText text, String language, Finder finder) {
        new Pass(text, language, finder).run();
    }

    private record OpenPhrase(int state, int first) {}

    /** A word with a {@code *} that is part of a word of the text. */
    private record Part(int word, int id) {}

    private final class Pass {

        private final WordText text;
        private final String language;
        private final Finder finder;
        /** By the words of the text. */
        private final List<Part> parts = new ArrayList<>();

        /** The words of watchlists that the current word of the text is. */
        private final List<Integer> here = new ArrayList<>();
        /** Phrases that can go on after the current word. */
        private List<OpenPhrase> phrases = List.of();

        Pass(WordText text, String language, Finder finder) {
            this.text = text;
            this.language = language;
            this.finder = finder;
        }

        void run() {
            if (hasOpen) {
                findParts();
            }
            int part = 0;
            for (int word = 0; word < text.size(); word++) {
                findWhole(word);
                for (; part < parts.size() && parts.get(part).word() == word; part++) {
                    add(parts.get(part).id());
                }
                follow(word);
            }
        }

        private void add(int id) {
            if (!here.contains(id)) {
                here.add(id);
            }
        }

        private void findParts() {
            int[] word = {0};
            // The automaton finds in the order of the ends, so that the words of the text need one pass.
            open.parseText(text.letters(), (begin, end, forms) -> {
                while (word[0] < text.size() && text.end(word[0]) < end) {
                    word[0]++;
                }
                // Letters outside of words are the s of a genitive.
                if (word[0] < text.size() && begin >= text.start(word[0])) {
                    for (Form form : forms) {
                        if (fits(form, word[0], begin, end)) {
                            parts.add(new Part(word[0], form.id()));
                        }
                    }
                }
            });
        }

        private void findWhole(int word) {
            int start = text.start(word);
            int end = text.end(word);
            int hash = 0;
            for (int index = start; index < end; index++) {
                hash = WordTable.next(hash, text.letters()[index]);
                if (end - index <= WatchWord.LONGEST_ENDING + 1) {
                    int prefix = index + 1;
                    closed.get(text, start, prefix, hash)
                            .ifPresent(forms -> forms.forEach(form -> {
                                if (fits(form, word, start, prefix)) {
                                    add(form.id());
                                }
                            }));
                }
            }
        }

        private boolean fits(Form form, int word, int begin, int end) {
            WatchWord wanted = form.word();
            int wordEnd = text.end(word);
            return (begin == text.start(word) || wanted.openLeft())
                    && (form.plural()
                            ? end == wordEnd && language.equals("en")
                            : wanted.mayEnd(text, end, wordEnd, language))
                    && (!wanted.capitals() || text.isCapitals(begin, end));
        }

        /** Follows the phrases through a word. */
        private void follow(int word) {
            if (here.isEmpty()) {
                phrases = List.of();
                return;
            }
            List<OpenPhrase> before = phrases.isEmpty() || text.continues(word) ? phrases : List.of();
            phrases = new ArrayList<>();
            for (int id : here) {
                before.forEach(phrase -> step(phrase.state(), id, phrase.first(), word));
                step(ROOT, id, word, word);
            }
            here.clear();
        }

        private void step(int state, int id, int first, int word) {
            Integer next = steps.get(new Step(state, id));
            if (next == null) {
                return;
            }
            phrases.add(new OpenPhrase(next, first));
            if (ending.get(next) >= 0) {
                finder.found(ending.get(next), first, word);
            }
        }
    }
}
