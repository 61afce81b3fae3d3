package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/**
 * The small words in front of what a date expression is about: "rund", "Ende", "den vergangenen", "the late".
 *
 * @param start index of the first of them
 * @param core index of the word they lead to; the same as {@code start} where there are none
 * @param article whether an article is among them
 * @param modifier TIMEX3 mod, or empty
 * @param part START, MID or END, or empty
 * @param selection which period is picked
 */
record Prefix(int start, int core, boolean article, String modifier, String part, Selection selection) {

    /** Roles of the words that a prefix is made of. */
    static final List<Role> ROLES = List.of(
            Role.SELECT, Role.DEMONSTRATIVE, Role.MODIFIER, Role.PART, Role.PART_ADJECTIVE, Role.ARTICLE, Role.FILLER);

    private static final int LONGEST = 7;

    static Prefix at(Words words, int start) {
        boolean article = false;
        String modifier = "";
        String part = "";
        Selection selection = Selection.NONE;
        int at = start;
        for (int step = 0; step < LONGEST && words.hasSenses(at); step++) {
            Optional<Sense> found;
            if ((found = words.sense(at, Role.SELECT)).isPresent()) {
                selection = Selection.valueOf(found.get().value());
            } else if ((found = words.sense(at, Role.DEMONSTRATIVE)).isPresent()) {
                selection = Selection.THIS;
            } else if ((found = modifierOf(words, at)).isPresent() && modifier.isEmpty()) {
                modifier = found.get().value();
            } else if (part.isEmpty() && (found = partOf(words, at)).isPresent()) {
                part = found.get().value();
            } else if ((found = words.sense(at, Role.ARTICLE)).isPresent()) {
                article = true;
            } else if ((found = words.sense(at, Role.OF)).isEmpty()
                    && (found = words.sense(at, Role.FILLER)).isEmpty()) {
                break;
            } else if (step == 0 && words.has(at, Role.OF)) {
                break;
            }
            at += found.get().words();
            if (!part.isEmpty() && words.isDash(at) && words.isGlued(at)) {
                at++;
            }
        }
        return new Prefix(start, at, article, modifier, part, selection);
    }

    /** "über" and "over" before an article are prepositions. */
    private static Optional<Sense> modifierOf(Words words, int at) {
        return words.sense(at, Role.MODIFIER)
                .filter(found -> !(words.has(at, Role.PREPOSITION)
                        && (words.has(at + 1, Role.ARTICLE) || words.has(at + 1, Role.DEMONSTRATIVE))));
    }

    private static Optional<Sense> partOf(Words words, int at) {
        Optional<Sense> noun = words.sense(at, Role.PART);
        return noun.isPresent() ? noun : words.sense(at, Role.PART_ADJECTIVE);
    }

    boolean isEmpty() {
        return start == core;
    }

    boolean isSelecting() {
        return selection != Selection.NONE;
    }

    /** The same without its words: for expressions that start at the core. */
    Prefix bare() {
        return new Prefix(core, core, false, "", "", Selection.NONE);
    }
}
