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

    /** Roles of the words that a prefix is made of, the stronger ones first: "diese" picks before it is an article. */
    static final List<Role> ROLES = List.of(
            Role.SELECT, Role.DEMONSTRATIVE, Role.MODIFIER, Role.PART, Role.PART_ADJECTIVE, Role.ARTICLE, Role.FILLER);

    private static final RoleBits BITS = RoleBits.of(ROLES);
    private static final int LONGEST = 7;

    /** Reads the prefix that starts at a word; an empty one where none does. */
    static Prefix at(Words words, int start) {
        Prefix prefix = new Prefix(start, start, false, "", "", Selection.NONE);
        for (int step = 0; step < LONGEST; step++) {
            Optional<Sense> next = prefix.next(words);
            if (next.isEmpty()) {
                return prefix;
            }
            prefix = prefix.with(words, next.get());
        }
        return prefix;
    }

    private Optional<Sense> next(Words words) {
        if (!isEmpty() && words.has(core, Role.OF)) {
            return words.sense(core, Role.OF);
        }
        if (!words.roles(core).intersects(BITS)) {
            return Optional.empty();
        }
        for (Role role : ROLES) {
            Optional<Sense> sense = words.sense(core, role).filter(found -> fits(words, role));
            if (sense.isPresent()) {
                return sense;
            }
        }
        return Optional.empty();
    }

    private boolean fits(Words words, Role role) {
        if (role == Role.MODIFIER) {
            return modifier.isEmpty() && !isPreposition(words, core);
        }
        // "the start of next week", but not "to start next week"
        boolean verb = role == Role.PART && words.isLowerCase(core) && !words.has(core + 1, Role.OF);
        boolean lasting = role == Role.SELECT && words.is(core, "last") && isVerb(words, core);
        boolean naming = role == Role.PART || role == Role.PART_ADJECTIVE;
        return !lasting && !verb && (!naming || part.isEmpty());
    }

    /** "will last three days", "to last about a week". */
    private static boolean isVerb(Words words, int at) {
        return words.is(at - 1, "to") || words.has(at - 1, Role.FUTURE) || words.has(at + 1, Role.MODIFIER);
    }

    /** "über" and "over" before an article or "Jahre" are prepositions. */
    private static boolean isPreposition(Words words, int at) {
        return words.has(at, Role.PREPOSITION)
                && (words.has(at + 1, Role.ARTICLE)
                        || words.has(at + 1, Role.DEMONSTRATIVE)
                        || words.has(at + 1, Role.VAGUE)
                        || words.has(at + 1, Role.UNITS));
    }

    private Prefix with(Words words, Sense sense) {
        Role role = sense.role();
        boolean naming = role == Role.PART || role == Role.PART_ADJECTIVE;
        int next = core + sense.words();
        boolean dash = (naming || !part.isEmpty()) && words.isHyphen(next);
        Selection picked = role == Role.SELECT
                ? Selection.valueOf(sense.value())
                : role == Role.DEMONSTRATIVE ? Selection.THIS : selection;
        return new Prefix(
                start,
                dash ? next + 1 : next,
                article || role == Role.ARTICLE,
                role == Role.MODIFIER ? sense.value() : modifier,
                naming ? sense.value() : part,
                picked);
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
