package io.depesche.enrich.step.amount;

import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.Vocabulary.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** English counted nouns: the next plural that no other part of a sentence parts from the number ("three seriously injured people"). */
final class EnglishNouns implements CountedNouns {

    private static final int SHORTEST_PLURAL = 4;

    private final Vocabulary<AmountRole> words;

    EnglishNouns(Vocabulary<AmountRole> words) {
        this.words = words;
    }

    @Override
    public Optional<Counted> after(List<String> tokens, int from, boolean one) {
        for (int at = from; at < tokens.size() && at - from <= MOST_BETWEEN; at++) {
            if (!isWord(tokens.get(at)) || isStop(tokens, at, from) || words.has(AmountRole.TIME, tokens, at)) {
                return Optional.empty();
            }
            boolean found = one ? isSingular(tokens, at) : isPlural(tokens, at);
            if (found) {
                int head = at;
                while (!one && head + 1 < tokens.size() && isLowerPlural(tokens, head + 1)) {
                    head++;
                }
                return words.has(AmountRole.TIME, tokens, head)
                        ? Optional.empty()
                        : Optional.of(new Counted(one ? lower(tokens.get(head)) : singular(tokens, head), head));
            }
        }
        return Optional.empty();
    }

    private static boolean isWord(String token) {
        return Character.isLetter(token.codePointAt(0))
                || (DigitNumber.isDigit(token.charAt(0)) && token.indexOf('-') > 0);
    }

    /** "more people": what stands for a noun can also stand before one. */
    private boolean isStop(List<String> tokens, int at, int from) {
        boolean more = at == from && words.has(AmountRole.OTHERS, tokens, at);
        return !more && words.has(AmountRole.STOP, tokens, at);
    }

    private boolean isSingular(List<String> tokens, int at) {
        return words.has(AmountRole.PERSON, tokens, at) || words.has(AmountRole.TOLL, tokens, at);
    }

    private boolean isLowerPlural(List<String> tokens, int at) {
        return Character.isLowerCase(tokens.get(at).codePointAt(0))
                && isPlural(tokens, at)
                && !words.has(AmountRole.TOLL, tokens, at);
    }

    private boolean isPlural(List<String> tokens, int at) {
        if (words.has(AmountRole.NO_PLURAL, tokens, at)) {
            return words.has(AmountRole.PLURAL, tokens, at) && !isCompound(tokens, at);
        }
        String word = tokens.get(at);
        return words.has(AmountRole.PLURAL, tokens, at)
                || ((word.length() >= SHORTEST_PLURAL || isInitials(word)) && word.endsWith("s") && !isNoPlural(word));
    }

    /** "police officers". */
    private boolean isCompound(List<String> tokens, int at) {
        return at + 1 < tokens.size() && isLowerPlural(tokens, at + 1);
    }

    /** "MPs". */
    private static boolean isInitials(String word) {
        return word.length() >= 3 && Character.isUpperCase(word.charAt(word.length() - 2));
    }

    private static boolean isNoPlural(String word) {
        return word.endsWith("ss")
                || word.endsWith("ous")
                || word.endsWith("'s")
                || word.endsWith("’s")
                || word.endsWith("less");
    }

    private String singular(List<String> tokens, int at) {
        Optional<Phrase<AmountRole>> irregular = words.at(AmountRole.PLURAL, tokens, at);
        String word = tokens.get(at);
        if (irregular.isPresent()) {
            return irregular.get().value().replace('_', ' ');
        }
        String form = isInitials(word) ? word : lower(word);
        if (form.endsWith("men")) {
            return cut(form, 2) + "an";
        }
        if (!form.endsWith("s")) {
            return form;
        }
        if (form.length() > 4 && form.endsWith("ies")) {
            return cut(form, 3) + "y";
        }
        boolean hissing = form.endsWith("ches")
                || form.endsWith("shes")
                || form.endsWith("sses")
                || form.endsWith("xes")
                || form.endsWith("zzes");
        return cut(form, hissing ? 2 : 1);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}
