package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The base forms of the names of one article: "Trump" for "Trumps" where the article or a list of names knows "Trump". */
final class NameForms {

    private static final int SHORTEST_STEM = 3;

    private static final String[] ADJECTIVE_ENDINGS = {"en", "em", "er", "es", "e"};

    private final boolean genitiveS;
    private final Predicate<String> isListed;
    /** The names of each type, and the surnames of people named in full. */
    private final Map<EntityType, Set<String>> names = new EnumMap<>(EntityType.class);

    /** @param isListed whether a list of names holds a word */
    NameForms(boolean genitiveS, Predicate<String> isListed) {
        this.genitiveS = genitiveS;
        this.isListed = isListed;
    }

    /** Takes note of a name of the article; all are to be noted before the first is asked for. */
    void note(NameSpan name) {
        if (name.kind() != MentionKind.DERIVED) {
            String exact = spaced(name.exact());
            Set<String> known = names.computeIfAbsent(name.type(), unseen -> new HashSet<>());
            known.add(exact);
            if (name.type() == EntityType.PERSON) {
                known.add(DocumentPass.lastWordOf(exact));
            }
        }
    }

    /** The name without genitive ending and with single spaces; of an adjective its stem. */
    String canonical(NameSpan name) {
        String exact = spaced(name.exact());
        if (name.kind() == MentionKind.DERIVED) {
            return Character.isLowerCase(exact.codePointAt(0)) ? stemOf(exact) : exact;
        }
        return isGenitive(exact, name) ? exact.substring(0, exact.length() - 1) : exact;
    }

    private boolean isGenitive(String exact, NameSpan name) {
        String last = DocumentPass.lastWordOf(exact);
        if (!genitiveS || last.length() <= SHORTEST_STEM || !last.endsWith("s")) {
            return false;
        }
        if (names.getOrDefault(name.type(), Set.of()).contains(exact.substring(0, exact.length() - 1))) {
            return true;
        }
        // The last word of a longer name may be a genitive that belongs to it ("Partei Deutschlands"); a surname is
        // none.
        String stem = last.substring(0, last.length() - 1);
        boolean standsAlone = name.isSingleWord() || name.type() == EntityType.PERSON;
        return standsAlone && isListed.test(stem) && !isListed.test(last);
    }

    private static String stemOf(String adjective) {
        String lower = adjective.toLowerCase(Locale.ROOT);
        for (String ending : ADJECTIVE_ENDINGS) {
            if (lower.endsWith("sch" + ending)) {
                return lower.substring(0, lower.length() - ending.length());
            }
        }
        return lower;
    }

    private static String spaced(String exact) {
        StringBuilder spaced = new StringBuilder(exact.length());
        boolean gap = false;
        for (int at = 0; at < exact.length(); at++) {
            char sign = exact.charAt(at);
            if (Character.isWhitespace(sign) || Character.isSpaceChar(sign) || Character.isISOControl(sign)) {
                gap = true;
            } else {
                if (gap) {
                    spaced.append(' ');
                    gap = false;
                }
                spaced.append(sign);
            }
        }
        return spaced.toString();
    }
}
