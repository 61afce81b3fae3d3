package io.depesche.enrich.step.amount;

import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.Vocabulary.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What befell the people whom a number counts, as one word for both languages: "dead", "injured", "missing", "arrested",
 * "evacuated" or "rescued". The counted words say it ("drei Verletzte"), or the verb of the clause does ("fünf Menschen kamen ums
 * Leben", "killed five people"). Looks at a bounded number of words.
 */
final class Toll {

    static final Set<String> UNITS = Set.of("dead", "injured", "missing", "arrested", "evacuated", "rescued");

    /** How far the verb may stand from the people. */
    private static final int REACH = 16;

    private static final int LONGEST_PHRASE = 5;

    private static final int LONGEST_COMPOUND = 60;

    private final Vocabulary<AmountRole> words;
    private final boolean german;

    Toll(Vocabulary<AmountRole> words, boolean german) {
        this.words = words;
        this.german = german;
    }

    /** What the counted words say themselves: the noun or an adjective to it. */
    Optional<String> said(List<String> tokens, int from, int end) {
        Optional<String> unit = Optional.empty();
        for (int at = from; at < end; at++) {
            Optional<Phrase<AmountRole>> found = words.at(AmountRole.TOLL, tokens, at);
            if (found.isPresent() && at + found.get().size() <= end) {
                unit = found.map(Phrase::value);
            }
        }
        return unit;
    }

    /** Whether a noun means people. */
    boolean isPeople(List<String> tokens, int head) {
        String noun = tokens.get(head);
        return words.has(AmountRole.PERSON, tokens, head)
                || (german && (noun.endsWith("innen") || isCompoundOfPeople(noun)));
    }

    private boolean isCompoundOfPeople(String noun) {
        for (int from = 3; from + 4 <= noun.length() && noun.length() < LONGEST_COMPOUND; from++) {
            if (words.has(AmountRole.PERSON, List.of(noun.substring(from)), 0)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the clause says of people from one token to another.
     *
     * @param from the number's first token, its modifiers not counted
     * @param end one past the last token of what is counted
     */
    Optional<String> befell(List<String> tokens, int from, int end) {
        Optional<String> before = words.before(AmountRole.FATE_BEFORE, tokens, from, LONGEST_PHRASE)
                .filter(verb -> german || !isPassive(tokens, from - verb.size()))
                .map(Phrase::value);
        if (before.isPresent()) {
            return before;
        }
        if (words.before(AmountRole.PREPOSITION, tokens, from, 1).isPresent()) {
            return Optional.empty();
        }
        return after(tokens, from, end);
    }

    private boolean isPassive(List<String> tokens, int verb) {
        return words.before(AmountRole.BE, tokens, verb, 1).isPresent();
    }

    private Optional<String> after(List<String> tokens, int from, int end) {
        boolean inserted = false;
        for (int at = end; at < tokens.size() && at - end < REACH; at++) {
            String token = tokens.get(at);
            if (token.equals(",")) {
                boolean opens = words.has(AmountRole.INCLUDING, tokens, at + 1);
                if (!inserted && !opens) {
                    return Optional.empty();
                }
                inserted = opens;
            } else if (!inserted && (isEnd(token) || isOtherSubject(tokens, at, end))) {
                return Optional.empty();
            } else if (!inserted) {
                Optional<String> fate = fateAt(tokens, from, at);
                if (fate.isPresent()) {
                    return fate;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isEnd(String token) {
        return token.length() == 1 && ".;:!?–—()\"„“”»«".indexOf(token.charAt(0)) >= 0;
    }

    /** Whether something between the people and the verb makes the verb another's. */
    private boolean isOtherSubject(List<String> tokens, int at, int end) {
        if (words.has(AmountRole.ACTIVE, tokens, at) || words.has(AmountRole.NEGATION, tokens, at)) {
            return true;
        }
        boolean number = (words.has(AmountRole.NUMBER, tokens, at) && !words.has(AmountRole.ONE, tokens, at))
                || DigitNumber.isDigit(tokens.get(at).charAt(0));
        boolean joined = at > end
                && (tokens.get(at - 1).equals("und") || tokens.get(at - 1).equals("and"));
        // "zwei Männer und drei Frauen wurden verletzt"
        return number && !(joined && at == end + 1);
    }

    private Optional<String> fateAt(List<String> tokens, int from, int at) {
        Optional<Phrase<AmountRole>> fate = words.at(AmountRole.FATE, tokens, at);
        if (fate.isPresent()) {
            int next = at + fate.get().size();
            boolean hasObject = !german && next < tokens.size() && isObject(tokens, at, next);
            return hasObject ? Optional.empty() : fate.map(Phrase::value);
        }
        Optional<Phrase<AmountRole>> particle = words.at(AmountRole.FATE_PARTICLE, tokens, at);
        if (particle.isPresent()) {
            for (int verb = Math.max(0, from - REACH); verb < from; verb++) {
                if (words.has(AmountRole.PARTICLE_VERB, tokens, verb)) {
                    return particle.map(Phrase::value);
                }
            }
        }
        return Optional.empty();
    }

    /** "two men killed a woman": the people are the doers. */
    private boolean isObject(List<String> tokens, int verb, int next) {
        return !isPassive(tokens, verb)
                && (words.has(AmountRole.ONE, tokens, next)
                        || words.has(AmountRole.NUMBER, tokens, next)
                        || List.of("the", "his", "her", "their", "each", "him", "them", "more")
                                .contains(tokens.get(next)));
    }

    /** "Die Zahl der Toten stieg auf 300": what befell them stands before a number that ends its clause. */
    Optional<String> total(List<String> tokens, int from, int end) {
        boolean closed = end >= tokens.size()
                || !Character.isLetterOrDigit(tokens.get(end).codePointAt(0));
        if (!words.has(AmountRole.TOTAL_TO, tokens, from - 1)
                || !(closed || words.has(AmountRole.TOTAL_AFTER, tokens, end))) {
            return Optional.empty();
        }
        for (int at = from - 1; at >= 0 && from - at <= REACH; at--) {
            Optional<Phrase<AmountRole>> total = words.at(AmountRole.TOTAL, tokens, at);
            if (total.isPresent()) {
                int next = at + total.get().size();
                return total.get().value().equals("TOLL")
                        ? said(tokens, next, Math.min(tokens.size(), next + 2))
                        : total.map(Phrase::value);
            }
        }
        return Optional.empty();
    }
}
