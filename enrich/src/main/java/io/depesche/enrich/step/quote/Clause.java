package io.depesche.enrich.step.quote;

import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.entity.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The words before or after a quotation up to the end of their sentence: whether a verb of saying is among them, and who is its
 * subject.
 */
final class Clause {

    /** So far from its verb a subject may end. */
    private static final int REACH = 14;

    private final Vocabulary<QuoteRole> words;
    private final People people;
    private final Sentence sentence;
    private final List<String> tokens;
    private final int offset;

    /** @param offset where the sentence's text starts in the field */
    Clause(Vocabulary<QuoteRole> words, People people, Sentence sentence, int offset) {
        this.words = words;
        this.people = people;
        this.sentence = sentence;
        this.tokens = sentence.words();
        this.offset = offset;
    }

    /** The first verb of saying at or after a token; a bare "so" only right where the clause starts. */
    OptionalInt verbFrom(int from) {
        for (int at = Math.max(0, from); at < tokens.size(); at++) {
            if (words.has(QuoteRole.SAID, tokens, at)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    int size() {
        return tokens.size();
    }

    boolean is(int at, String token) {
        return at >= 0 && at < tokens.size() && tokens.get(at).equals(token);
    }

    boolean has(QuoteRole role, int at) {
        return words.has(role, tokens, at);
    }

    private int start(int token) {
        return offset + sentence.start(token);
    }

    private int end(int token) {
        return offset + sentence.end(token);
    }

    /** Who is the subject of a verb of saying. */
    Optional<String> subjectOf(int verb) {
        return before(verb).or(() -> after(verb + 1));
    }

    /** "Anna Schwarz sagte", "Anna Schwarz, die Bürgermeisterin, sagte", "er sagte". */
    private Optional<String> before(int verb) {
        int last = verb - 1;
        while (last >= 0 && has(QuoteRole.AUXILIARY, last)) {
            last--;
        }
        if (last >= 0 && (has(QuoteRole.HE, last) || has(QuoteRole.SHE, last))) {
            return pronoun(last);
        }
        int opening = is(last, ",") ? last(",", last - 1) : is(last, ")") ? last("(", last - 1) : last + 1;
        int end = opening - 1;
        if (end < 0 || opening < 0) {
            return Optional.empty();
        }
        return people.endingAt(end(end))
                .filter(person -> isSubject(person, end))
                .map(Person::id);
    }

    private int last(String mark, int from) {
        for (int at = from; at >= 0 && from - at < REACH; at--) {
            if (is(at, mark)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether nothing before a name makes it another's: "der Sprecher von Schwarz", "mit Schwarz". */
    private boolean isSubject(Person person, int last) {
        int first = last;
        while (first > 0 && start(first) > person.start()) {
            first--;
        }
        int before = first - 1;
        if (!person.isHuman()) {
            boolean article = before >= 0 && has(QuoteRole.ARTICLE, before);
            int outer = article ? before - 1 : before;
            return outer < 0 || is(outer, ",");
        }
        for (int at = before; at >= 0 && before - at < 5; at--) {
            if (has(QuoteRole.PREPOSITION, at) || has(QuoteRole.GENITIVE, at)) {
                return false;
            }
            if (isMark(at) || has(QuoteRole.ARTICLE, at)) {
                return true;
            }
        }
        return true;
    }

    private boolean isMark(int at) {
        return !Character.isLetterOrDigit(tokens.get(at).codePointAt(0)) && !has(QuoteRole.GENITIVE, at);
    }

    /** "sagte Anna Schwarz", "sagte die Bürgermeisterin der Stadt, Anna Schwarz", "sagte sie". */
    Optional<String> after(int from) {
        int at = from;
        while (at < tokens.size() && has(QuoteRole.AUXILIARY, at)) {
            at++;
        }
        if (at < tokens.size() && (has(QuoteRole.HE, at) || has(QuoteRole.SHE, at))) {
            return pronoun(at);
        }
        boolean deputy = false;
        boolean comma = false;
        for (int token = at; token < tokens.size() && token - at < REACH; token++) {
            Optional<Person> person = people.startingAt(start(token));
            if (person.isPresent() && !person.get().genitive()) {
                if (person.get().isHuman() && !isPossessive(person.get())) {
                    return deputy ? Optional.empty() : person.map(Person::id);
                }
                boolean next = token == at || (token == at + 1 && has(QuoteRole.ARTICLE, at));
                boolean followed = people.startingAt(person.get().end() + 1).isPresent();
                if (next && !followed && !isPossessive(person.get())) {
                    return person.map(Person::id);
                }
            }
            if (comma || (isMark(token) && !is(token, ",") && !is(token, "-"))) {
                return Optional.empty();
            }
            comma = is(token, ",");
            boolean lost = has(QuoteRole.PREPOSITION, token) && !has(QuoteRole.SAID, token);
            if (lost && !comma) {
                return afterComma(token);
            }
            deputy = (deputy && !comma) || isDeputyOf(token);
        }
        return Optional.empty();
    }

    /** "sagte der Chef von Hafenwerk, Max Braun": what follows a comma tells the name of the one before it. */
    private Optional<String> afterComma(int from) {
        for (int token = from; token + 1 < tokens.size() && token - from < REACH; token++) {
            if (is(token, ",")) {
                return people.startingAt(start(token + 1))
                        .filter(Person::isHuman)
                        .map(Person::id);
            }
        }
        return Optional.empty();
    }

    private boolean isPossessive(Person person) {
        for (int token = 0; token < tokens.size(); token++) {
            if (start(token) >= person.end()) {
                return start(token) == person.end() && has(QuoteRole.GENITIVE, token);
            }
        }
        return false;
    }

    /** "Sprecher der Ministerin Schwarz", but not "Sprecher Max Braun". */
    private boolean isDeputyOf(int token) {
        boolean named =
                token + 1 < tokens.size() && people.startingAt(start(token + 1)).isPresent();
        return has(QuoteRole.GENITIVE, token) || (has(QuoteRole.DEPUTY, token) && !named);
    }

    private Optional<String> pronoun(int token) {
        return people.lastBefore(start(token), has(QuoteRole.SHE, token)).map(Person::id);
    }

    /** The person whose name ends right before a token: "Schwarz:", "Schwarz zufolge". */
    Optional<String> nameBefore(int token) {
        return token < 1
                ? Optional.empty()
                : people.endingAt(end(token - 1))
                        .filter(person -> isSubject(person, token - 1))
                        .map(Person::id);
    }

    /** The only person that the clause names, unless another one may be meant: "Anna Schwarz vom Hafenamt meint:". */
    Optional<String> onlyPerson() {
        Optional<Person> only = Optional.empty();
        int last = 0;
        for (int token = 0; token < tokens.size(); token++) {
            if (has(QuoteRole.HE, token) || has(QuoteRole.SHE, token) || has(QuoteRole.DEPUTY, token)) {
                return Optional.empty();
            }
            Optional<Person> person = people.startingAt(start(token)).filter(Person::isHuman);
            if (person.isPresent()) {
                if (only.isPresent()) {
                    return Optional.empty();
                }
                only = person;
                last = token;
            }
        }
        int first = last;
        return only.filter(person -> isSubject(person, first)).map(Person::id);
    }
}
