package io.depesche.enrich.step.amount;

import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.entity.GermanDictionary;
import io.depesche.enrich.step.entity.GermanDictionary.Noun;
import java.util.List;
import java.util.Optional;

/** German counted nouns, by the dictionary: "drei schwer verletzte Menschen", "zwei Berliner Polizisten". */
final class GermanNouns implements CountedNouns {

    private final Vocabulary<AmountRole> words;
    private final GermanDictionary dictionary;

    GermanNouns(Vocabulary<AmountRole> words, GermanDictionary dictionary) {
        this.words = words;
        this.dictionary = dictionary;
    }

    @Override
    public Optional<Counted> after(List<String> tokens, int from, boolean one) {
        int at = from;
        while (at < tokens.size() && at - from < MOST_BETWEEN && isBetween(tokens, at)) {
            at++;
        }
        if (at >= tokens.size() || words.has(AmountRole.TIME, tokens, at)) {
            return Optional.empty();
        }
        int head = at;
        boolean uninflected = words.has(AmountRole.UNINFLECTED, tokens, at);
        return dictionary
                .noun(tokens.get(at))
                .or(() -> person(tokens, head))
                .filter(noun -> noun.plural() || one || uninflected)
                .map(noun -> new Counted(noun.lemma(), head));
    }

    /** Words for people that the dictionary does not hold. */
    private Optional<Noun> person(List<String> tokens, int at) {
        boolean listed = words.has(AmountRole.PERSON, tokens, at) || words.has(AmountRole.TOLL, tokens, at);
        return listed && Character.isUpperCase(tokens.get(at).codePointAt(0))
                ? Optional.of(new Noun(tokens.get(at), true))
                : Optional.empty();
    }

    private boolean isBetween(List<String> tokens, int at) {
        String word = tokens.get(at);
        if (Character.isLowerCase(word.codePointAt(0))) {
            return dictionary.isAttribute(word) && !words.has(AmountRole.PREPOSITION, tokens, at);
        }
        // "Berliner", which is written with a capital though an adjective.
        return word.endsWith("er")
                && at + 1 < tokens.size()
                && dictionary.noun(tokens.get(at + 1)).filter(Noun::plural).isPresent();
    }
}
