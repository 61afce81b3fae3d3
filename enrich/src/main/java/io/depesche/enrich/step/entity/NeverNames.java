package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Words that are no names by themselves, and titles, which are no part of the name that follows them. */
final class NeverNames {

    private static final int LONGEST_TITLE = 2;

    private final Set<String> words;
    private final Set<String> titles;

    /**
     * @param words lower-case words and phrases that are never a name by themselves
     * @param titles lower-case titles of people, which are not either
     */
    NeverNames(Set<String> words, Set<String> titles) {
        this.titles = Set.copyOf(titles);
        Set<String> all = new HashSet<>(words);
        all.addAll(titles);
        this.words = Set.copyOf(all);
    }

    /** Whether a word or phrase is never a name by itself. */
    boolean holds(String exact) {
        return words.contains(exact.toLowerCase(Locale.ROOT));
    }

    /** A person's name without the titles before it; a name of another sort as it is. */
    NameSpan withoutTitles(NameSpan name, Sentence sentence) {
        NameSpan rest = name;
        while (rest.type() == EntityType.PERSON && rest.kind() == MentionKind.NAME && !rest.isSingleWord()) {
            Optional<NameSpan> shorter = withoutFirstTitle(rest, sentence);
            if (shorter.isEmpty()) {
                return rest;
            }
            rest = shorter.get();
        }
        return rest;
    }

    private Optional<NameSpan> withoutFirstTitle(NameSpan name, Sentence sentence) {
        for (int last = Math.min(name.first() + LONGEST_TITLE, name.last()) - 1; last >= name.first(); last--) {
            if (titles.contains(sentence.textOf(name.first(), last).toLowerCase(Locale.ROOT))) {
                return NameReader.whole(
                        sentence, name.sentence(), last + 1, name.last(), name.type(), MentionKind.NAME);
            }
        }
        return Optional.empty();
    }
}
