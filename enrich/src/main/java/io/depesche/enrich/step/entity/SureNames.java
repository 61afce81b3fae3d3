package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds known names that mean one thing only where the tagger misses them, cuts them short or takes them for something else, alone
 * and before the hyphen of a compound; and names that need support where a word of the thing stands in the sentence. A longer name of
 * the tagger's that holds a known one stays. Cities are left to the tagger: too many of them are common words.
 */
final class SureNames {

    private static final int MOST_TOKENS = 8;

    private static final String CITY = "gn:";

    private final KnownEntities known;
    private final boolean genitiveS;
    /** Letters of the longest name that starts with a word. */
    private final Map<String, Integer> longest = new HashMap<>();

    SureNames(KnownEntities known, boolean genitiveS) {
        this.known = known;
        this.genitiveS = genitiveS;
        known.forEachName((name, id) -> {
            if (!id.startsWith(CITY) && Shape.isCapitalised(name)) {
                int space = name.indexOf(' ');
                longest.merge(space < 0 ? name : name.substring(0, space), name.length(), Math::max);
            }
        });
    }

    /** The names of one sentence in reading order, with the known ones. */
    List<NameSpan> completed(Sentence sentence, int number, List<NameSpan> names) {
        List<NameSpan> found = new ArrayList<>();
        int token = 0;
        while (token < sentence.size()) {
            int at = token;
            Optional<NameSpan> name = longestAt(sentence, number, token).or(() -> partAt(sentence, number, at));
            name.ifPresent(found::add);
            token = name.map(NameSpan::last).orElse(token) + 1;
        }
        return found.isEmpty() ? names : merged(names, found);
    }

    private Optional<NameSpan> longestAt(Sentence sentence, int number, int first) {
        int letters = longestFrom(sentence.word(first));
        if (letters == 0) {
            return Optional.empty();
        }
        for (int last = Math.min(sentence.size(), first + MOST_TOKENS) - 1; last >= first; last--) {
            if (sentence.end(last) - sentence.start(first) <= letters + 1) {
                Optional<EntityType> type = typeOf(sentence.textOf(first, last), sentence);
                if (type.isPresent()) {
                    return NameReader.whole(sentence, number, first, last, type.get(), MentionKind.NAME);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<NameSpan> partAt(Sentence sentence, int number, int token) {
        String word = sentence.word(token);
        int head = NameReader.headOf(word);
        return head > 0 && longest.containsKey(word.substring(0, head))
                ? sureTypeOf(word.substring(0, head), sentence)
                        .flatMap(type -> NameReader.part(sentence, number, token, type))
                : Optional.empty();
    }

    private int longestFrom(String word) {
        Integer letters = longest.get(word);
        if (letters == null && genitiveS && word.endsWith("s")) {
            letters = longest.get(word.substring(0, word.length() - 1));
        }
        return letters == null ? 0 : letters;
    }

    private Optional<EntityType> typeOf(String name, Sentence sentence) {
        Optional<EntityType> type = sureTypeOf(name, sentence);
        return type.isEmpty() && genitiveS && name.endsWith("s")
                ? sureTypeOf(name.substring(0, name.length() - 1), sentence)
                : type;
    }

    /** The type of the one thing that bears the name, one of {@link Label#TYPES}. */
    private Optional<EntityType> sureTypeOf(String name, Sentence sentence) {
        List<KnownName> things = known.named(name);
        if (things.size() != 1 || things.get(0).entity().id().startsWith(CITY) || !isSure(things.get(0), sentence)) {
            return Optional.empty();
        }
        EntityType type = things.get(0).entity().type();
        return Optional.of(Label.TYPES.contains(type) ? type : EntityType.OTHER);
    }

    private static boolean isSure(KnownName name, Sentence sentence) {
        Set<String> words = name.entity().words();
        return name.conditions() == 0
                || (!words.isEmpty()
                        && (name.conditions() & ~(KnownName.TYPED | KnownName.SUPPORTED)) == 0
                        && IntStream.range(0, sentence.size())
                                .anyMatch(token ->
                                        words.contains(sentence.word(token).toLowerCase(Locale.ROOT))));
    }

    /**
     * The known names that cut none of the tagger's names, and those of the tagger's that no known one replaces. A genitive is cut from
     * what follows it ("Nvidias Software").
     */
    private List<NameSpan> merged(List<NameSpan> names, List<NameSpan> found) {
        List<NameSpan> merged = new ArrayList<>();
        int next = 0;
        for (NameSpan one : found) {
            while (next < names.size() && names.get(next).end() <= one.start()) {
                merged.add(names.get(next++));
            }
            int after = next;
            boolean holds = true;
            while (after < names.size() && names.get(after).start() < one.end()) {
                NameSpan other = names.get(after++);
                holds &= other.start() >= one.start()
                        && (other.end() <= one.end() || (other.start() == one.start() && isGenitive(one)));
            }
            if (holds) {
                merged.add(one);
                next = after;
            }
        }
        merged.addAll(names.subList(next, names.size()));
        return merged;
    }

    private boolean isGenitive(NameSpan found) {
        return genitiveS
                && found.exact().endsWith("s")
                && known.named(found.exact()).isEmpty();
    }
}
