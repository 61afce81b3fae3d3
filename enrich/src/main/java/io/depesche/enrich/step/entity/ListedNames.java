package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.ListedEntity;
import io.depesche.contracts.record.MentionKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the names of an {@link EntityList} where the tagger may miss them: the same tokens in the same case, the longest name first, the
 * last one also with a German genitive s or before a hyphen ("Solarwerk-Aktie"); in a sentence of capitals, capitals will do. What the list
 * names replaces what the tagger saw, except inside a longer name of the same kind.
 */
final class ListedNames {

    private static final int MOST_TOKENS = 20;

    /** A sentence of capitals has this many of them. */
    private static final int LEAST_CAPITALS = 2;

    private final Tokenizer tokenizer;
    private final boolean german;
    private final Map<String, ListedEntity> names = new HashMap<>();
    private final Map<String, ListedEntity> capitals = new HashMap<>();
    /** Tokens of the longest name that starts with a token. */
    private final Map<String, Integer> longest = new HashMap<>();

    ListedNames(EntityList list, Tokenizer tokenizer, boolean german) {
        this.tokenizer = tokenizer;
        this.german = german;
        for (ListedEntity entity : list.entities()) {
            EntityList.namesOf(entity).forEach(name -> enter(name, entity));
        }
    }

    private void enter(String name, ListedEntity entity) {
        List<String> tokens = new ArrayList<>();
        for (Sentence sentence : tokenizer.sentencesOf(name)) {
            for (int token = 0; token < sentence.size(); token++) {
                tokens.add(sentence.word(token));
            }
        }
        if (tokens.isEmpty() || tokens.size() > MOST_TOKENS) {
            return;
        }
        String key = String.join(" ", tokens);
        names.putIfAbsent(key, entity);
        capitals.putIfAbsent(inCapitals(key), entity);
        // The first token may be the last as well, and so stand with an ending.
        longest.merge(tokens.size() == 1 ? "" : inCapitals(tokens.get(0)), tokens.size(), Math::max);
    }

    /**
     * A text with its names.
     *
     * @param listed those of the names that are from the list
     */
    record Found(TaggedText text, Map<NameSpan, ListedEntity> listed) {}

    /** Adds the listed names to a text, except where they would overlap one of the spans, which are ranges of UTF-16 indexes in order. */
    Found in(TaggedText text, List<int[]> forbidden) {
        if (names.isEmpty()) {
            return new Found(text, Map.of());
        }
        Map<NameSpan, ListedEntity> listed = new HashMap<>();
        List<NameSpan> found = new ArrayList<>();
        Spans taken = new Spans(forbidden);
        Map<MentionKind, Spans> tagged = new EnumMap<>(MentionKind.class);
        for (MentionKind kind : MentionKind.values()) {
            tagged.put(kind, spansOf(text.names().stream().filter(name -> name.kind() == kind)));
        }
        for (int number = 0; number < text.sentences().size(); number++) {
            Sentence sentence = text.sentences().get(number);
            Map<String, ListedEntity> known = isInCapitals(sentence) ? capitals : names;
            int token = 0;
            while (token < sentence.size()) {
                Optional<Match> match = longestAt(sentence, number, token, known)
                        .filter(one -> !taken.overlaps(one.span())
                                && !tagged.get(one.span().kind()).hasLonger(one.span()));
                match.ifPresent(one -> {
                    listed.put(one.span(), one.entity());
                    found.add(one.span());
                });
                token = match.map(one -> one.span().last()).orElse(token) + 1;
            }
        }
        return found.isEmpty() ? new Found(text, Map.of()) : new Found(merged(text, found), listed);
    }

    private record Match(NameSpan span, ListedEntity entity) {}

    private Optional<Match> longestAt(Sentence sentence, int number, int first, Map<String, ListedEntity> known) {
        int most = Math.max(longest.getOrDefault("", 0), longest.getOrDefault(inCapitals(sentence.word(first)), 0));
        int last = Math.min(sentence.size(), first + most) - 1;
        for (; last >= first; last--) {
            StringBuilder before = new StringBuilder();
            for (int token = first; token < last; token++) {
                before.append(sentence.word(token)).append(' ');
            }
            Optional<Match> match = endingAt(sentence, number, first, last, before.toString(), known);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    private Optional<Match> endingAt(
            Sentence sentence, int number, int first, int last, String before, Map<String, ListedEntity> known) {
        String word = sentence.word(last);
        if (word.length() > 2 * EntityList.LONGEST) {
            return Optional.empty();
        }
        ListedEntity whole = known.get(before + word);
        if (whole == null && german && (word.endsWith("s") || word.endsWith("S"))) {
            whole = known.get(before + word.substring(0, word.length() - 1));
        }
        if (whole != null) {
            return Optional.of(match(sentence, number, first, last, word.length(), MentionKind.NAME, whole));
        }
        for (int hyphen = word.lastIndexOf('-'); hyphen > 0; hyphen = word.lastIndexOf('-', hyphen - 1)) {
            ListedEntity part = known.get(before + word.substring(0, hyphen));
            if (part != null) {
                return Optional.of(match(sentence, number, first, last, hyphen, MentionKind.PART, part));
            }
        }
        return Optional.empty();
    }

    private static Match match(
            Sentence sentence, int number, int first, int last, int length, MentionKind kind, ListedEntity entity) {
        int start = sentence.start(first);
        int end = sentence.start(last) + length;
        String exact = first == last
                ? sentence.word(first).substring(0, length)
                : sentence.textOf(first, last).substring(0, end - start);
        return new Match(new NameSpan(number, first, last, start, end, exact, entity.getType(), kind), entity);
    }

    /** The tagger's names that no listed name touches, and the listed ones. */
    private static TaggedText merged(TaggedText text, List<NameSpan> found) {
        Spans listed = spansOf(found.stream());
        List<NameSpan> all = new ArrayList<>(found);
        text.names().stream().filter(name -> !listed.overlaps(name)).forEach(all::add);
        all.sort((a, b) -> Integer.compare(a.start(), b.start()));
        return new TaggedText(text.text(), text.sentences(), all);
    }

    private static Spans spansOf(Stream<NameSpan> names) {
        return new Spans(names.map(name -> new int[] {name.start(), name.end()}).toList());
    }

    private static boolean isInCapitals(Sentence sentence) {
        int words = 0;
        for (int token = 0; token < sentence.size(); token++) {
            if (Shape.hasSmallLetter(sentence.word(token))) {
                return false;
            }
            words += Shape.isAllCapitals(sentence.word(token)) ? 1 : 0;
        }
        return words >= LEAST_CAPITALS;
    }

    private static String inCapitals(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /** Ranges that do not overlap each other, in order. */
    private record Spans(List<int[]> ranges) {

        boolean overlaps(NameSpan span) {
            return first(span).filter(range -> range[0] < span.end()).isPresent();
        }

        /** Whether a range holds the span and more. */
        boolean hasLonger(NameSpan span) {
            return first(span)
                    .filter(range -> range[0] <= span.start() && range[1] >= span.end())
                    .filter(range -> range[1] - range[0] > span.end() - span.start())
                    .isPresent();
        }

        /** The first range that ends after the span's start. */
        private Optional<int[]> first(NameSpan span) {
            int index = Collections.binarySearch(
                    ranges, new int[] {span.start(), span.start()}, (a, b) -> Integer.compare(a[1], b[1]));
            int next = index >= 0 ? index + 1 : -index - 1;
            return next < ranges.size() ? Optional.of(ranges.get(next)) : Optional.empty();
        }
    }
}
